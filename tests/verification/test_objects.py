"""Objects of a record: what is asked for, what is taken, and how sure the refusal is."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from dauys.errors import DauysError, Refused, Unreadable
from dauys.verification import objects
from dauys.verification.objects import Objects
from dauys.wire.hashes import sha256_hex
from dauys.wire.ids import ObjectRef

DATA = b"an object"
SIZE = len(DATA)
HASH = sha256_hex(DATA)


@dataclass
class Source:
    """One answer to every question; remembers what it was asked."""

    answer: bytes | DauysError
    asked: list[tuple[str, int]] = field(default_factory=list)

    def read(self, path: str, limit: int = 0) -> bytes:
        self.asked.append((path, limit))
        if isinstance(self.answer, DauysError):
            raise self.answer
        return self.answer


@pytest.mark.parametrize("data", [DATA, b""])
def test_an_object_is_asked_for_by_its_hash_and_as_far_as_its_size(data: bytes) -> None:
    source, name = Source(data), sha256_hex(data)
    assert Objects(source).read(ObjectRef(name, len(data))) == data
    assert source.asked == [(f"object/{name}", len(data))]


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (Refused("source.size", "file:x", limit=SIZE), "object.size"),
        (DATA[:-1], "object.size"),
        (DATA.upper(), "object.hash"),
        (Unreadable("source.missing", "file:x"), "object.missing"),
        (Unreadable("source.unreadable", "file:x"), "object.missing"),
    ],
    ids=["longer", "shorter", "another", "not there", "not to be had"],
)
def test_who_made_an_object_another_is_not_known(answer: bytes | DauysError, code: str) -> None:
    """Whoever copied the record may have; the hash in the entry is as it was signed."""
    with pytest.raises(Refused) as caught:
        Objects(Source(answer)).read(ObjectRef(HASH, SIZE))
    error = caught.value
    assert (error.code, error.accused, error.certain) == (code, f"object:{HASH}", False)
    assert error.facts == ({"size": SIZE} if code == "object.size" else {})


@pytest.mark.parametrize("size", [-2, -1, SIZE + 1])
def test_a_size_that_no_object_has_is_not_asked_for(
    size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The entry itself says so: that is sure."""
    monkeypatch.setattr(objects, "MAX_OBJECT", SIZE)
    source = Source(DATA)
    assert Objects(source).read(ObjectRef(HASH, SIZE)) == DATA
    source.asked.clear()
    with pytest.raises(Refused) as caught:
        Objects(source).read(ObjectRef(HASH, size))
    error = caught.value
    assert (error.code, error.accused, error.certain) == ("object.size", f"object:{HASH}", True)
    assert (error.facts, source.asked) == ({"size": size}, [])
