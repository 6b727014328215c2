"""What is asked of the ballot boxes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dauys.site.question import queries as question
from dauys.site.question.models import Question
from dauys.site.tally.models import Box, Decryption


@dataclass(frozen=True, slots=True)
class Column:
    """An answer, or the blank vote, with the votes that a box has for it."""

    key: str
    words: dict[str, str]
    votes: int


def boxes() -> list[Box]:
    """The boxes in the order of the set-up."""
    return list(Box.objects.all())


def box_of(region: str) -> Box | None:
    """The box of a region."""
    return Box.objects.filter(region=region).first()


def decryptions() -> dict[str, list[Decryption]]:
    """The partial decryptions of every box, by its UUID."""
    found: dict[str, list[Decryption]] = {}
    for each in Decryption.objects.order_by("owner"):
        found.setdefault(each.box_id, []).append(each)
    return found


def results(boxes: Iterable[Box]) -> list[list[Column]]:
    """The result of each box, answer by answer; empty before there is one."""
    asked = question.question()
    return [_columns(asked, [box.result[0]] if box.result else []) for box in boxes]


def total(boxes: Iterable[Box]) -> list[Column]:
    """The sum of the boxes; empty while a box has no result."""
    results = [box.result for box in boxes]
    if not results or any(result is None for result in results):
        return []
    return _columns(question.question(), [each[0] for each in results if each is not None])


def _columns(asked: Question | None, rows: list[list[int | str]]) -> list[Column]:
    """A count above 2^30 - 1 travels as a string."""
    if asked is None or not rows:
        return []
    answers = [(each["key"], each["words"]) for each in asked.answers]
    if asked.blank:
        answers = [("blank", {}), *answers]
    sums = [sum(int(cell) for cell in cells) for cells in zip(*rows, strict=True)]
    return [Column(key, words, sums[place]) for place, (key, words) in enumerate(answers)]
