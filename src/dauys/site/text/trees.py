"""The law itself: trees out of the record's objects, and what is worked out of them.

All of it is kept in this process under the hash of the object: an object never changes, so that
nothing here can be out of date.
"""

from __future__ import annotations

from functools import lru_cache

from dauys.consultation.anchor import Places as AnchorPlaces
from dauys.errors import Unreadable
from dauys.site.record import things
from dauys.site.text.models import Sheet
from dauys.text.compare import Comparison
from dauys.text.compare import comparison as compare
from dauys.text.places import Places
from dauys.text.provision import Provision, Text
from dauys.text.references import Reference, references
from dauys.text.table.names import Names
from dauys.text.wire import read_text
from dauys.words import Words

KEPT = 24  # trees: a few versions in a few languages


@lru_cache(KEPT)
def tree(sha256: str) -> Text:
    """The text of an object, or of a manuscript that may become one; a hash names both alike.

    Raises `Unreadable` ``object.missing`` where it is neither.
    """
    data = things.read(sha256) or _of_manuscript(sha256)
    if data is None:
        raise Unreadable("object.missing", f"object:{sha256}")
    return read_text(data, accused=f"object:{sha256}")


def _of_manuscript(sha256: str) -> bytes | None:
    data = Sheet.objects.filter(sha256=sha256).values_list("text", flat=True).first()
    return None if data is None else bytes(data)


@lru_cache(KEPT)
def by_address(sha256: str) -> dict[str, Provision]:
    """The provisions of a text by address."""
    return {each.address: each for each in tree(sha256).walk()}


@lru_cache(KEPT)
def places(sha256: str) -> Places:
    """Where the provisions of a text stand to one another."""
    return Places(tree(sha256))


@lru_cache(KEPT)
def anchor_places(work: str, version: str, sha256: str) -> AnchorPlaces:
    """What anchors are held against: `dauys.consultation.anchor.Places`."""
    return AnchorPlaces(work, version, tree(sha256))


@lru_cache(KEPT)
def names(sha256: str, language: str) -> Names:
    """What provisions are called in a language of the site: «Статья 5, пункт 2»."""
    return Names(tree(sha256), Words(language).say)


@lru_cache(KEPT)
def citations(sha256: str) -> tuple[Reference, ...]:
    """Every reference of a text."""
    return references(tree(sha256))


@lru_cache(8)
def comparison(old: str, new: str) -> Comparison:
    """Two texts laid side by side; raises as `dauys.text.compare.comparison`."""
    return compare(tree(old), tree(new))
