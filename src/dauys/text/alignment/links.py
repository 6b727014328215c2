"""Links sentences of two texts, so that the likeness of all links together is the greatest.

Three rounds of one assignment over the whole (see `assignment`): the first by words alone, the
others with the bonus of `context`. The square of the likeness counts, so that one clear link is
worth more than two vague ones. A sentence that is left over, but says in the same words what a
linked one says, is linked to its counterpart as well: so one sentence can come from many.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from dauys.text.alignment.assignment import assign
from dauys.text.alignment.candidates import Alike, Candidates
from dauys.text.alignment.context import Order, Tie, bonus, place
from dauys.text.alignment.sentences import Sentence

ROUNDS = 3
WANTED = 500  # of 1000: the bonus of a link between two units that a person decided
ALONE = 200  # of 1000: the least likeness where no company speaks for a link
ALSO = 550  # the likeness that a sentence left over must have with one that is linked already


@dataclass(frozen=True, slots=True)
class Link:
    """An old sentence and the new one that it became.

    ``best_for_old``: the old sentence has no better candidate; ``best_for_new`` the same of the
    new one. ``evidence`` is that of `candidates.Alike`. ``rival`` is 0 for the links that
    together are the likest; for one of a sentence that was left over it is the likeness of the
    link that its counterpart has.
    """

    old: int
    new: int
    likeness: int
    evidence: int
    best_for_old: bool
    best_for_new: bool
    rival: int = 0

    @property
    def places(self) -> tuple[int, int]:
        """The positions of both sentences."""
        return self.old, self.new

    @property
    def unrivalled(self) -> bool:
        """Whether neither sentence has a better counterpart."""
        return self.best_for_old and self.best_for_new and not self.rival

    def mirrored(self) -> Link:
        """The same with the two texts exchanged."""
        return Link(
            self.new,
            self.old,
            self.likeness,
            self.evidence,
            self.best_for_new,
            self.best_for_old,
            self.rival,
        )


def link(
    old: Sequence[Sentence],
    new: Sequence[Sentence],
    found: Candidates,
    order: tuple[Order, Order],
    wanted: Collection[Tie] = (),
) -> list[Link]:
    """The links between sentences, in the order of the old text; ``wanted`` are pairs of units
    that a person decided."""
    ties = {(old[a].unit, new[b].unit) for a, row in enumerate(found) for b in row}
    extra = {tie: place(*tie, *order) for tie in ties}
    chosen: list[int | None] = []
    for n in range(ROUNDS):
        gains = _gains(old, new, found, extra)
        chosen = assign(gains)
        if n < ROUNDS - 1:
            extra = bonus(ties, _mass(old, new, found, chosen), *order)
            extra |= {tie: extra.get(tie, 0) + WANTED for tie in wanted}
    return _links(found, gains, chosen)


def _gains(
    old: Sequence[Sentence],
    new: Sequence[Sentence],
    found: Candidates,
    extra: dict[Tie, int],
) -> list[dict[int, int]]:
    """What each link is worth: likeness times likeness with its bonus."""
    gains: list[dict[int, int]] = []
    for sentence, row in zip(old, found, strict=True):
        unit = sentence.unit
        worth = {}
        for b, alike in row.items():
            with_bonus = alike.likeness + extra[unit, new[b].unit]
            if with_bonus >= ALONE:
                worth[b] = alike.likeness * with_bonus
        gains.append(worth)
    return gains


def _mass(
    old: Sequence[Sentence],
    new: Sequence[Sentence],
    found: Candidates,
    chosen: Sequence[int | None],
) -> Counter[Tie]:
    """The evidence for each pair of units."""
    mass: Counter[Tie] = Counter()
    for a, b in enumerate(chosen):
        if b is not None:
            mass[old[a].unit, new[b].unit] += found[a][b].evidence
    return mass


def _links(
    found: Candidates, gains: list[dict[int, int]], chosen: Sequence[int | None]
) -> list[Link]:
    best_old = [max(((gain, -b) for b, gain in row.items()), default=(0, 1)) for row in gains]
    best_new: dict[int, tuple[int, int]] = {}
    for a, row in enumerate(gains):
        for b, gain in row.items():
            best_new[b] = max(best_new.get(b, (gain, -a)), (gain, -a))
    pairs = {(a, b) for a, b in enumerate(chosen) if b is not None}
    taken = {b: found[a][b].likeness for a, b in enumerate(chosen) if b is not None}
    for a, (gain, b) in enumerate(best_old):
        if chosen[a] is None and gain and found[a][-b].likeness >= ALSO:
            pairs.add((a, -b))
    for b, (_, a) in best_new.items():
        if b not in taken and found[-a][b].likeness >= ALSO:
            pairs.add((-a, b))
    return [
        Link(
            a,
            b,
            found[a][b].likeness,
            found[a][b].evidence,
            gains[a][b] == best_old[a][0],
            gains[a][b] == best_new[b][0],
            0 if chosen[a] == b else taken.get(b, 0) or _likeness(found[a], chosen[a]),
        )
        for a, b in sorted(pairs)
    ]


def _likeness(row: dict[int, Alike], b: int | None) -> int:
    return 0 if b is None else row[b].likeness
