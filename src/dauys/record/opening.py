"""Entry 0: what the log is, in which languages it speaks, and who answers for it.

Specification: docs/specification/8-record.md, section 2.
"""

from __future__ import annotations

from dataclasses import dataclass

from dauys.errors import Refused, Unreadable
from dauys.log.keys import CosignerKey, parse_cosigner_key, parse_verifier_key
from dauys.wire import hashes, shape
from dauys.wire.ids import Language, Words

FORMAT = 1


@dataclass(frozen=True, slots=True)
class ReferendumOpened:
    """Opens the record; ``log`` is the verifier key that signs its checkpoints.

    ``witnesses`` are the keys of those who cosign them, ``quorum`` how many of them must have done
    so before anyone uses a secret on what a checkpoint says; 0 exactly where there are none.
    ``simulated`` says that one machine plays all the parts: a rehearsal, never a real vote.
    """

    format: int
    title: Words
    languages: tuple[Language, ...]
    log: str
    witnesses: tuple[str, ...]
    quorum: int
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
    check_witnesses(opened)


def check_witnesses(opened: ReferendumOpened) -> None:
    """Refuses witnesses that are fewer than they seem, and a quorum that they cannot make."""
    log, witnesses = parse_verifier_key(opened.log), witness_keys(opened)
    # One key under two names, or the log's own, would let one hand sign for two.
    publics = {log.public, *(each.public for each in witnesses)}
    names = {log.name, *(each.name for each in witnesses)}
    if min(len(publics), len(names)) != 1 + len(witnesses):
        raise Refused("record.witnesses", "entry:0")
    if not bool(witnesses) <= opened.quorum <= len(witnesses):
        count = len(witnesses)
        raise Refused("record.quorum", "entry:0", quorum=opened.quorum, witnesses=count)


def witness_keys(opened: ReferendumOpened) -> tuple[CosignerKey, ...]:
    """The keys of the witnesses, in their order; raises ``note.key`` for one of another type."""
    return tuple(parse_cosigner_key(each, accused="entry:0") for each in opened.witnesses)


def opening_hash(opened: ReferendumOpened) -> str:
    """The hash by which a question names its log: that of all that entry 0 says."""
    return hashes.labelled("opening", shape.write(opened))
