"""When the links between two units are evidence enough to lay the units side by side.

Evidence is measured by the weight of a word that stands in one sentence only (`Scale.single`), so
that the figure does not depend on the length of the texts. How far a link is trusted depends on
its rivals. Where two units stand alone between the same neighbours (`gaps`), little is enough.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from fractions import Fraction

from dauys.text.alignment.context import Tie
from dauys.text.alignment.gaps import in_gaps
from dauys.text.alignment.links import Link
from dauys.text.alignment.sentences import Sentence

CLEAR = 300  # of 1000: two sentences less alike than this tie no units
ENOUGH = Fraction(7, 10)  # of the weight of a single word: the evidence that ties two units
IN_GAP = Fraction(1, 4)  # of that, where both stand alone between the same neighbours
PASSING = 2  # so many times as much where one of them is a transitional provision and one is not
# What a link counts when its likeness is the best for both sentences, for one, for none.
TRUST = {2: Fraction(1), 1: Fraction(3, 5), 0: Fraction(1, 2)}
# A sentence whose counterpart goes with another counts a quarter if it is nearly as alike as that:
# two rules became one. If not, it is a formula that stands twice, and one of them was kept.
LEFT_OVER = Fraction(1, 4)
NEARLY = Fraction(3, 4)


def ties(
    old: Sequence[Sentence],
    new: Sequence[Sentence],
    links: Sequence[Link],
    known: set[Tie],
    enough: Callable[[Tie], Fraction],
    sizes: Tie,
) -> set[Tie]:
    """The pairs of units that go together, each with as much evidence as is ``enough`` for it;
    ``known`` are those that do beyond doubt."""
    clear: defaultdict[Tie, Fraction] = defaultdict(Fraction)
    faint: defaultdict[Tie, Fraction] = defaultdict(Fraction)
    for each in links:
        tie = old[each.old].unit, new[each.new].unit
        faint[tie] += _trust(each) * each.evidence
        if each.likeness >= CLEAR:
            clear[tie] += _trust(each) * each.evidence
    found = known | {tie for tie, weight in clear.items() if weight >= enough(tie)}
    left = in_gaps(found, sizes, lambda tie: faint.get(tie, Fraction(0)))
    return found | {tie for tie in left if faint[tie] >= IN_GAP * enough(tie)}


def _trust(link: Link) -> Fraction:
    if link.rival:
        return LEFT_OVER if link.likeness >= NEARLY * link.rival else Fraction(0)
    return TRUST[link.best_for_old + link.best_for_new]
