"""The published texts that the consultation speaks of, read out of the record once a process.

A text is known by the hash of its object, so that what was read stays right for ever.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from dauys.consultation.anchor import Places
from dauys.errors import DauysError
from dauys.record.entry import read_entry
from dauys.site.record.models import Entry, Thing
from dauys.text.compare import Comparison, comparison
from dauys.text.table.names import Names
from dauys.text.wire import TextPublished, read_text
from dauys.words import Words

KEPT = 24  # texts that a process keeps: a few versions in three languages
COMPARED = 12


@dataclass(frozen=True, slots=True)
class Version:
    """A version as it was published, and its place among the others."""

    event: TextPublished
    entry: int

    @property
    def name(self) -> str:
        """Its short name, which addresses of pages carry."""
        return self.event.version

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that it has, those that bind first."""
        first = self.event.authoritative
        return (*first, *(each for each in sorted(self.event.expressions) if each not in first))


def versions() -> list[Version]:
    """Every version in the order of their publication."""
    rows = Entry.objects.filter(kind="text.published").values_list("index", "data")
    return [Version(_event(bytes(data), index), index) for index, data in rows]


def version(name: str) -> Version | None:
    """The version of a name; the later where two works have the same."""
    return next((each for each in reversed(versions()) if each.name == name), None)


def current(among: list[Version] | None = None) -> Version | None:
    """The version that is consulted upon: the last draft, else the last text."""
    listed = versions() if among is None else among
    drafts = [each for each in listed if each.event.role == "draft"]
    return next(reversed(drafts or listed), None)


def before(name: str) -> Version | None:
    """The version of the same work that was published before this one."""
    listed = versions()
    at = next((n for n, each in enumerate(listed) if each.name == name), 0)
    work = listed[at].event.work if listed else ""
    earlier = [each for each in listed[:at] if each.event.work == work]
    return earlier[-1] if earlier else None


def after(name: str) -> Version | None:
    """The version of the same work that was published after this one."""
    listed = versions()
    at = next((n for n, each in enumerate(listed) if each.name == name), len(listed))
    later = [each for each in listed[at + 1 :] if each.event.work == listed[at].event.work]
    return later[0] if later else None


def places(of: Version, language: str) -> Places | None:
    """The text of a version in a language, ready for anchors; None where it has none."""
    reference = of.event.expressions.get(language)
    if reference is None:
        return None
    return _places(of.event.work, of.name, reference.sha256)


def has(there: Places, address: str) -> bool:
    """Whether a text has a provision at an address."""
    try:
        there.provision(address)
    except DauysError:
        return False
    return True


def all_places(of: Version) -> dict[str, Places]:
    """The texts of a version by language."""
    found = {language: places(of, language) for language in of.languages}
    return {language: there for language, there in found.items() if there is not None}


def compared(old: Version, new: Version, language: str) -> Comparison | None:
    """Two versions side by side in a language that both have."""
    first, second = (each.event.expressions.get(language) for each in (old, new))
    if first is None or second is None:
        return None
    return _compared(first.sha256, second.sha256)


def called(of: Version, language: str, spoken: str) -> dict[str, str]:
    """What the provisions of a text are called in a language of the site, by address."""
    reference = of.event.expressions.get(language)
    return _called(reference.sha256, spoken) if reference else {}


def closed() -> bool:
    """Whether the question has been called: then the record takes no more proposals."""
    return Entry.objects.filter(kind="question.called").exists()


@lru_cache(maxsize=64)
def _event(data: bytes, index: int) -> TextPublished:
    event: TextPublished = read_entry(data, index).body
    return event


@lru_cache(maxsize=KEPT)
def _places(work: str, name: str, sha256: str) -> Places:
    row = Thing.objects.values_list("data", flat=True).get(pk=sha256)
    return Places(work, name, read_text(bytes(row or b"")))


@lru_cache(maxsize=COMPARED)
def _compared(old: str, new: str) -> Comparison:
    return comparison(_places("", "", old).text, _places("", "", new).text)


@lru_cache(maxsize=KEPT)
def _called(sha256: str, spoken: str) -> dict[str, str]:
    return Names(_places("", "", sha256).text, Words(spoken).say).called
