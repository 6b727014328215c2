"""Whether a log goes on from a head that was seen before, 2-log.md section 7.

Whoever kept a head holds the log to it: a later head must contain the older tree unchanged. A head
that is older is a rollback (`log.rollback`); one that begins otherwise is a fork (`log.fork`). Both
heads bear the log's signature, and `Contradicted` carries them: they are the evidence. Where they
are kept is not asked here.
"""

from __future__ import annotations

from dauys.errors import Refused
from dauys.log import checkpoint as checkpoints
from dauys.log.checkpoint import Checkpoint
from dauys.log.keys import VerifierKey
from dauys.log.merkle import EMPTY_ROOT
from dauys.log.reader import Log


class Contradicted(Refused):
    """One log signed two heads of which the second does not continue the first; carries both."""

    def __init__(self, refusal: Refused, kept: bytes, shown: bytes):
        super().__init__(refusal.code, refusal.accused)
        self.facts = refusal.facts
        self.kept = kept
        self.shown = shown


def forked(kept: Checkpoint, shown: Checkpoint) -> Refused:
    """What a log is refused for that began otherwise before."""
    return Refused("log.fork", "log", size=shown.size, signed=kept.size)


def check_continuity(log: Log, older: Checkpoint) -> None:
    """Refuses a log that is shorter than an older head of it, or does not begin with its tree."""
    head = log.checkpoint
    if older.size > head.size:
        raise Refused("log.rollback", "log", size=head.size, signed=older.size)
    # Out of tiles that have been held to the signed root, so no proof of anyone else is needed.
    if older.root != (log.root_at(older.size) if older.size else EMPTY_ROOT):
        raise forked(older, head)


def check_kept(log: Log, shown: bytes, kept: bytes, key: VerifierKey) -> None:
    """As `check_continuity`, for the signed notes: ``shown`` of the log, ``kept`` from before.

    Raises `Contradicted` with both; ``log.key`` where another key signed the kept one: two keys
    under one name are two logs, and prove nothing against either; and what `checkpoint.peek` raises
    where it is no checkpoint at all.
    """
    older = checkpoints.peek(kept, accused="checkpoint")
    try:
        checkpoints.read(kept, key)
    except Refused:
        raise Refused("log.key", "log") from None
    try:
        check_continuity(log, older)
    except Refused as refusal:
        if refusal.code in ("log.rollback", "log.fork"):
            raise Contradicted(refusal, kept, shown) from None
        raise
