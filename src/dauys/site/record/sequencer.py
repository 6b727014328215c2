"""The sequencer: writes tiles, syncs them, then signs; one at a time, whoever's turn it is.

After a commit every process calls `settle`. Whoever gets the lock in the database stores all that
has been added since the last checkpoint; the others find their entries signed already. Only then
does an action answer, so that there is no promise to be kept later (DESIGN section 4, "Writing").

The last signed checkpoint is kept beside the key, outside the database and the record. Where the
table is behind it, or gives another root, nothing is signed (``log.rollback``, ``log.fork``): an
old backup has been put back, and a person must decide.
"""

from __future__ import annotations

from pathlib import Path

from django.db import transaction

from dauys.errors import Refused
from dauys.log import checkpoint as checkpoints
from dauys.log import writer
from dauys.log.checkpoint import Checkpoint
from dauys.log.continuity import forked
from dauys.log.merkle import EMPTY_ROOT
from dauys.log.tiles import CHECKPOINT
from dauys.record.entry import read_entry
from dauys.site.record.location import Location, location
from dauys.site.record.models import Entry, Head, Sequencer, Thing
from dauys.storage.folder import clear_partial, locked, make_folder, put, put_many, unwritable

BATCH = 1024  # entries that are read and stored at a time
PATIENCE = 10.0  # seconds for `dauys record cosign`, say, to store what it has


_state: writer.State = writer.EMPTY  # touched only by who has the sequencer's lock


def settle(size: int | None = None, *, cosigned: bytes = b"") -> int:
    """Signs all that has been added; gives the size of the log. Raises ``log.rollback``, ...

    With a ``size`` nothing is done where this table is signed that far already: while several
    add at once, one signs for all. A checkpoint of the whole table that others have ``cosigned``
    is stored as it is, and none is signed anew.
    """
    if size is not None:
        done = Sequencer.objects.values_list("signed", flat=True).get(pk=1)
        if done >= size:
            return done
    place = location()
    with transaction.atomic():
        turn = Sequencer.objects.select_for_update().get(pk=1)
        head = Head.objects.get(pk=1)
        signed = place.signed()
        guard(head, signed)
        if head.size == turn.signed == signed.size == place.stored():
            return head.size
        _ready(place.folder)
        with locked(place.folder, patience=PATIENCE):
            turn.signed = _sign(place, signed, head.size, cosigned)
        turn.save()
    return turn.signed


def _ready(folder: Path) -> None:
    try:
        make_folder(folder)
    except OSError as error:
        raise unwritable(error, folder) from None


def guard(head: Head, signed: Checkpoint) -> None:
    """Refuses a table that is behind what was signed, or differs from it at the same size."""
    if head.size < signed.size:
        raise Refused("log.rollback", "log", size=head.size, signed=signed.size)
    root = bytes(head.root or EMPTY_ROOT)
    if head.size == signed.size and root != signed.root:
        raise forked(signed, Checkpoint(signed.origin, head.size, root))


def check() -> int:
    """Holds the whole table to the last signed head; for the start. Gives the size of the table.

    Raises `Refused` ``log.rollback`` or ``log.fork``.
    """
    global _state
    place = location()
    with transaction.atomic():
        Sequencer.objects.select_for_update().get(pk=1)
        head = Head.objects.get(pk=1)
        signed = place.signed()
        guard(head, signed)
        _state = writer.EMPTY
        _state = _at(signed)
        check_key(place)
        forget_withdrawn(place)
        return head.size


def resume() -> int:
    """For the start of a process: `check`, and what a crash has left unsigned is signed."""
    check()
    return settle()


def check_key(place: Location) -> None:
    """Refuses another key than the one that entry 0 names (``log.key``)."""
    first = Entry.objects.filter(pk=0).values_list("data", flat=True).first()
    if first is None:
        return
    opened = read_entry(bytes(first), 0).body
    if opened.log != place.key.verifier.write():
        raise Refused("log.key", "log")


def forget_withdrawn(place: Location) -> None:
    """Removes the files of objects whose words have been withdrawn, if a crash left any."""
    for name in Thing.objects.filter(data__isnull=True).values_list("sha256", flat=True):
        (place.folder / "object" / name).unlink(missing_ok=True)


def _at(signed: Checkpoint) -> writer.State:
    """The state at a signed head, of the table's entries, which must give its root.

    It goes on from what this process knows; where that leads elsewhere, the whole table is asked.
    """
    for known in (_state, writer.EMPTY):
        if known.size > signed.size:
            continue
        state = known
        for start in range(state.size, signed.size, BATCH):
            state, _ = writer.append(state, _entries(start, min(signed.size, start + BATCH)))
        if state.size == signed.size and _root(state) == signed.root:
            return state
    raise forked(signed, Checkpoint(signed.origin, state.size, _root(state)))


def _root(state: writer.State) -> bytes:
    return state.root() if state.size else EMPTY_ROOT


def _entries(start: int, stop: int) -> list[bytes]:
    rows = Entry.objects.filter(index__gte=start, index__lt=stop).order_by("index")
    return [bytes(data) for data in rows.values_list("data", flat=True)]


def _sign(place: Location, signed: Checkpoint, size: int, cosigned: bytes) -> int:
    """Stores objects, bundles and tiles, and the checkpoint last; gives the size that it signs."""
    global _state
    _state = _at(signed)
    if signed.size == 0:
        check_key(place)
    stored = place.stored()
    if size == signed.size == stored:  # a record that has been taken in
        put(place.memory, (place.folder / CHECKPOINT).read_bytes())
        return size
    # A folder that was put back to an older state is written again, out of the table.
    state, filled = _store(place, _state if stored == signed.size else writer.EMPTY, size)
    sealed = cosigned if _is_of(cosigned, state, place) else _seal(state, place)
    put(place.folder / CHECKPOINT, sealed)
    put(place.memory, sealed)
    clear_partial(place.folder, filled)
    if stored != signed.size:
        forget_withdrawn(place)
    _state = state
    return state.size


def _is_of(cosigned: bytes, state: writer.State, place: Location) -> bool:
    """Whether a checkpoint is one that the log's key signed, of this very tree."""
    if not cosigned:
        return False
    head = checkpoints.read(cosigned, place.key.verifier)
    return (head.size, head.root) == (state.size, _root(state))


def _seal(state: writer.State, place: Location) -> bytes:
    _, data = writer.seal(state, place.key.name, [place.key])
    return data


def _store(
    place: Location, state: writer.State, size: int
) -> tuple[writer.State, list[writer.File]]:
    """Stores what entries name and the bundles and tiles that they fill, batch by batch."""
    filled: list[writer.File] = []
    for start in range(state.size, size, BATCH):
        stop = min(size, start + BATCH)
        things = Thing.objects.filter(entry__gte=start, entry__lt=stop, data__isnull=False)
        rows = things.values_list("sha256", "data").iterator(chunk_size=50)
        put_many(place.folder / "object", ((name, bytes(data or b"")) for name, data in rows))
        state, files = writer.append(state, _entries(start, stop))
        for path, data in files:
            put(place.folder / path, data)
        filled += files
    if state.size != size:
        raise Refused("log.rollback", "log", size=state.size, signed=size)
    for path, data in writer.partial(state):
        put(place.folder / path, data)
    return state, filled


def forget() -> None:
    """Throws away what this process knows of the signed log; it is read again when needed."""
    global _state
    _state = writer.EMPTY
