"""The words of the pages: ``locale/parts/*.json`` joined and compiled into gettext's ``django.mo``.

A part is ``{"English": {"kk": "…", "ru": "…"}}``, sorted; where the English has a plural the key is
the singular and the words are lists, as many as the language has forms; a language that is missing
is left to those whose message it is (Django says the most in Russian itself). A message with a
context is keyed ``context\\u0004message``, as gettext does. The parts are what people read and git
keeps; the compiled files are made of them (`make words`, on installing, before the tests).
This module uses the standard library alone, because the build of the package runs it.
"""

from __future__ import annotations

import json
import os
import struct
from collections.abc import Mapping
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "locale"
LANGUAGES = ("kk", "ru")
FOR_ALL = "look"
# Kazakh does not inflect after a number; Russian has three forms.
PLURALS = {
    "kk": "nplurals=1; plural=0;",
    "ru": (
        "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : "
        "n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"
    ),
}
FORMS = {"kk": 1, "ru": 3}
MAGIC = 0x950412DE  # of a little-endian file, the GNU gettext manual, "The Format of GNU MO Files"

Told = str | list[str]
Messages = dict[str, dict[str, Told]]


def parts(folder: Path = FOLDER) -> dict[str, Messages]:
    """Every part by its name."""
    return {
        path.stem: json.loads(path.read_text(encoding="utf-8"))
        for path in sorted((folder / "parts").glob("*.json"))
    }


def joined(of: Mapping[str, Messages]) -> Messages:
    """All messages; what an app says in its own part stands before what `look` says for all."""
    messages: Messages = {}
    for name in sorted(of, key=lambda each: (each != FOR_ALL, each)):
        messages |= of[name]
    return messages


def contradictions(of: Mapping[str, Messages]) -> list[str]:
    """Messages that two parts, neither of them `look`, say differently: one page would be wrong."""
    said: Messages = {}
    return [
        f"{name}: {key}"
        for name, part in of.items()
        if name != FOR_ALL
        for key, told in part.items()
        if said.setdefault(key, told) != told
    ]


def compiled(messages: Messages, language: str) -> bytes:
    """The ``.mo`` file of a language."""
    head = f"Content-Type: text/plain; charset=UTF-8\nPlural-Forms: {PLURALS[language]}\n"
    pairs = {b"": head.encode()}
    for key, told in messages.items():
        words = told.get(language, "")
        if not words:
            continue
        if isinstance(words, str):
            pairs[key.encode()] = words.encode()
        else:  # looked up by the singular: what stands for the plural after the zero is not read
            pairs[f"{key}\0{key}".encode()] = "\0".join(words).encode()
    return _mo(pairs)


def write(folder: Path = FOLDER) -> list[Path]:
    """Compiles every language into ``folder``; gives the files."""
    messages = joined(parts(folder))
    return [_put(folder, language, compiled(messages, language)) for language in LANGUAGES]


def _put(folder: Path, language: str, data: bytes) -> Path:
    """Replaces a file whole, and only where it differs: several processes may do so at once."""
    place = folder / language / "LC_MESSAGES" / "django.mo"
    if not (place.exists() and place.read_bytes() == data):
        place.parent.mkdir(parents=True, exist_ok=True)
        fresh = place.with_suffix(f".{os.getpid()}")
        fresh.write_bytes(data)
        fresh.replace(place)
    return place


def _mo(pairs: Mapping[bytes, bytes]) -> bytes:
    """Header, the table of originals, that of translations, then the strings, each with a zero."""
    keys = sorted(pairs)
    tables = 28  # the header: seven numbers
    offset = tables + 16 * len(keys)
    index: list[tuple[int, int]] = []
    strings = b""
    for text in [*keys, *(pairs[key] for key in keys)]:
        index.append((len(text), offset + len(strings)))
        strings += text + b"\0"
    header = struct.pack("<7I", MAGIC, 0, len(keys), tables, tables + 8 * len(keys), 0, offset)
    return header + b"".join(struct.pack("<2I", *each) for each in index) + strings
