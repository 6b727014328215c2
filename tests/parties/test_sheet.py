"""The printed sheet: all of it on one page of A4, and a name is text, whatever it is spelt like."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from dauys.cli.registrar import sheet_words
from dauys.log.keys import SigningKey, parse_verifier_key
from dauys.parties import sheet
from dauys.parties.sheet import Sheet
from dauys.words import LANGUAGES

SECRET = "5qXcs-3dMvvE-G1vRF-yGjTQJ"
KAZAKH = "Әлия Ғұмарқызы Қаңбаева-Өтеуова, Үрім Һ. І."


def text_of(data: bytes) -> str:
    """All that is written on a sheet, which must be one page of A4."""
    document = pypdfium2.PdfDocument(data)
    assert len(document) == 1
    width, height = document[0].get_size()
    assert (round(width), round(height)) == (595, 842)
    return str(document[0].get_textpage().get_text_range())


def printed(
    name: str, *languages: str, vote: str = "Charter", id: str = "V-001", log: str = ""
) -> str:
    """What stands on the sheet of a voter of this name."""
    words = [sheet_words(language) for language in languages or LANGUAGES]
    return text_of(sheet.pdf(Sheet(vote, "town", id, name, log, SECRET), words))


def joined(text: str) -> str:
    """Text without its breaks."""
    return "".join(text.split())


def test_everything_a_voter_needs_stands_on_it() -> None:
    told = printed(KAZAKH)
    for part in ("Charter", "town", "V-001", KAZAKH, "", SECRET):
        assert part in told, part
    for language in LANGUAGES:
        words = sheet_words(language)
        for sentence in (words.heading, *words.steps, words.warning):
            assert joined(sentence) in joined(told), sentence


@pytest.mark.parametrize(("name", "length"), [("tal.example/log", 5000), ("n" * 255, 100)])
def test_the_key_of_the_log_stands_on_it_whole(name: str, length: int) -> None:
    """From paper a voter has it from somebody else than the server that shows the log."""
    key = SigningKey(name, bytes(range(32))).verifier.write()
    told = printed("Әж " * length, log=key, vote="A" * length, id="B" * length)
    assert key in joined(told)
    assert parse_verifier_key(joined(told)[joined(told).index(key) :][: len(key)])
    for language in LANGUAGES:
        assert joined(sheet_words(language).log) in joined(told)
    assert SECRET in told


def test_without_a_key_nothing_is_said_of_the_log() -> None:
    told = joined(printed(KAZAKH))
    assert not any(joined(sheet_words(language).log) in told for language in LANGUAGES)


def test_one_language_is_enough() -> None:
    told = joined(printed(KAZAKH, "ru"))
    assert joined(sheet_words("ru").warning) in told
    assert joined(sheet_words("kk").warning) not in told


@pytest.mark.parametrize("letters", ["әғқңөұүһі", "ӘҒҚҢӨҰҮҺІ", "ёйщъыэюя", "Ẅôł ßþ"])
def test_every_letter_has_its_form(letters: str) -> None:
    """A missing glyph is printed as a box, and read back as nothing."""
    assert letters in printed(letters)


@pytest.mark.parametrize(
    "name",
    [
        '#import "@preview/a:1.0.0"',
        '#read("/etc/passwd")',
        "$x^2$ *bold* _em_ `raw` <label> @ref",
        "= Heading",
        "- item // comment /* more */",
        '"); panic("',
        "\\u{41} ~ -- ---",
        "{json} [content] \\",
        "' or 1=1 --",
    ],
)
def test_a_name_is_never_a_command_of_the_template(name: str) -> None:
    """A voter list comes from elsewhere: a cell of it could else read files, or print a lie."""
    assert joined(name) in joined(printed(name))
    assert joined(name) in joined(printed("", vote=name))
    assert joined(name) in joined(printed("", id=name))


@pytest.mark.parametrize("name", ["A" * 5000, "Әж " * 2000, "\u0301" * 3000, "字" * 500])
def test_a_long_name_does_not_push_the_credential_off_the_page(name: str) -> None:
    told = printed(name)
    assert SECRET in told
    assert joined(sheet_words("en").warning) in joined(told)


def test_a_name_from_right_to_left_turns_nothing_else() -> None:
    told = printed("שלום مرحبا")
    assert SECRET in told
    assert "שלום" in told or "םולש" in told


def test_what_turns_or_hides_is_not_printed() -> None:
    """With it one voter's sheet could show another's name."""
    shown = sheet.visible("a\u202eb\x00c\x1b[31md\u2028e\ud800f\u200b")
    assert shown == "ab\ufffdc\ufffd[31md\ufffde\ufffdf"
    assert SECRET in printed("a\u202eb\x00c\x1b[31md\u2028e\ud800f")


def test_the_same_sheet_is_printed_again() -> None:
    words = [sheet_words("kk")]
    data = Sheet("", "town", "V-001", KAZAKH, "", SECRET)
    assert text_of(sheet.pdf(data, words)) == text_of(sheet.pdf(data, words))


def test_nothing_outside_the_program_is_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No font, no file and no folder of the machine."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("TYPST_FONT_PATHS", str(tmp_path))
    assert KAZAKH in printed(KAZAKH)
    assert list(tmp_path.iterdir()) == []


def test_the_credential_is_not_shown_by_the_object() -> None:
    assert SECRET not in repr(Sheet("", "town", "V-001", "", "", SECRET))
