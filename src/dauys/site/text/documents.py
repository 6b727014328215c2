"""Versions and comparative tables as files, each made once and then kept by hash.

The writers are those of the stage. A file is made by whoever asks first; others wait their turn.
"""

from __future__ import annotations

import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from dauys import __version__
from dauys.site.text import laid, trees
from dauys.site.text.models import Version
from dauys.storage.folder import put
from dauys.text.formats import dump
from dauys.text.formats.about import About
from dauys.text.table.write import write
from dauys.wire.hashes import sha256_hex
from dauys.wire.ids import Language

TYPES = {
    "txt": "text/plain; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "akn.xml": "application/xml",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "csv": "text/csv; charset=utf-8",
}
TEXTS = ("txt", "md", "html", "akn.xml", "docx", "pdf")
TABLES = ("docx", "pdf", "html", "csv")


def text(version: Version, language: Language, suffix: str) -> Path:
    """A version in one language as a file."""
    about = About("", version.work, version.date, version.author)
    sha256 = version.expressions[language]
    facts = (sha256, about.work, about.date, about.author, suffix)
    return made(facts, suffix, lambda: dump(trees.tree(sha256), f".{suffix}", about))


def comparison(
    old: Version, new: Version, language: Language, spoken: Language, suffix: str
) -> Path:
    """The comparative table of two versions as a file, its headings in the page's language."""
    facts = (laid.key("table", old, new, language, spoken), suffix)
    return made(
        facts,
        suffix,
        lambda: write(
            laid.table_of(old, new, language), f".{suffix}", laid.say_of(old, spoken), spoken
        ),
    )


def made(facts: tuple[str, ...], suffix: str, make: Callable[[], bytes]) -> Path:
    """The file that is kept under some facts; made now where nobody has made it yet."""
    name = sha256_hex("\0".join((__version__, *facts)).encode())
    place: Path = settings.ENVIRONMENT.data / "made" / f"{name}.{suffix}"
    if not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        with _turn(place.with_suffix(".lock")):
            if not place.exists():
                put(place, make())
    return place


@contextmanager
def _turn(lock: Path) -> Iterator[None]:
    """Waits until nobody else makes the same file."""
    with lock.open("ab") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    lock.unlink(missing_ok=True)
