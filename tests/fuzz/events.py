"""Mutants of the order of events: whole documents in another chain, hashed and linked again."""

from __future__ import annotations

import json
from random import Random

from dauys.wire import hashes
from tests.fuzz.chain import Chain, Link, chain_of
from tests.fuzz.kinds import altering
from tests.fuzz.sealing import made
from tests.fuzz.values import twisted
from tests.fuzz.world import PLANS, Box, spelt


def chain(box: Box) -> Chain:
    """The events of a box."""
    return chain_of(box.documents())


def place(events: Chain, kind: str) -> int:
    """Where the first event of a type stands."""
    return next(n for n, link in enumerate(events.links) if link.type == kind)


@altering()
def doubled(box: Box, rng: Random) -> bytes:
    """One event stands there twice, anywhere behind the first."""
    events = chain(box)
    at = rng.randrange(len(events.links))
    again = events.links[at].copy()
    events.links.insert(rng.randint(at + 1, len(events.links)), again)
    return events.written()


@altering()
def left_out(box: Box, rng: Random) -> bytes:
    """An event that later ones need is not there."""
    events = chain(box)
    at = place(events, rng.choice(("Setup", "EndBallots", "EncryptedTally")))
    del events.links[at]
    return events.written()


@altering(verdict="any")
def one_less(box: Box, rng: Random) -> bytes:
    """Any one event is not there; a ballot that is replaced later is not missed by the count."""
    events = chain(box)
    del events.links[rng.randrange(len(events.links))]
    return events.written()


@altering(verdict="any")
def exchanged(box: Box, rng: Random) -> bytes:
    """Any two events change places; two ballots of different voters may."""
    events = chain(box)
    one, two = rng.sample(range(len(events.links)), 2)
    links = events.links
    links[one], links[two] = links[two], links[one]
    return events.written()


@altering()
def closed_early(box: Box, rng: Random) -> bytes:
    """Voting ends before a ballot, which then stands anywhere behind the end."""
    events = chain(box)
    ballot = events.links.pop(1)
    end = place(events, "EndBallots")
    events.links.insert(rng.randint(end + 1, len(events.links)), ballot)
    return events.written()


@altering()
def set_up_again(box: Box, rng: Random) -> bytes:
    """A second set-up, of another box or of the same, with another roll."""
    events = chain(box)
    other = made(rng.choice(PLANS), box.group.name, rng).documents()
    setup = chain_of(other).links[0]
    if rng.random() < 0.5:  # the same election, with one voter more
        mine = box.documents()
        roll = spelt([*box.roll, box.power(box.draw())])
        hashed = [hashes.sha256_hex(each) for each in (mine.election, mine.trustees, roll)]
        named = dict(zip(("election", "trustees", "credentials"), hashed, strict=True))
        setup = Link("Setup", [mine.election, mine.trustees, roll, spelt(named)])
    events.links.insert(rng.randint(1, len(events.links)), setup)
    return events.written()


@altering()
def unknown(box: Box, rng: Random) -> bytes:
    """An event of a type that this vote has no place for, or that nobody knows."""
    events = chain(box)
    kinds = ("Shuffle", "EndShuffles", "ballot", "", "Ballots", "Reset", "RevokeSetup")
    documents = rng.choice(([], [spelt(box.ballots[0])], [b"{}"]))
    events.links.insert(rng.randint(0, len(events.links)), Link(rng.choice(kinds), documents))
    return events.written()


@altering()
def linked(box: Box, rng: Random) -> bytes:
    """The height of an event, or the event that it names before it, is another."""
    events = chain(box)
    at = rng.randrange(1, len(events.links))
    field = rng.choice(("height", "parent"))
    heights = (at + 1, at - 1, -at, str(at), float(at), 0 if at else 1, None, "out", 2**62 + at)
    parents = ("0" * 64, hashes.sha256_hex(b""), "", None, "out", "A" * 64)
    events.links[at].event[field] = rng.choice(heights if field == "height" else parents)
    return events.written()


