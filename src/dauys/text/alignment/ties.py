"""When the links between two units are evidence enough to lay the units side by side.

Evidence is measured by the weight of a word that stands in one sentence only (`Scale.single`), so
that the figures do not depend on the length of the texts. Nothing here knows order or numbers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction

from dauys.text.alignment.context import Tie
from dauys.text.alignment.links import Link
from dauys.text.alignment.sentences import Sentence

CLEAR = 350  # of 1000: two sentences less alike than this tie no units
ENOUGH = Fraction(3, 4)  # evidence of links of which each is the best for both sides
ONE_SIDED = Fraction(5, 4)  # the same where it is the best for one side only


def ties(
    old: Sequence[Sentence], new: Sequence[Sentence], links: Sequence[Link], single: int
) -> set[Tie]:
    """The pairs of units that go together."""
    mutual: Counter[Tie] = Counter()
    one_sided: Counter[Tie] = Counter()
    lonely: Counter[Tie] = Counter()
    for each in links:
        tie = old[each.old].unit, new[each.new].unit
        if each.likeness >= CLEAR:
            lonely[tie] += each.evidence
            if each.best_for_old or each.best_for_new:
                one_sided[tie] += each.evidence
            if each.best_for_old and each.best_for_new:
                mutual[tie] += each.evidence
    found = {tie for tie, evidence in mutual.items() if evidence >= ENOUGH * single}
    found |= {tie for tie, evidence in one_sided.items() if evidence >= ONE_SIDED * single}
    return found | _of_the_lonely(found, lonely, single)


def _of_the_lonely(found: set[Tie], evidence: Counter[Tie], single: int) -> set[Tie]:
    """For a unit that would go with nobody its strongest tie, if that is evidence enough."""
    best: dict[tuple[int, int], tuple[int, Tie]] = {}
    taken = {(side, tie[side]) for tie in found for side in (0, 1)}
    for tie, weight in sorted(evidence.items()):
        for node in ((0, tie[0]), (1, tie[1])):
            if weight >= ENOUGH * single and node not in taken:
                best[node] = max(best.get(node, (weight, tie)), (weight, tie))
    return {tie for _, tie in best.values()}
