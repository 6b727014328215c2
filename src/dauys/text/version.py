"""The hash of a version: it binds a work, a version, a date, and the text in every language.

docs/specification/3-text.md, section 4. Whoever changes a comma in one language changes it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dauys.text.provision import Text
from dauys.text.wire import Role, TextPublished, write_text
from dauys.wire.hashes import labelled, sha256_hex
from dauys.wire.ids import Date, Language, Name, ObjectRef, Sha256


def version_hash(
    work: Name,
    version: Name,
    role: Role,
    date: Date,
    authoritative: Sequence[Language],
    texts: Mapping[Language, Text | bytes],
) -> Sha256:
    """The labelled hash of a version; ``texts`` by language, as texts or as their bytes.

    It covers which languages bind: who changes that changes what the law says.
    """
    parts = [each.encode("utf-8") for each in (work, version, role, date)]
    parts.append(" ".join(authoritative).encode("utf-8"))
    for language in sorted(texts):
        text = texts[language]
        parts.append(language.encode("utf-8"))
        parts.append(text if isinstance(text, bytes) else write_text(text))
    return labelled("text-version", *parts)


def text_hash(text: Text) -> Sha256:
    """The name of a text's object: SHA-256 of its canonical bytes."""
    return sha256_hex(write_text(text))


def publish(
    work: Name,
    version: Name,
    role: Role,
    date: Date,
    author: str,
    authoritative: Sequence[Language],
    texts: Mapping[Language, Text],
) -> tuple[TextPublished, tuple[bytes, ...]]:
    """The event that publishes a version, and the objects that it names."""
    objects = {language: write_text(texts[language]) for language in sorted(texts)}
    references = {
        language: ObjectRef(sha256_hex(data), len(data)) for language, data in objects.items()
    }
    digest = version_hash(work, version, role, date, authoritative, objects)
    event = TextPublished(
        work, version, role, date, author, tuple(authoritative), references, digest
    )
    return event, tuple(objects.values())
