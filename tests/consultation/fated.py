"""A new version of a law made by script, with the fate that every anchor in it must have.

Every article number goes up by one, because a new article is put first. In the articles that have
room for it one thing is done to one paragraph (`OPERATIONS`); nothing else changes a word. Twins
and near copies of paragraphs are planted in an article at the end, where no anchor may go.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field, replace

from dauys.text.formats import dump
from dauys.text.provision import Provision, Text, words_of
from dauys.text.read import read

OPERATIONS = ("reword", "drop", "drop and plant", "split", "merge", "twin", "push")
STRANGE = "незамедлительно и безвозмездно"


@dataclass(frozen=True, slots=True)
class Expected:
    """What must become of the anchor at ``old``, quoting ``quote`` if anything."""

    old: str
    state: str
    new: str = ""
    quote: str = ""
    why: str = ""


@dataclass
class Made:
    """The new version, and what is expected of anchors in the old one."""

    text: Text
    expected: list[Expected] = field(default_factory=list)


def made(old: Text, seed: int) -> Made:
    """The new version of a law; the same for the same seed."""
    chance = random.Random(seed)
    found = Made(old)
    planted: list[str] = []
    tops = tuple(_rebuilt(each, found, planted, chance) for each in old.provisions)
    article = Provision("", "article", "1", "", "Настоящий Закон действует на всей территории.")
    plants = Provision(
        "",
        "article",
        "900",
        "",
        "",
        tuple(Provision("", "paragraph", str(n), "", each) for n, each in enumerate(planted, 1)),
    )
    at = next(n for n, each in enumerate(tops) if each.kind != "preamble")
    first = replace(tops[at], children=(article, *tops[at].children))
    last = replace(tops[-1], children=(*tops[-1].children, plants))
    tops = (*tops[:at], first, *tops[at + 1 : -1], last)
    data = dump(replace(old, provisions=tops), ".txt")
    found.text = read(data, old.language).text
    return found


def shifted(address: str) -> str:
    """The address after every article number went up by one."""
    return re.sub(r"^art_(\d+)", lambda each: f"art_{int(each[1]) + 1}", address)


def _rebuilt(
    provision: Provision, found: Made, planted: list[str], chance: random.Random
) -> Provision:
    if provision.kind != "article":
        inner = tuple(_rebuilt(each, found, planted, chance) for each in provision.children)
        return replace(provision, children=inner)
    number = re.sub(r"^\d+", lambda each: str(int(each[0]) + 1), provision.number)
    children = list(provision.children)
    operation = chance.choice(OPERATIONS) if _has_room(provision) else ""
    changed = set(_done(operation, children, found, planted)) if operation else set()
    if not changed and words_of(provision):
        found.expected.append(Expected(provision.address, "kept", shifted(provision.address)))
    for each in provision.children:
        if each.kind != "note" and each.address not in changed:
            pushed = _pushed(each) if operation == "push" else each.address
            found.expected.append(
                Expected(each.address, "kept", shifted(pushed), "", f"beside {operation}")
            )
    return replace(provision, number=number, children=tuple(children))


def _has_room(article: Provision) -> bool:
    """Paragraphs 1, 2, 3 … and nothing else, the last two long, without points or twins."""
    numbers = [each.number for each in article.children]
    last = article.children[-2:]
    return (
        not article.text
        and len(numbers) >= 3
        and numbers == [str(n) for n in range(1, len(numbers) + 1)]
        and all(not each.children and len(each.text.split()) >= 14 for each in last)
    )


def _pushed(paragraph: Provision) -> str:
    return re.sub(r"para_(\d+)$", lambda each: f"para_{int(each[1]) + 1}", paragraph.address)


def _done(operation: str, children: list[Provision], found: Made, planted: list[str]) -> list[str]:
    """Does one thing to the last paragraphs; gives the addresses of those that it changed."""
    last = children[-1]
    if operation == "reword":
        return _reword(children, found)
    if operation in ("drop", "drop and plant"):
        return _drop(children, found, planted if operation == "drop and plant" else [])
    if operation == "split":
        return _split(children, found)
    if operation == "merge":
        return _merge(children, found)
    if operation == "twin":  # the same words once more elsewhere; these stay at home
        planted.append(last.text)
        return []
    pushed = [replace(each, number=str(int(each.number) + 1)) for each in children]
    new = replace(pushed[0], number="1", text="Порядок применения определяется особо.")
    children[:] = [replace(new, children=()), *pushed]  # the others are renumbered
    return [""]  # none of them, but the article


def _reword(children: list[Provision], found: Made) -> list[str]:
    last = children[-1]
    old = last.text.split()
    middle = len(old) // 2
    words = [*old[:middle], *STRANGE.split(), *old[middle + 1 :]]
    children[-1] = replace(last, text=" ".join(words))
    at, new = last.address, shifted(last.address)
    gone, stays = " ".join(old[middle - 1 : middle + 2]), " ".join(old[: middle - 1])
    found.expected += [
        Expected(at, "carried", new, "", "reword"),
        Expected(at, "carried", new, stays, "reword"),
        Expected(at, "orphaned", "", gone, "reword"),
    ]
    return [at]


def _drop(children: list[Provision], found: Made, planted: list[str]) -> list[str]:
    """A sentence that differs by a word is planted elsewhere."""
    last = children.pop()
    words = last.text.split()
    end = " ".join(words[-4:])
    words[len(words) // 2] = STRANGE
    planted.append(" ".join(words))
    found.expected += [Expected(last.address, "orphaned", "", each, "drop") for each in ("", end)]
    return [last.address]


def _split(children: list[Provision], found: Made) -> list[str]:
    last = children[-1]
    words = last.text.split()
    middle = len(words) // 2
    first, second = " ".join(words[:middle]), " ".join(words[middle:])
    further = replace(last, number=str(int(last.number) + 1), text=second[0].upper() + second[1:])
    children[-1:] = [replace(last, text=f"{first}."), further]
    across = " ".join(words[middle - 2 : middle + 2])
    at = last.address
    found.expected += [
        Expected(at, "orphaned", "", "", "split"),
        Expected(at, "carried", shifted(at), first, "split"),
        Expected(at, "orphaned", "", across, "split"),
    ]
    return [at]


def _merge(children: list[Provision], found: Made) -> list[str]:
    before, last = children[-2:]
    children[-2:] = [replace(before, text=f"{before.text} {last.text}")]
    for each in (before, last):
        found.expected += [
            Expected(each.address, "orphaned", "", "", "merge"),
            Expected(each.address, "carried", shifted(before.address), each.text, "merge"),
        ]
    return [before.address, last.address]
