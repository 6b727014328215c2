"""From the entry that declares the outcome to its rows."""

from __future__ import annotations

from dauys.outcome.figures import NUMBERS
from dauys.outcome.legs import LegResult
from dauys.outcome.wire import OutcomeDeclared
from dauys.site.outcome.models import Figure, Leg, Outcome
from dauys.site.record.projections import Entered
from dauys.wire import shape


def declared(entered: Entered) -> None:
    """The outcome, its legs and its figures."""
    body: OutcomeDeclared = entered.body
    Outcome.objects.create(
        entry=entered.index, at=entered.at, rule=body.rule, rule_sha256=body.rule_sha256,
        question=body.question, valid=body.result.valid, adopted=body.result.adopted,
        readings=[shape.plain(each) for each in body.result.readings],
        certainty=shape.plain(body.result.certainty),
    )  # fmt: skip
    Leg.objects.bulk_create(_leg(place, leg) for place, leg in enumerate(body.result.legs))
    Figure.objects.bulk_create(
        Figure(region=row.region, place=place, **{name: getattr(row, name) for name in NUMBERS})
        for place, row in enumerate(body.figures.rows)
    )


def _leg(place: int, leg: LegResult) -> Leg:
    return Leg(
        name=leg.name, place=place, kind=leg.kind, strictness=leg.strictness, needed=leg.needed,
        have=leg.have or "", passed=leg.passed, numerator=leg.numerator,
        denominator=leg.denominator, least=leg.least, short_by=leg.short_by,
        declared=leg.declared, regions=[shape.plain(each) for each in leg.regions],
    )  # fmt: skip
