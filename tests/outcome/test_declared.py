"""An outcome in the record is worked out again from the rule and the protocols, and compared."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dauys.outcome.check import check_declared
from dauys.outcome.figures import Figures
from dauys.outcome.wire import OutcomeDeclared, declare
from dauys.wire import shape
from tests.outcome.made_split import split
from tests.outcome.world import KZ, KZ_2026, built_in, regions, whole
from tests.stations.refusal import refused

FIGURES = regions(*split(KZ_2026, 17, 12))
DECLARED = declare(KZ, "constitution", FIGURES)


def test_an_outcome_that_follows_from_its_figures_passes() -> None:
    check_declared(DECLARED, KZ, FIGURES)


@pytest.mark.parametrize(
    "figures", [FIGURES, whole(KZ_2026), whole(KZ_2026, regions_total=20, regions_yes_majority=20)]
)
def test_the_event_is_written_back_to_the_same_bytes(figures: Figures) -> None:
    event = declare(KZ, None, figures)
    assert shape.read(OutcomeDeclared, shape.write(event)) == event


def test_an_event_of_twenty_regions_fits_an_entry() -> None:
    """Entries of the log hold at most 65,535 bytes."""
    assert len(shape.write(declare(KZ, None, regions(*split(KZ_2026, 20, 20))))) < 20_000


def test_another_verdict_is_refused() -> None:
    """The simplest lie."""
    lie = replace(DECLARED, result=replace(DECLARED.result, adopted=False))
    with refused("outcome.declared", part="result"):
        check_declared(lie, KZ, FIGURES)


def test_a_leg_told_otherwise_is_refused_though_the_verdict_is_the_same() -> None:
    legs = (replace(DECLARED.result.legs[0], short_by=1), *DECLARED.result.legs[1:])
    lie = replace(DECLARED, result=replace(DECLARED.result, legs=legs))
    with refused("outcome.declared", part="result"):
        check_declared(lie, KZ, FIGURES)


def test_other_figures_than_those_of_the_protocols_are_refused() -> None:
    """The result follows from these rows, but the rows do not follow from the protocols."""
    with refused("outcome.declared", part="figures"):
        check_declared(declare(KZ, None, regions(*split(KZ_2026, 17, 13))), KZ, FIGURES)


def test_another_rule_is_refused() -> None:
    with refused("outcome.declared", part="rule"):
        check_declared(DECLARED, built_in("town-charter"), FIGURES)


def test_a_rule_of_the_same_name_with_other_words_is_refused() -> None:
    """One half was quietly made one third."""
    test = replace(KZ.shares[0].test, fraction="1/3")
    softer = replace(KZ, shares=(replace(KZ.shares[0], test=test), *KZ.shares[1:]))
    with refused("outcome.declared", part="rule"):
        check_declared(DECLARED, softer, FIGURES)


def test_another_question_type_gives_another_result() -> None:
    """Under the ordinary question the regions would not count."""
    with refused("outcome.declared", part="result"):
        check_declared(replace(DECLARED, question="ordinary"), KZ, FIGURES)


def test_a_question_type_that_the_rule_does_not_have_is_refused() -> None:
    with refused("rule.question_unknown"):
        check_declared(replace(DECLARED, question="budget"), KZ, FIGURES)
