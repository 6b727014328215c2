"""Decisions on places of proposals in a new version: the lines of a batch, what is entered."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from dauys.consultation.decided import decided
from dauys.consultation.decision import Decision
from dauys.consultation.fate import Fate
from dauys.site import secret
from dauys.site.consultation import rules, texts
from dauys.site.consultation.desk import anchoring
from dauys.site.consultation.desk.endings import signature
from dauys.site.consultation.desk.lines import ENDED, Line
from dauys.site.consultation.models import AnchorDecision, Batch, Proposal
from dauys.site.record import actions as record
from dauys.words import Words

Made = tuple[Decision, Fate]


def lines(batch: Batch, rows: Sequence[Proposal]) -> list[Line]:
    """Every proposal of a batch with the decision on its place, or with what is in the way."""
    new = texts.version(batch.told["version"])
    facts = dict(batch.lines.values_list("proposal_id", "facts"))
    decisions = [_decision(batch, row.id, facts[row.id]) for row in rows if not row.silent]
    held, wrong = anchoring.decide(new, decisions) if new else ([], {})
    made = {decision.proposal: (decision, fate) for decision, fate in held}
    version = batch.told["version"]
    before = set(
        AnchorDecision.objects.filter(version=version).values_list("proposal_id", flat=True)
    )
    words = Words(get_language() or "kk")
    found = []
    for row in rows:
        if row.silent:
            found.append(Line(row, fault=ENDED))
        elif row.id in before:
            found.append(Line(row, fault=_("Its place in this version is decided already.")))
        elif row.id in made:
            found.append(Line(row, made=made[row.id]))
        else:
            found.append(Line(row, fault=words.finding(wrong[row.id])))
    return found


def _decision(batch: Batch, name: str, facts: dict[str, str]) -> Decision:
    return Decision(
        name,
        facts["decision"],  # type: ignore[arg-type]
        facts["address"],
        signature(batch.by),
        rules.now(),
        facts["why"] or batch.told["why"],
    )


def enter(batch: Batch, made: Sequence[Made]) -> None:
    """Puts the decisions into the record, in the caller's transaction."""
    version = batch.told["version"]
    events = [decided(decision, fate, version, secret.salt()) for decision, fate in made]
    record.append([body for body, _ in events], [data for _, data in events])
