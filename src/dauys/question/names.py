"""Names that a reader could not tell apart count as one (docs/specification/5-voting.md, MUST 18).

Two answers that look the same would be two rows of a result, of which nobody could say which is
whose. Case, Unicode form, white space and what is not seen at all make no difference, nor does a
letter of another alphabet with the same shape. No two letters of one alphabet are ever taken for
one: in Kazakh ү and у are two letters, of which one looks like a Latin Y and the other like a y.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

# Cyrillic letters with the shape of a Latin one: as small letters, and as capitals.
_SMALL = str.maketrans("аеорсухіјѕһԁԛԝӏёї", "aeopcyxijshdqwlëï")
_CAPITAL = str.maketrans("АВЕКМНОРСТХІЈЅҮԚԜЁЇ", "ABEKMHOPCTXIJSYQWËÏ")
_UNSEEN = ("Cf", "Cc")  # such as a joiner of no width


def distinct(names: Iterable[str]) -> bool:
    """Whether a reader can tell all these names apart."""
    shapes = [shapes_of(name) for name in names]
    return all(len(set(each)) == len(shapes) for each in zip(*shapes, strict=True))


def shapes_of(name: str) -> tuple[str, str]:
    """What a name looks like in small letters, and in capitals."""
    text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
    words = " ".join(text.split())
    seen = "".join(each for each in words if unicodedata.category(each) not in _UNSEEN)
    return seen.translate(_SMALL), seen.upper().translate(_CAPITAL)
