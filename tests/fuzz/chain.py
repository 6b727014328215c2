"""An archive as a row of events, each with its documents, that can be put together in any way.

`written` hashes and chains whatever it is given; nothing here asks whether the order is legal.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from dauys.record import tar
from dauys.record.box import BoxDocuments
from dauys.wire import hashes
from tests.fuzz.world import spelt


@dataclass(slots=True)
class Link:
    """An event of the chain and the documents before it; ``event`` overrides any of its fields."""

    type: str
    documents: list[bytes] = field(default_factory=list)
    event: dict[str, Any] = field(default_factory=dict)

    def copy(self) -> Link:
        """Another link that holds the same."""
        return Link(self.type, list(self.documents), dict(self.event))


@dataclass(slots=True)
class Chain:
    """An archive that is put together by hand."""

    timestamp: int
    links: list[Link]
    header: Any = None

    def written(self) -> bytes:
        """The archive, hashed and chained."""
        header = self.header
        if header is None:
            header = {"version": 1, "timestamp": str(self.timestamp)}
        members = [tar.member("BELENIOS", spelt(header), self.timestamp)]
        parent: str | None = None
        for height, link in enumerate(self.links):
            members += [named(each, "data", self.timestamp) for each in link.documents]
            event: dict[str, Any] = {} if parent is None else {"parent": parent}
            event |= {"height": height, "type": link.type}
            if link.documents:
                event["payload"] = hashes.sha256_hex(link.documents[-1])
            event |= link.event
            data = spelt({key: value for key, value in event.items() if value != "out"})
            members.append(named(data, "event", self.timestamp))
            parent = hashes.sha256_hex(data)
        return b"".join(members)


def named(document: bytes, kind: str, timestamp: int) -> bytes:
    """A member that is named by its hash."""
    return tar.member(f"{hashes.sha256_hex(document)}.{kind}.json", document, timestamp)


def chain_of(box: BoxDocuments) -> Chain:
    """The events of a box in their legal order."""
    hashed = [hashes.sha256_hex(each) for each in (box.election, box.trustees, box.roll)]
    setup = dict(zip(("election", "trustees", "credentials"), hashed, strict=True))
    links = [Link("Setup", [box.election, box.trustees, box.roll, spelt(setup)])]
    links += [Link("Ballot", [ballot]) for ballot in box.ballots]
    if box.closed:
        links.append(Link("EndBallots"))
    if box.encrypted_tally is not None and box.sized is not None:
        links.append(Link("EncryptedTally", [box.encrypted_tally, box.sized]))
    for owner, partial in box.partials:
        owned = spelt({"owner": owner, "payload": hashes.sha256_hex(partial)})
        links.append(Link("PartialDecryption", [partial, owned]))
    if box.result is not None:
        links.append(Link("Result", [box.result]))
    return Chain(box.timestamp, links)
