"""Outcomes of rules and figures at will, declared on the site without a whole referendum."""

from __future__ import annotations

from collections.abc import Callable
from importlib import resources

import pytest

from dauys.outcome.figures import Figures, Outstanding, Row
from dauys.outcome.wire import OutcomeDeclared, declare
from dauys.question.rule import parse_rule, rule_hash
from dauys.site.outcome import projections
from dauys.site.question.models import Question, Region
from dauys.site.record.projections import Entered

AT = "2026-03-17T06:00:00Z"
Declare = Callable[..., OutcomeDeclared]
KAZAKHSTAN = (
    "abai", "akmola", "aktobe", "almaty_region", "atyrau", "west_kazakhstan", "zhambyl", "jetisu",
    "karaganda", "kostanay", "kyzylorda", "mangystau", "pavlodar", "north_kazakhstan", "turkistan",
    "ulytau", "east_kazakhstan", "astana", "almaty_city", "shymkent",
)  # fmt: skip


def rows(*, short: int = 0) -> tuple[Row, ...]:
    """Twenty regions; in the last ``short`` of them yes is not more than a half."""
    return tuple(
        Row(
            region=name, eligible=10_000, participants=7_000 + n, yes=3_500 if n >= 20 - short
            else 5_000 + n, no=2_000 if n < 20 - short else 3_500 + n, both_marked=0, invalid=0,
        )
        for n, name in enumerate(KAZAKHSTAN)
    )  # fmt: skip


@pytest.fixture
def decided(db: None) -> Declare:
    """``decided(rows, outstanding=…, stated=…)``: the outcome by the rule of Kazakhstan."""

    def make(
        of: tuple[Row, ...],
        *,
        outstanding: tuple[Outstanding, ...] | None = (),
        stated: dict[str, int] | None = None,
        question: str = "constitution",
    ) -> OutcomeDeclared:
        data = resources.files("dauys.question.rules").joinpath("kz-1995-art31.json").read_bytes()
        rule = parse_rule(data)
        Question.objects.create(
            entry=1, at=AT, question="q", title={"en": "A title"}, wording={"en": "Adopt it?"},
            answers=[], blank=False, text="0" * 64, work="w", version="v", rule=data.decode(),
            rule_sha256=rule_hash(rule), question_type=question, calendar=[], minimum_electors=1,
        )  # fmt: skip
        Region.objects.bulk_create(
            Region(region=row.region, place=n, title={"en": row.region.title()}, districts=[])
            for n, row in enumerate(of)
        )
        whole = len(of) == 1
        figures = Figures(whole=whole, rows=of, stated=stated or {}, outstanding=outstanding)
        body = declare(rule, question, figures)
        projections.declared(Entered(9, AT, "outcome.declared", body, {}))
        return body

    return make
