"""Entry 0: a format that is known, and a title in every language."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dauys.errors import Refused, Unreadable
from dauys.log.keys import CosignerKey, CosigningKey, parse_verifier_key
from dauys.record.opening import check_opened
from tests.record.bodies import KEY, OPENED, WORDS


def refused(**changes: object) -> str:
    """The code with which a changed opening is refused."""
    with pytest.raises(Refused) as told:
        check_opened(replace(OPENED, **changes))  # type: ignore[arg-type]
    assert told.value.accused == "entry:0"
    return told.value.code


def test_an_opening_is_accepted() -> None:
    check_opened(OPENED)
    check_opened(replace(OPENED, simulated=False))


@pytest.mark.parametrize("number", [0, 2, -1])
def test_another_format_is_unreadable_and_not_wrong(number: int) -> None:
    """A newer record is no fault of its commission: the reader is too old."""
    with pytest.raises(Unreadable) as told:
        check_opened(replace(OPENED, format=number))
    assert (told.value.code, told.value.facts) == ("record.version", {"version": number})


def test_a_record_without_a_language_speaks_to_nobody() -> None:
    assert refused(languages=(), title={}) == "record.languages"


def test_a_language_stands_once() -> None:
    """Twice the same language could stand for another that was left out."""
    assert refused(languages=("kk", "kk", "ru")) == "record.languages"


def test_a_title_is_missing_in_a_language() -> None:
    assert refused(title={"ru": WORDS["ru"]}) == "record.languages"


def test_a_title_in_a_language_that_the_record_does_not_speak() -> None:
    assert refused(title=WORDS | {"en": "Charter"}) == "record.languages"


def witnesses(*numbers: int) -> tuple[str, ...]:
    """The public keys of some witnesses."""
    return tuple(CosigningKey(f"w{n}", bytes([40 + n] * 32)).verifier.write() for n in numbers)


@pytest.mark.parametrize(("count", "quorum"), [(0, 0), (1, 1), (3, 1), (3, 2), (3, 3)])
def test_a_quorum_is_some_or_all_of_the_witnesses(count: int, quorum: int) -> None:
    check_opened(replace(OPENED, witnesses=witnesses(*range(count)), quorum=quorum))


@pytest.mark.parametrize(
    ("count", "quorum"), [(0, 1), (0, -1), (1, 0), (3, 0), (3, 4), (3, -1), (1, 2)]
)
def test_a_quorum_that_cannot_be_had_or_asks_nothing(count: int, quorum: int) -> None:
    """Witnesses whom nobody waits for would only look like a protection."""
    changes = {"witnesses": witnesses(*range(count)), "quorum": quorum}
    assert refused(**changes) == "record.quorum"


def test_no_witness_counts_twice() -> None:
    """One hand with two names, or two keys under one name, would be a quorum of its own."""
    one, two = witnesses(1, 2)
    renamed = CosigningKey("w3", bytes([41] * 32)).verifier.write()
    rekeyed = CosigningKey("w1", bytes([43] * 32)).verifier.write()
    for pair in ((one, one), (one, renamed), (one, rekeyed)):
        assert refused(witnesses=pair, quorum=1) == "record.witnesses"
    check_opened(replace(OPENED, witnesses=(one, two), quorum=2))


def test_the_log_is_no_witness_of_itself() -> None:
    """Neither with its own key, nor under its own name."""
    log = parse_verifier_key(KEY)
    own = CosignerKey("w1", log.public).write()
    namesake = CosigningKey(log.name, bytes(32)).verifier.write()
    for witness in (own, namesake):
        assert refused(witnesses=(witness,), quorum=1) == "record.witnesses"


@pytest.mark.parametrize("key", ["", "w", KEY, witnesses(1)[0] + "=", witnesses(1)[0] + "\n"])
def test_a_key_that_cosigns_nothing_is_unreadable(key: str) -> None:
    """A log's key, or one of a kind that is not known here."""
    with pytest.raises(Unreadable) as caught:
        check_opened(replace(OPENED, witnesses=(key,), quorum=1))
    assert (caught.value.code, caught.value.accused) == ("note.key", "entry:0")


@pytest.mark.parametrize("title", ["", "  "])
def test_a_title_is_said_in_every_language(title: str) -> None:
    with pytest.raises(Refused) as caught:
        check_opened(replace(OPENED, title=OPENED.title | {"ru": title}))
    assert caught.value.code == "record.languages"
