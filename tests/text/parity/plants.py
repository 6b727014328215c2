"""Divergences planted by a seeded script in one language of a text, to count which are found.

A plant changes the words of one provision in one language, or takes a point away. The rules are
written here by hand, in the words of each language, and know nothing of the code under test.
"""

from __future__ import annotations

import csv
import random
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from dauys.text.provision import Provision, Text

Rule = tuple[str, str]  # a pattern and what stands in its place


def rules() -> dict[str, dict[str, list[Rule]]]:
    """The rules of rules.csv by kind and language."""
    found: dict[str, dict[str, list[Rule]]] = {}
    path = Path(__file__).parent / "rules.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            rule = row["pattern"], row["new"]
            found.setdefault(row["kind"], {}).setdefault(row["language"], []).append(rule)
    return found


RULES = rules()
KINDS = tuple(kind for kind in RULES if kind != "edit")


@dataclass(frozen=True, slots=True)
class Plant:
    """What was planted: the kind, the language, the provision, its words before and after."""

    kind: str
    language: str
    address: str
    before: str
    after: str


def plant(
    texts: Mapping[str, Text], seed: int, count: int, kinds: tuple[str, ...]
) -> tuple[dict[str, Text], list[Plant]]:
    """Texts with at most ``count`` plants in as many different provisions, the kinds and languages
    taking turns as far as they find a place."""
    rng = random.Random(seed)
    planted: list[Plant] = []
    used: set[str] = set()
    turns = [(kind, language) for kind in kinds for language in texts]
    rng.shuffle(turns)
    while turns and len(planted) < count:
        kind, language = turns.pop(0)
        places = [each for each in _places(texts[language], kind) if each.address not in used]
        if places:
            chosen = rng.choice(places)
            planted.append(chosen)
            used.add(chosen.address)
            turns.append((kind, language))
    changed = {
        language: _changed(text, {p.address: p for p in planted if p.language == language})
        for language, text in texts.items()
    }
    return changed, planted


def _places(text: Text, kind: str) -> Iterator[Plant]:
    for each in text.walk():
        if not each.text or not each.address.startswith("art_") or each.kind == "note":
            continue
        if kind == "point" and not (each.kind == "point" and not each.children):
            continue
        for pattern, new in RULES[kind].get(text.language, ()):
            after = re.sub(pattern, new, each.text, count=1)
            if after != each.text:
                yield Plant(kind, text.language, each.address, each.text, after)


def _changed(text: Text, plants: Mapping[str, Plant]) -> Text:
    def grown(each: Provision) -> Provision | None:
        mine = plants.get(each.address)
        if mine is not None and not mine.after:
            return None
        inner = tuple(child for child in map(grown, each.children) if child is not None)
        return replace(each, text=mine.after if mine else each.text, children=inner)

    top = tuple(each for each in map(grown, text.provisions) if each is not None)
    return replace(text, provisions=top)


def edited(text: Text, address: str, change: Callable[[str], str]) -> Text:
    """A text with the words of one provision changed."""

    def grown(each: Provision) -> Provision:
        said = change(each.text) if each.address == address else each.text
        return replace(each, text=said, children=tuple(map(grown, each.children)))

    return replace(text, provisions=tuple(map(grown, text.provisions)))
