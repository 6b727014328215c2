"""What the pages of reading show: a version on its shelf, a whole law, a provision in its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dauys.site.text import documents, fragments, laid, printing, queries, trees
from dauys.site.text.models import Version
from dauys.text.provision import Provision
from dauys.wire.ids import Language


@dataclass(frozen=True, slots=True)
class Shelf:
    """A version with what can be done with it."""

    version: Version
    before: Version | None
    suffixes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """A provision and what it is called."""

    address: str
    name: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A provision in another language: its lines, none where it has no such address there."""

    language: Language
    lines: list[printing.Line]
    heading: str


@dataclass(frozen=True, slots=True)
class Beside:
    """A provision beside what it was, or what it became, in another version."""

    other: Version
    old: Version
    new: Version
    lines: Sequence[laid.Line]
    changed: bool
    prefix: str  # of the ids of its rows: two such tables stand on one page


def shelf(version: Version, every: Sequence[Version]) -> Shelf:
    """A version for a list of all."""
    earlier = [v for v in every if v.work == version.work and v.entry < version.entry]
    return Shelf(version, earlier[-1] if earlier else None, documents.TEXTS)


def whole(version: Version, spoken: Language) -> dict[str, Any]:
    """All that the page of a whole law shows."""
    language = version.spoken(spoken)
    sha256 = version.expressions[language]
    return {
        "version": version,
        "language": language,
        "foreign": language != spoken,
        "current": version == queries.latest_draft(),
        "title": version.titles.get(language, ""),
        "law": fragments.kept(
            f"{version.slug}:{sha256}:{spoken}", "text/law.html", lambda: _law(version, language)
        ),
        "before": queries.before(version),
        "suffixes": documents.TEXTS,
    }


def _law(version: Version, language: Language) -> dict[str, Any]:
    sha256 = version.expressions[language]
    return {
        "version": version,
        "language": language,
        "lines": printing.law(sha256),
        "contents": printing.contents(sha256),
    }


def place(version: Version, address: str, spoken: Language) -> dict[str, Any] | None:
    """All that the page of a provision shows; None where the version has no such provision."""
    language = version.spoken(spoken)
    sha256 = version.expressions[language]
    shown = trees.by_address(sha256).get(address)
    if shown is None:
        return None
    names = trees.names(sha256, spoken).called
    places = trees.places(sha256)
    outer = list(places.outwards(shown))[1:]
    beside = places.beside(shown, -1), places.beside(shown, 1)
    return {
        "version": version,
        "language": language,
        "foreign": language != spoken,
        "current": version == queries.latest_draft(),
        "provision": shown,
        "name": names[address],
        "lines": printing.part(sha256, shown),
        "around": [_named(each, names) for each in reversed(outer)],
        "neighbours": [each and _named(each, names) for each in beside],
        "others": [_spoken(version, e, address) for e in version.languages if e != language],
        "cites": _cites(sha256, address, names),
        "cited": _cited(sha256, address, names),
        "versions": _beside(version, address, spoken),
    }


def _named(provision: Provision, names: dict[str, str]) -> Named:
    return Named(provision.address, names[provision.address], provision.heading)


def _spoken(version: Version, language: Language, address: str) -> Spoken:
    sha256 = version.expressions[language]
    there = trees.by_address(sha256).get(address)
    if there is None:
        return Spoken(language, [], "")
    return Spoken(language, printing.part(sha256, there), there.heading)


def _cites(sha256: str, address: str, names: dict[str, str]) -> list[dict[str, Any]]:
    """What a provision, or what stands below it, cites."""
    return [
        {
            "words": each.words,
            "targets": [Named(target, names[target]) for target in each.targets],
            "external": each.external,
        }
        for each in trees.citations(sha256)
        if _within(each.address, address)
    ]


def _cited(sha256: str, address: str, names: dict[str, str]) -> list[Named]:
    """Which other provisions cite it, or what stands below it."""
    found = {
        each.address: None
        for each in trees.citations(sha256)
        if not _within(each.address, address)
        and any(_within(target, address) for target in each.targets)
    }
    return [Named(each, names[each]) for each in found]


def _within(address: str, around: str) -> bool:
    return address == around or address.startswith(f"{around}__")


def _beside(version: Version, address: str, spoken: Language) -> list[Beside]:
    """The same place in the versions before and after."""
    row = [each for each in queries.versions() if each.work == version.work]
    at = next(n for n, each in enumerate(row) if each.pk == version.pk)
    pairs = [(row[n], row[n + 1]) for n in (at - 1, at) if n >= 0 and n + 1 < len(row)]
    found = []
    for old, new in pairs:
        language = laid.language_of(old, new, spoken)
        if language is None:
            continue
        made = laid.laid(old, new, language, spoken)
        lines = laid.touching(made.lines, address, old=old.pk == version.pk)
        other = new if old.pk == version.pk else old
        changed = any(line.state != "same" for line in lines)
        found.append(Beside(other, old, new, lines, changed, f"{other.entry}-"))
    return found
