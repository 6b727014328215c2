"""A whole record whose question allows a blank vote: it takes part, and is for no answer."""

from __future__ import annotations

from typing import Any

from tests.verification.telling import error, told
from tests.verification.world import World, build

WORLD = build(blank=True)


def rows(world: World) -> list[dict[str, Any]]:
    """The declared figures by region."""
    body = world.entries[world.find("outcome.declared")]["body"]
    return list(body["figures"]["rows"])


def test_blank_votes_are_counted_in_a_column_of_their_own() -> None:
    """The last ballot of a voter in the north is blank, and of one with weight 2 in the south."""
    report = WORLD.report()
    assert told(report) == []
    assert [box.result for box in report.boxes] == [[[1, 1, 2]], [[2, 0, 1]]]
    assert report.total() == [[3, 1, 3]]
    assert [row["blank"] for row in rows(WORLD)] == [1, 2]


def test_a_blank_vote_takes_part() -> None:
    """It is among the participants of its region, and among the votes of no answer."""
    for row in rows(WORLD):
        votes = ("yes", "no", "both_marked", "invalid", "blank")
        assert row["participants"] == sum(row[name] for name in votes)


def test_a_blank_vote_that_is_declared_otherwise_is_refused() -> None:
    world = WORLD.changed("outcome.declared", "body.figures.rows.0.blank", lambda blank: blank - 1)
    world = world.changed("outcome.declared", "body.figures.rows.0.yes", lambda yes: yes + 1)
    assert told(world.report()) == [error(15, "outcome.declared", "outcome", part="figures")]
