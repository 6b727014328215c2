"""Entry 0: what the log is, in which languages it speaks, and who answers for it.

Specification: docs/specification/8-record.md, section 2.
"""

from __future__ import annotations

from dataclasses import dataclass

from dauys.errors import Refused, Unreadable
from dauys.wire import hashes, shape
from dauys.wire.ids import Language, Words

FORMAT = 1


@dataclass(frozen=True, slots=True)
class ReferendumOpened:
    """Opens the record; ``log`` and ``witnesses`` are verifier keys of signed notes.

    ``simulated`` says that one machine plays all the parts: a rehearsal, never a real vote.
    """

    format: int
    title: Words
    languages: tuple[Language, ...]
    log: str
    witnesses: tuple[str, ...]
    simulated: bool


def check_opened(opened: ReferendumOpened) -> None:
    """Refuses formats that we do not know, and a title that is missing in a language."""
    if opened.format != FORMAT:
        raise Unreadable("record.version", "entry:0", version=opened.format)
    languages = set(opened.languages)
    if not languages or len(languages) != len(opened.languages):
        raise Refused("record.languages", "entry:0")
    if set(opened.title) != languages or not all(each.strip() for each in opened.title.values()):
        raise Refused("record.languages", "entry:0")
    if opened.witnesses:  # their cosignatures are not read yet: nobody must believe they are
        raise Unreadable("record.witnesses", "entry:0")


def opening_hash(opened: ReferendumOpened) -> str:
    """The hash by which a question names its log: that of all that entry 0 says."""
    return hashes.labelled("opening", shape.write(opened))