@altering()
def paid(box: Box, rng: Random) -> bytes:
    """The document that an event names is another's, none, or there where none may be."""
    events = chain(box)
    at = rng.randrange(len(events.links))
    documents = [each for link in events.links for each in link.documents]
    own = events.links[at].documents[-1:]
    named = [hashes.sha256_hex(each) for each in documents if [each] != own]
    events.links[at].event["payload"] = rng.choice((*named, "0" * 64, None, ""))
    if not own and rng.random() < 0.5:  # EndBallots with a document
        del events.links[at].event["payload"]
        events.links[at].documents = [b"{}"]
    return events.written()


@altering()
def fields(box: Box, rng: Random) -> bytes:
    """A field that events do not have, a field in another place, a type that is no string."""
    events = chain(box)
    link = rng.choice(events.links)
    choice = rng.randrange(4)
    if choice == 0:
        link.event[rng.choice(("x", "owner", "timestamp"))] = rng.choice((0, None, ""))
    elif choice == 1:
        link.event["type"] = rng.choice(([link.type], None, 0, {link.type: None}))
    elif choice == 2:
        link.event["type"] = rng.choice((link.type.lower(), link.type + " ", "", "out"))
    else:
        number = events.links.index(link)
        parent = {} if number == 0 else {"parent": "out"}
        link.event = {**parent, "height": "out", "Height": number}
    return events.written()


@altering()
def loose(box: Box, rng: Random) -> bytes:
    """A document that no event names, or one that is named and stands elsewhere, or twice."""
    events = chain(box)
    at = rng.randrange(len(events.links))
    documents = events.links[at].documents
    choice = rng.randrange(3)
    if choice == 0 or not documents:
        documents.insert(0, rng.choice((b"{}", b"[]", spelt(box.ballots[0])[::-1], b"", b"x")))
        if len(documents) == 1:
            events.links[at].event["payload"] = "out"
    elif choice == 1:
        documents.insert(0, rng.choice(documents))
    else:
        before = events.links[rng.randrange(at + 1)].documents
        if before is documents:
            documents.insert(0, documents[-1])
        else:
            before.insert(0, documents.pop(0))
            owner = events.links[at]
            if not documents:
                owner.event["payload"] = hashes.sha256_hex(before[0])
    return events.written()


@altering()
def header(box: Box, rng: Random) -> bytes:
    """The first member says another version, or its time in another spelling, or more."""
    events = chain(box)
    time = str(events.timestamp)
    events.header = rng.choice(
        (
            {"version": 2, "timestamp": time}, {"version": "1", "timestamp": time},
            {"version": 1, "timestamp": events.timestamp}, {"timestamp": time, "version": 1},
            {"version": 1, "timestamp": "0" + time}, {"version": 1}, {}, [], b"", b"null",
            {"version": 1, "timestamp": time, "x": 1}, {"version": True, "timestamp": time},
            b'{"version":1,"timestamp":"' + time.encode() + b'"}\n', {"version": 1.0},
            {"version": 1, "timestamp": str(events.timestamp + 1)}, {"version": 1, "timestamp": ""},
        )
    )  # fmt: skip
    return events.written()


@altering()
def header_time(box: Box, rng: Random) -> bytes:
    """The members bear another time than the first of them states."""
    events = chain(box)
    events.header = {"version": 1, "timestamp": str(events.timestamp)}
    events.timestamp += rng.choice((1, -1, 3600))
    return events.written()


@altering(verdict="any")
def twist(box: Box, rng: Random) -> bytes:
    """Any place of what the set-up or a decryption names is any other value."""
    events = chain(box)
    at = rng.choice((0, place(events, "PartialDecryption")))
    altered = twisted(box, rng, json.loads(events.links[at].documents[-1]))
    events.links[at].documents[-1] = spelt(altered)
    return events.written()
