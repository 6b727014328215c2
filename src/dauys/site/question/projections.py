"""From the entries of the question to its rows."""

from __future__ import annotations

from dauys.question.check import setup_hash
from dauys.question.wire import QuestionCalled, SetupConfirmed, VotingSetup
from dauys.site.question.models import Confirmation, Question, Region, Setup
from dauys.site.record import queries
from dauys.site.record.projections import Entered
from dauys.wire import shape


def called(entered: Entered) -> None:
    """The question with the text that it is bound to, and its regions."""
    body: QuestionCalled = entered.body
    text = next(each for each in queries.texts() if each.hash == body.text)
    rule = entered.object(body.rule) or b""
    Question.objects.create(
        entry=entered.index, at=entered.at, question=body.question, title=body.title,
        wording=body.wording, answers=[shape.plain(each) for each in body.answers],
        blank=body.blank, text=body.text, work=text.work, version=text.version,
        rule=rule.decode("utf-8"), rule_sha256=body.rule.sha256, question_type=body.question_type,
        calendar=[shape.plain(each) for each in body.calendar],
        minimum_electors=body.minimum_electors,
    )  # fmt: skip
    Region.objects.bulk_create(
        Region(region=each.region, place=place, title=each.title, districts=list(each.districts))
        for place, each in enumerate(body.regions)
    )


def setup(entered: Entered) -> None:
    """The sealed set-up; its boxes are rows of the tally."""
    body: VotingSetup = entered.body
    Setup.objects.create(
        entry=entered.index, at=entered.at, digest=setup_hash(body), group=body.group,
        registrar=body.registrar, trustee_count=body.trustee_count,
        trustees_needed=body.trustees_needed,
    )  # fmt: skip


def confirmed(entered: Entered) -> None:
    """Someone who holds a key has confirmed the set-up."""
    body: SetupConfirmed = entered.body
    Confirmation.objects.create(
        entry=entered.index, at=entered.at, role=body.role, index=body.index
    )
