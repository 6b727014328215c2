"""Words: sentences for codes and kinds, whole in three languages, safe to print."""

from __future__ import annotations

import pytest

from dauys.errors import Finding, Refused, Unreadable
from dauys.words import LANGUAGES, MAX_FACT, Words, printable, sections


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "File a.csv: line 3 is not valid UTF-8."),
        ("ru", "Файл a.csv: строка 3 не является правильным UTF-8."),
        ("kk", "a.csv файлы: 3-жол дұрыс UTF-8 емес."),
    ],
)
def test_an_error_is_a_sentence_in_each_language(language: str, sentence: str) -> None:
    error = Unreadable("table.encoding", "file:a.csv", line=3)
    assert Words(language).error(error) == sentence


def test_a_finding_says_what_its_error_would() -> None:
    words = Words("en")
    error = Refused("table.row", "file:a.csv", line=4)
    finding = Finding("table.row", "error", "file:a.csv", facts={"line": 4})
    assert words.finding(finding) == words.error(error)


def test_it_says_when_it_is_not_certain_who_did_it() -> None:
    error = Refused("json.text", "trustee:3", certain=False)
    assert Words("en").error(error).endswith("Who of several did this is not certain.")


def test_the_accused_is_named_in_words() -> None:
    assert Words("en").accused("trustee:3") == "trustee 3"
    assert Words("kk").accused("station:S-03") == "S-03 учаскесі"
    assert Words("ru").accused("log") == "журнал"


def test_a_name_may_hold_a_colon() -> None:
    assert Words("en").accused("file:a:b.csv") == "file a:b.csv"


def test_without_an_accused_there_is_a_sensible_word() -> None:
    assert Words("en").accused("") == "the input"
    assert Words("en").accused("trustee") == "trustee"
    assert Words("kk").accused("entry") == "жазба"


def test_an_accused_of_an_unknown_kind_stays_as_it_is() -> None:
    assert Words("en").accused("comet:Halley") == "comet:Halley"


def test_an_unknown_language_is_english() -> None:
    assert Words("xx").language == "en"


def test_an_unknown_key_is_said_by_itself_and_breaks_nothing() -> None:
    assert Words("kk").say("no.such.key") == "no.such.key"
    assert Words("kk").code("no.such") == "no.such"
    assert Words("kk").kind("no.such.kind") == "no.such.kind"
    assert Words("kk").step(999) == "999"
    assert Words("kk").help("no such command") == ""


def test_a_fact_that_is_missing_leaves_the_sentence_readable() -> None:
    assert "{position}" in Words("en").error(Refused("json.syntax"))


def test_what_a_file_holds_cannot_steer_the_terminal() -> None:
    """A ballot could name an election with an escape sequence that paints over the verdict."""
    error = Refused("json.duplicate", "file:\x1b]0;x\x07", key="\x1b[2J\u202eabc\n")
    told = Words("en").error(error)
    assert told.isprintable()
    assert "\\x1b[2J" in told


def test_braces_in_a_fact_are_not_placeholders() -> None:
    """A name such as {accused.__class__} must be shown, not followed."""
    error = Refused("json.duplicate", "file:{key.__class__}", key="{accused}")
    assert "{key.__class__}" in Words("en").error(error)
    assert '"{accused}"' in Words("en").error(error)


def test_a_long_fact_is_cut() -> None:
    assert len(printable("x" * 10_000)) == MAX_FACT + 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_sections(language: str) -> None:
    assert set(sections(language)) == set(sections("en"))


def test_a_fact_may_be_called_key() -> None:
    assert Words("en").say("no {key}", key="x") == "no x"


def test_a_code_of_an_untrusted_file_steers_no_terminal_and_takes_no_facts() -> None:
    words, code = Words("en"), "a.\x1b[2J{accused.__class__}{0}"
    said = r"a.\x1b[2J{accused.__class__}{0}"
    assert words.sentence(code, "file:a", {}) == said
    assert words.code("\x1b[2J") == words.kind("\x1b[2J") == r"\x1b[2J"
