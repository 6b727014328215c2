"""What decisions fix for the engine: ties by position that are wanted, and those barred."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dauys.text.alignment.decisions import Decision
from dauys.text.provision import Provision

Tie = tuple[int, int]  # an old unit, a new one


@dataclass(frozen=True, slots=True)
class Fixed:
    """Ties of units by position: wanted, barred, and units that go with nobody."""

    wanted: frozenset[Tie] = frozenset()
    barred: frozenset[Tie] = frozenset()
    old: frozenset[int] = frozenset()
    new: frozenset[int] = frozenset()

    def allows(self, tie: Tie) -> bool:
        """Whether a tie may be made."""
        return tie not in self.barred and tie[0] not in self.old and tie[1] not in self.new

    def with_all(self, other: Fixed) -> Fixed:
        """What either of the two fixes."""
        return Fixed(
            self.wanted | other.wanted,
            self.barred | other.barred,
            self.old | other.old,
            self.new | other.new,
        )

    def mirrored(self) -> Fixed:
        """The same with the two texts exchanged."""
        wanted, barred = (frozenset((b, a) for a, b in ties) for ties in (self.wanted, self.barred))
        return Fixed(wanted, barred, self.new, self.old)

    def agrees(self, ties: Iterable[Tie]) -> bool:
        """Whether some ties are as they were decided."""
        made = set(ties)
        return self.wanted <= made and all(self.allows(tie) for tie in made)

    def settled(self, ties: Iterable[Tie]) -> list[Tie]:
        """Some ties, corrected as decided."""
        return sorted(self.wanted | {tie for tie in ties if self.allows(tie)})


def fixed(
    decided: Mapping[tuple[str, str], Decision],
    old: Sequence[Provision],
    new: Sequence[Provision],
) -> tuple[Fixed, dict[tuple[int | None, int | None], Decision]]:
    """Decisions on units by position: what they fix, and each with the place that it has."""
    places = tuple({unit.address: n for n, unit in enumerate(side)} for side in (old, new))
    by_place = {
        (places[0].get(first), places[1].get(second)): decision
        for (first, second), decision in decided.items()
    }
    ties = {(a, b): d for (a, b), d in by_place.items() if a is not None and b is not None}
    return (
        Fixed(
            frozenset(tie for tie, d in ties.items() if d.decision == "pair"),
            frozenset(tie for tie, d in ties.items() if d.decision == "not"),
            frozenset(a for (a, b) in by_place if a is not None and b is None),
            frozenset(b for (a, b) in by_place if b is not None and a is None),
        ),
        by_place,
    )
