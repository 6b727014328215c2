"""Refuses a published version that is not what it says (docs/specification/3-text.md, section 4).

It checks the event against its objects. Whether the languages agree with each other is no matter
of refusal: see `findings.parity`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from dauys.errors import Refused
from dauys.text.provision import Text
from dauys.text.version import version_hash
from dauys.text.wire import TextPublished, read_text
from dauys.wire.hashes import sha256_hex
from dauys.wire.ids import Language

_LANGUAGE = re.compile(r"[a-z]{2,3}")


def check_published(
    event: TextPublished, objects: Mapping[Language, bytes]
) -> dict[Language, Text]:
    """The texts of a published version, by language.

    Raises `Refused`: text.date, text.authoritative, text.object (missing, or not the bytes that
    the event names), text.language, text.tree, json.*, text.version (the hash differs).
    """
    accused = f"text:{event.work}/{event.version}"
    _check_event(event, accused)
    texts: dict[Language, Text] = {}
    for language, reference in event.expressions.items():
        data = objects.get(language)
        if data is None or (sha256_hex(data), len(data)) != (reference.sha256, reference.size):
            raise Refused("text.object", accused, language=language)
        texts[language] = read_text(data, accused=accused)
        if texts[language].language != language:
            raise Refused(
                "text.language", accused, expected=language, found=texts[language].language
            )
        if not texts[language].units():
            raise Refused("text.articles", accused)
    named = {language: objects[language] for language in event.expressions}
    if _hash_of(event, named) != event.hash:
        raise Refused("text.version", accused)
    return texts


def _hash_of(event: TextPublished, named: Mapping[Language, bytes]) -> str:
    return version_hash(
        event.work, event.version, event.role, event.date, event.authoritative, named
    )


def _check_event(event: TextPublished, accused: str) -> None:
    try:
        date.fromisoformat(event.date)
    except ValueError:  # 30 February
        raise Refused("text.date", accused, date=event.date) from None
    languages = event.expressions
    if wrong := [name for name in languages if not _LANGUAGE.fullmatch(name)]:
        raise Refused("text.language", accused, expected="kk, ru, en …", found=wrong[0][:40])
    binding = event.authoritative
    if not binding or len(set(binding)) != len(binding) or not set(binding) <= set(languages):
        raise Refused("text.authoritative", accused)
