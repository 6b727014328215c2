"""Steps 1 to 4: the log, its entries, their order, their objects."""

from __future__ import annotations

import json

from dauys.log import note, writer
from dauys.log.keys import SigningKey
from dauys.log.reader import Log
from dauys.record import entry, opening, state, tar
from dauys.record.belenios import stored_archive, write_archive
from dauys.verification import steps
from dauys.verification.objects import Objects
from dauys.wire import canonical, hashes
from tests.verification.bites.bite import bites
from tests.verification.bites.forge import cut, played, spoilt, to
from tests.verification.world import KEY, World

CHECKPOINT = "checkpoint"


def published(lines: list[bytes], key: SigningKey = KEY) -> dict[str, bytes]:
    """The files of a log of these entries, with every object of the record."""
    _, files = writer.publish(writer.EMPTY, lines, KEY.name, [key])
    return {**played().world.files(), **dict(files)}


# 1: the log


@bites(steps.LOG, "note.unsigned", without=[note.verify])
def test_the_signature_of_the_checkpoint() -> dict[str, bytes]:
    """Anybody could write a record under the log's name."""
    return published(cut("ballot.cast").lines(), SigningKey(KEY.name, bytes(32)))


@bites(steps.LOG, "log.root", without=[Log._blame_edge])
def test_the_root_of_the_tree() -> dict[str, bytes]:
    """Entries and tiles are exchanged together, under the checkpoint that was signed before."""
    signed = cut("implementation.planned").files()[CHECKPOINT]
    forged = spoilt("implementation.planned", "body.task.title.en", to("Another plan"))
    return {**forged.files(), CHECKPOINT: signed}


@bites(steps.LOG, "log.bundle", without=[Log.bundle])
def test_the_entries_of_a_bundle() -> dict[str, bytes]:
    """The tiles stay as they are, and one word of an entry is another."""
    files = cut("implementation.planned").files()
    (path,) = (path for path in files if path.startswith("tile/entries/"))
    return {**files, path: files[path].replace(b"Regulations", b"Deregulates")}


@bites(steps.LOG, "log.tile", without=[Log.tile])
def test_the_tiles_below_the_edge() -> dict[str, bytes]:
    """In a long log a full tile is exchanged with its bundle: the edge knows nothing of it."""
    long = cut("proposal.answered", -1)
    for number in range(300 - len(long.entries)):
        later = json.loads(json.dumps(long.entries[long.find("hearing.held")]))
        later["body"]["hearing"], later["at"] = f"more-{number}", "2027-03-02T08:00:00Z"
        long.entries.append(later)
    honest = long.files()
    long.entries[20]["body"]["attended"] += 1
    forged = long.files()
    exchanged = ("tile/0/000", "tile/entries/000")
    return {**honest, **{path: forged[path] for path in exchanged}}


@bites(steps.LOG, "archive.spelling", without=[stored_archive])
def test_that_an_archive_holds_nothing_else() -> bytes:
    """A document that no event names: one reader would show it, another not."""
    archive = write_archive(played().box())
    extra = b'{"extra":1}'
    name = f"{hashes.sha256_hex(extra)}.data.json"
    return archive + tar.member(name, extra, played().box().timestamp)


@bites(
    steps.LOG,
    "archive.header",
    without=[tar.placed, (stored_archive, "archive.spelling")],
)
def test_the_headers_of_an_archive() -> bytes:
    """A field that nobody reads could carry a message, and give one archive two hashes."""
    archive = bytearray(write_archive(played().box()))
    archive[300] = ord("x")
    return bytes(archive)


# 2: the entries


@bites(steps.ENTRIES, "json.canonical", without=[canonical.parse, entry.read_entry])
def test_the_one_spelling_of_an_entry() -> dict[str, bytes]:
    """White space: the same words under another hash."""
    lines = cut("ballot.cast").lines()
    lines[-1] = lines[-1].replace(b'"kind":', b'"kind": ', 1)
    return published(lines)


@bites(steps.ENTRIES, "json.text", without=[canonical.parse])
def test_the_one_form_of_letters() -> World:
    """A letter of two characters looks like the letter of one, and is found by nobody."""
    return spoilt("text.published", "body.author", to("office и\u0306"))


# 3: the order


@bites(steps.ORDER, "record.order", without=[state._expect])
def test_the_order_of_events() -> World:
    """A hearing that is held when the question has been called can change nothing any more."""
    world = cut("question.called")
    late = json.loads(json.dumps(world.entries[world.find("hearing.held")]))
    late["at"], late["body"]["hearing"] = "2027-04-01T08:00:00Z", "late"
    world.entries.append(late)
    return world


@bites(steps.ORDER, "record.time", without=[state.RecordState.apply])
def test_that_moments_do_not_go_back() -> World:
    """An entry could be dated before what it answers."""
    return spoilt("station.listed", "at", to("2027-03-30T08:00:00Z"))


@bites(steps.ORDER, "record.repeated", without=[state._once])
def test_that_a_name_is_given_once() -> World:
    """A second hearing of one name would take the place of the first."""
    world = cut("hearing.held")
    world.entries.append(world.entries[-1])
    return world


@bites(steps.ORDER, "record.calendar", without=[state._voting])
def test_that_ballots_are_cast_while_the_vote_is_on() -> World:
    """A ballot that somebody adds in the night after."""
    return spoilt("ballot.cast", "at", to("2027-05-02T00:00:00Z"), 6)


@bites(steps.ORDER, "record.ballots", without=[state._closed])
def test_the_number_of_ballots_at_the_close() -> World:
    """Who closes the box says how many ballots lie in it, before anybody counts."""
    return spoilt("voting.closed", "body.ballots", lambda count: count + 1)


@bites(steps.ORDER, "record.languages", without=[opening.check_opened])
def test_the_languages_of_the_record() -> World:
    """A title that one half of the people cannot read."""
    return spoilt("referendum.opened", "body.title", lambda title: {"en": title["en"]})


@bites(steps.ORDER, "record.quorum", without=[opening.check_witnesses])
def test_the_quorum_of_the_witnesses() -> World:
    """One witness is asked for where none is named: nobody could ever fulfil it."""
    return spoilt("referendum.opened", "body.quorum", to(-1))


# 4: the objects


@bites(steps.OBJECTS, "object.hash", without=[Objects.read])
def test_the_hash_of_an_object() -> World:
    """The minutes of a hearing are exchanged on the server."""
    world = cut("hearing.held", 0)
    ref = world.entries[-1]["body"]["minutes"]
    told = world.objects[ref["sha256"]]
    world.objects[ref["sha256"]] = told.replace(b"words", b"wards")
    return world


@bites(steps.OBJECTS, "object.size", without=[Objects.read])
def test_the_size_of_an_object() -> World:
    """It says before anything is read how much will be."""
    return spoilt("hearing.held", "body.minutes.size", lambda size: size + 1)
