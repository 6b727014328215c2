"""Words and hashes of a provision: what an anchor is bound to, and what does not disturb it."""

from __future__ import annotations

from dauys.text.provision import provision_hash, words_of
from dauys.text.read import read
from tests.text.laws import RUSSIAN


def hash_of(law: str, address: str = "art_1") -> str:
    return provision_hash(read(law.encode()).text.find(address))


def test_the_hash_covers_heading_text_and_children() -> None:
    for word in ("Город\n", "жителей", "ведёт", "следит"):
        assert hash_of(RUSSIAN.replace(word, "иное " + word, 1)) != hash_of(RUSSIAN)


def test_a_note_is_not_of_the_laws_own_words() -> None:
    assert hash_of(RUSSIAN.replace("в 2020 году", "в 2021 году")) == hash_of(RUSSIAN)


def test_a_new_number_or_place_keeps_the_hash() -> None:
    law = RUSSIAN.replace("Статья 2\n", "Статья 22\n")
    assert hash_of(law, "art_22") == hash_of(RUSSIAN, "art_2")


def test_spaces_dashes_and_case_keep_the_hash_and_words_do_not() -> None:
    spaced = RUSSIAN.replace("Берега реки", "БЕРЕГА  реки —")
    assert hash_of(spaced) == hash_of(RUSSIAN)
    assert hash_of(RUSSIAN.replace("открыты", "закрыты")) != hash_of(RUSSIAN)


def test_words_are_in_the_order_of_the_text() -> None:
    found = read(RUSSIAN.encode()).text.find("art_1__para_3")
    assert words_of(found) == "берега реки открыты для всех глава города следит за этим"


def test_the_hash_is_that_of_the_specification() -> None:
    """Worked out from the rule of the specification, without this package."""
    import hashlib

    spoken = "гимн города утверждает собрание".encode()
    digest = hashlib.sha256(b"dauys/1/provision" + len(spoken).to_bytes(8, "big") + spoken)
    assert hash_of(RUSSIAN, "art_1-1") == digest.hexdigest()
