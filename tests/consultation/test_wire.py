"""The events carry no word of the public; their objects do, behind a salt."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dauys.consultation import wire
from dauys.consultation.proposal import Hearing, Speaker
from dauys.errors import Refused
from dauys.wire import shape
from dauys.wire.hashes import sha256_hex
from tests.consultation.made import answer, places, proposal

SALT = bytes(range(32))
HEARING = Hearing(
    "h-1",
    "2027-03-13T05:00:00Z",
    "2027-03-13T09:00:00Z",
    "north",
    12,
    ("citizen",),
    {"ru": "Оранжерея"},
    {"ru": "Часы работы"},
    {"ru": "Говорили о часах работы."},
    (Speaker("citizen", "Д. Мұратова"),),
)


def test_a_proposal_returns_from_its_event_and_its_object() -> None:
    event, data = wire.received(proposal(), SALT)
    again = shape.read(wire.ProposalReceived, shape.write(event))
    assert wire.proposal_of(again, shape.read(wire.ProposalWords, data)) == proposal()


def test_an_answer_returns_from_its_event_and_its_object() -> None:
    carried = (places().anchor("art_1__para_1"),)
    event, data = wire.answered(answer(), carried, SALT)
    again = shape.read(wire.ProposalAnswered, shape.write(event))
    assert again.carried == carried
    assert wire.answer_of(again, shape.read(wire.AnswerWords, data)) == answer()


def test_a_hearing_returns_from_its_event_and_its_object() -> None:
    event, data = wire.held(HEARING, SALT)
    again = shape.read(wire.HearingHeld, shape.write(event))
    assert wire.hearing_of(again, shape.read(wire.HearingWords, data)) == HEARING
    assert "Мұратова" not in shape.write(event).decode()


def test_a_hearing_need_not_tell_who_spoke() -> None:
    made = replace(HEARING, speakers=())
    event, data = wire.held(made, SALT)
    assert b"speakers" not in data
    assert wire.hearing_of(event, shape.read(wire.HearingWords, data)) == made


def test_no_word_of_the_public_stands_in_an_entry() -> None:
    """An entry can never be withdrawn; what people wrote must be."""
    made = proposal()
    entry = shape.write(wire.received(made, SALT)[0]).decode()
    assert all(words not in entry for words in (made.quote, made.proposed, made.reasons))
    entry = shape.write(wire.answered(answer(), (), SALT)[0]).decode()
    assert "Часы" not in entry
    assert "Оранжерея" not in shape.write(wire.held(HEARING, SALT)[0]).decode()


def test_the_object_is_named_by_its_hash_and_begins_with_the_salt() -> None:
    event, data = wire.received(proposal(), SALT)
    assert (event.words.sha256, event.words.size) == (sha256_hex(data), len(data))
    assert data.startswith(b'{"salt":"' + SALT.hex().encode() + b'"')


def test_equal_words_under_two_salts_have_nothing_in_common() -> None:
    """Else who knows a sentence could find out whether it was ever proposed."""
    first, _ = wire.received(proposal(), SALT)
    second, _ = wire.received(proposal(), SALT[::-1])
    assert first.words.sha256 != second.words.sha256


@pytest.mark.parametrize("length", [0, 16, 31, 33])
def test_a_salt_of_another_length_is_refused(length: int) -> None:
    """A short salt can be guessed together with the words."""
    with pytest.raises(Refused) as told:
        wire.received(proposal(), bytes(length))
    assert told.value.code == "proposal.salt"


def test_the_event_refuses_an_unknown_kind() -> None:
    data = shape.write(wire.received(proposal(), SALT)[0])
    with pytest.raises(Refused, match=r"json\.shape"):
        shape.read(wire.ProposalReceived, data.replace(b'"amend"', b'"annul"'))
