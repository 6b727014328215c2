"""Words that must not stay public: set aside by an entry, then destroyed, and the record stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from dauys import sample
from dauys.verification.entrance import verify
from tests.cli.test_record_course import Consulted
from tests.cli.town import Town, code_of, tell

NEW = sample.calendar().at("draft_2_published")
REASONS = ("--who", "Registry", "--why", "It names a child.")


@pytest.fixture
def held(town: Town, tmp_path: Path) -> Consulted:
    return Consulted(town, tmp_path)


def found(held: Consulted) -> list[str]:
    """What a verification finds, but for what is still to come."""
    codes = [each.code for each in verify(str(held.record), lambda: 0.0).findings.found]
    late = ("proposal.unanswered", "verify.unfinished", "log.unwitnessed", "record.simulated")
    return [code for code in codes if code not in late]


def test_minutes_are_set_aside_and_destroyed(held: Consulted) -> None:
    assert code_of("record", "destroy", held.record, "hearing:h-1") == (1, "object.unexplained")
    tell("record", "withhold", held.record, "h-1", *REASONS, *held.town.keyed(NEW))
    assert found(held) == []
    told = tell("record", "destroy", held.record, "hearing:h-1")
    assert "object" in told
    assert found(held) == ["object.withdrawn"]
    assert code_of("record", "destroy", held.record, "hearing:h-1") == (2, "object.gone")


def test_the_words_of_a_proposal_go_once_it_has_ended(held: Consulted) -> None:
    steps = held.given["steps"].read_text(encoding="utf-8")
    name = next(row.split(",")[0] for row in steps.splitlines() if ",withdrawn," in row)
    assert code_of("record", "destroy", held.record, f"proposal:{name}") == (
        1,
        "object.unexplained",
    )
    tell(*held.words("steps"))
    tell("record", "destroy", held.record, f"proposal:{name}")
    assert found(held) == ["object.withdrawn"]


@pytest.mark.parametrize("whose", ["hearing:h-99", "proposal:p-99", "h-1", ""])
def test_what_is_not_there_is_told(held: Consulted, whose: str) -> None:
    assert code_of("record", "destroy", held.record, whose) == (2, "object.nobody")


def test_who_sets_aside_says_why(held: Consulted) -> None:
    empty = ("--who", "Registry", "--why", "")
    held.refused("hearing.reason", "record", "withhold", held.record, "h-1", *empty,
                 *held.town.keyed(NEW))  # fmt: skip
    held.refused("record.unknown", "record", "withhold", held.record, "h-99", *REASONS,
                 *held.town.keyed(NEW))  # fmt: skip
