"""A version is bound to its texts in all languages; what is not as it was published is refused."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest

from dauys.errors import Refused
from dauys.text import wire
from dauys.text.check import check_published
from dauys.text.findings import parity
from dauys.text.provision import Text
from dauys.text.read import read
from dauys.text.version import publish, version_hash
from dauys.text.wire import TextPublished, read_text, write_text
from dauys.wire import shape
from dauys.wire.hashes import sha256_hex
from tests.text.laws import ENGLISH, KAZAKH, RUSSIAN, random_law

TEXTS = {
    "ru": read(RUSSIAN.encode()).text,
    "kk": read(KAZAKH.encode()).text,
    "en": read(ENGLISH.encode()).text,
}


def version(texts: Mapping[str, Text] = TEXTS) -> tuple[TextPublished, dict[str, bytes]]:
    event, objects = publish(
        "charter", "draft-1", "draft", "2026-02-01", "commission", ("kk", "ru"), texts
    )
    return event, dict(zip(event.expressions, objects, strict=True))


def code_of(
    change: Callable[[TextPublished], TextPublished], objects: Mapping[str, bytes] | None = None
) -> str:
    event, given = version()
    with pytest.raises(Refused) as caught:
        check_published(change(event), given if objects is None else objects)
    return caught.value.code


@pytest.mark.parametrize("seed", range(20))
def test_a_text_is_read_back_from_its_bytes(seed: int) -> None:
    text = random_law("kk", seed).text
    assert read_text(write_text(text)) == text


def test_the_bytes_of_a_text_are_as_the_specification_shows() -> None:
    text = read("ЗАКОН\nСтатья 1. Река\nРека чиста.\n".encode()).text
    row = '{{"depth":{},"address":"{}","kind":"{}","number":"{}","heading":"{}","text":"{}"}}'
    rows = (
        row.format(0, "art_1", "article", "1", "Река", ""),
        row.format(1, "art_1__para_1", "paragraph", "", "", "Река чиста."),
    )
    expected = f'{{"language":"ru","title":"ЗАКОН","provisions":[{",".join(rows)}]}}'
    assert write_text(text).decode() == expected


def test_what_was_published_is_accepted() -> None:
    event, objects = version()
    assert check_published(event, objects) == TEXTS
    assert shape.read(TextPublished, shape.write(event)) == event


def test_the_hash_binds_every_part() -> None:
    base = version_hash("charter", "draft-1", "draft", "2026-02-01", ("ru",), TEXTS)
    others = {
        version_hash("statute", "draft-1", "draft", "2026-02-01", ("ru",), TEXTS),
        version_hash("charter", "draft-2", "draft", "2026-02-01", ("ru",), TEXTS),
        version_hash("charter", "draft-1", "draft", "2026-02-02", ("ru",), TEXTS),
        version_hash("charter", "draft-1", "draft", "2026-02-01", ("ru",), {"ru": TEXTS["ru"]}),
    }
    assert base not in others
    assert len(others) == 4


def test_one_changed_comma_in_one_language_changes_the_version() -> None:
    """The hash of a provision forgives it, the hash of a version does not."""
    changed = read(KAZAKH.replace("Біз, қала", "Біз қала").encode()).text
    assert version({**TEXTS, "kk": changed})[0].hash != version()[0].hash


def test_another_hash_is_refused() -> None:
    assert code_of(lambda event: replace(event, hash="0" * 64)) == "text.version"
    assert code_of(lambda event: replace(event, version="draft-2")) == "text.version"


def test_a_language_left_out_is_refused() -> None:
    """A draft without its Kazakh text must not pass for the same version."""
    rest = {name: ref for name, ref in version()[0].expressions.items() if name != "en"}
    assert code_of(lambda event: replace(event, expressions=rest)) == "text.version"


def test_missing_and_altered_objects_are_refused() -> None:
    objects = version()[1]
    altered = {**objects, "ru": objects["ru"].replace("дом".encode(), "дым".encode())}
    missing = {"ru": objects["ru"]}
    assert code_of(lambda event: event, altered) == "text.object"
    assert code_of(lambda event: event, missing) == "text.object"


def test_a_wrong_size_is_refused() -> None:
    def change(event: TextPublished) -> TextPublished:
        wrong = replace(event.expressions["ru"], size=1)
        return replace(event, expressions={**event.expressions, "ru": wrong})

    assert code_of(change) == "text.object"


def test_a_text_under_another_language_is_refused() -> None:
    """The Russian text shown as the Kazakh one: the voters of one language would be misled."""
    event, objects = version({"kk": TEXTS["ru"], "ru": TEXTS["ru"]})
    with pytest.raises(Refused) as caught:
        check_published(event, objects)
    assert caught.value.code == "text.language"


def test_a_text_without_articles_is_refused() -> None:
    event, objects = version({"kk": TEXTS["kk"], "ru": Text("ru", "УСТАВ", ())})
    with pytest.raises(Refused) as caught:
        check_published(event, objects)
    assert caught.value.code == "text.articles"


@pytest.mark.parametrize("languages", [(), ("kk", "kk"), ("fr",)])
def test_authoritative_languages_are_some_of_the_expressions(languages: tuple[str, ...]) -> None:
    assert code_of(lambda e: replace(e, authoritative=languages)) == "text.authoritative"


def test_a_date_that_is_none_is_refused() -> None:
    assert code_of(lambda event: replace(event, date="2026-02-30")) == "text.date"


def test_a_name_that_is_no_language_is_refused() -> None:
    def change(event: TextPublished) -> TextPublished:
        return replace(event, expressions={**event.expressions, "x!": event.expressions["ru"]})

    assert code_of(change) == "text.language"


ROW = '{{"depth":{},"address":"{}","kind":"article","number":"1","heading":"","text":""}}'


@pytest.mark.parametrize(
    ("rows", "address"),
    [
        ([(1, "art_1")], "art_1"),  # nothing above it
        ([(0, "art_1"), (2, "art_1__para_1")], "art_1__para_1"),  # a step left out
        ([(0, "art_1"), (0, "art_1")], "art_1"),  # one address, two provisions
        ([(0, "art_1"), (-1, "art_2")], "art_2"),
        ([(0, "../art_1")], "../art_1"),
        ([(n, f"art_{n}") for n in range(30)], "art_25"),  # deeper than any law
    ],
)
def test_rows_that_make_no_tree_are_refused(rows: list[tuple[int, str]], address: str) -> None:
    joined = ",".join(ROW.format(*row) for row in rows)
    data = f'{{"language":"ru","title":"","provisions":[{joined}]}}'.encode()
    with pytest.raises(Refused) as caught:
        read_text(data)
    assert (caught.value.code, caught.value.facts) == ("text.tree", {"address": address})


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "json.syntax"),
        (b"{}", "json.shape"),
        (write_text(TEXTS["ru"])[:-1], "json.syntax"),
        (write_text(TEXTS["ru"]).replace(b'"article"', b'"clause"'), "json.shape"),
        (write_text(TEXTS["ru"]).replace("й".encode(), "и\u0306".encode()), "json.text"),
    ],
)
def test_bytes_that_are_no_text_are_refused(data: bytes, code: str) -> None:
    with pytest.raises(Refused) as caught:
        read_text(data)
    assert caught.value.code == code


def test_a_text_too_long_for_an_object_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wire, "MAX_BYTES", 100)
    with pytest.raises(Refused) as caught:
        write_text(TEXTS["ru"])
    assert caught.value.code == "text.size"


def test_an_object_is_named_by_the_hash_of_its_bytes() -> None:
    event, objects = version()
    for language, reference in event.expressions.items():
        assert (reference.sha256, reference.size) == (
            sha256_hex(objects[language]),
            len(objects[language]),
        )


def test_articles_that_a_language_lacks_are_found_and_not_refused() -> None:
    """The Russian charter has an article 3 that the Kazakh one lacks."""
    found = parity({"kk": TEXTS["kk"], "ru": TEXTS["ru"]}, ("kk", "ru")).found
    assert [(each.code, each.accused, each.facts) for each in found] == [
        ("text.parity", "provision:art_3", {"has": "ru", "lacks": "kk"})
    ]
    assert parity({"kk": TEXTS["kk"]}).found == []
    assert parity({}).found == []
