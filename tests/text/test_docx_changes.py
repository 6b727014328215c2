"""A document with tracked changes says two things: it is refused, or read as one of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from dauys.cli import main
from dauys.errors import Refused
from dauys.text.formats import Changes, load
from dauys.text.formats.docx_read import read_docx
from tests.text.office import NAMES, document, p, run


def ins(inside: str) -> str:
    return f'<w:ins w:id="1" w:author="x">{inside}</w:ins>'


def gone(words: str) -> str:
    return f'<w:del w:id="2" w:author="x">{run(words, tag="delText")}</w:del>'


END_IN = '<w:rPr><w:ins w:id="3"/></w:rPr>'
END_OUT = '<w:rPr><w:del w:id="4"/></w:rPr>'
FORMER = "<w:rPrChange w:id='8'><w:rPr/></w:rPrChange>"
HEAD = p("Статья 1. Река")


def told(data: bytes, changes: Changes) -> list[str]:
    law = read_docx(data, changes=changes).text
    return [f"{each.number} {each.text}".strip() for each in law.walk() if each.text]


CASES = {
    # what was done: paragraphs, how it reads accepted, how rejected
    "a word put for another": (
        [p(run("Река ") + gone("мутна") + ins(run("чиста")) + run("."))],
        ["Река чиста."],
        ["Река мутна."],
    ),
    "a new paragraph": (
        [p("1. Раз."), p(ins(run("2. Два.")), look=END_IN), p("3. Три.")],
        ["1 Раз.", "2 Два.", "3 Три."],
        ["1 Раз.", "3 Три."],
    ),
    "a paragraph taken away": (
        [p("1. Раз."), p(gone("2. Два."), look=END_OUT), p("3. Три.")],
        ["1 Раз.", "3 Три."],
        ["1 Раз.", "2 Два.", "3 Три."],
    ),
    "two paragraphs joined": (
        [p("Река чиста", look=END_OUT), p(" и глубока.")],
        ["Река чиста и глубока."],
        ["Река чиста", "и глубока."],
    ),
    "a sentence moved": (
        [
            p(f'<w:moveFrom w:id="5">{run("Берег открыт.")}</w:moveFrom>' + run("Река чиста. ")),
            p(f'<w:moveTo w:id="6">{run("Берег открыт.")}</w:moveTo>' + run(" Лес густ.")),
        ],
        ["Река чиста.", "Берег открыт. Лес густ."],
        ["Берег открыт.Река чиста.", "Лес густ."],
    ),
    "a row of a table taken away": (
        [
            p("1. Раз."),
            f"<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>{p('2. Два.')}</w:tc></w:tr></w:tbl>",
        ],
        ["1 Раз."],
        ["1 Раз.", "2 Два."],
    ),
    "words hidden": (
        [p(run("Река ") + run("не ", f"<w:vanish/>{FORMER}") + run("чиста."))],
        ["Река чиста."],
        ["Река не чиста."],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_changes_are_accepted_or_rejected_as_in_word(name: str) -> None:
    paragraphs, accepted, rejected = CASES[name]
    data = document(HEAD, *paragraphs)
    assert told(data, "accept") == accepted
    assert told(data, "reject") == rejected


@pytest.mark.parametrize("name", CASES)
def test_a_document_with_any_of_them_is_refused(name: str) -> None:
    with pytest.raises(Refused) as caught:
        read_docx(document(HEAD, *CASES[name][0]))
    assert caught.value.code == "text.tracked"


def test_the_refusal_counts_the_changes_in_notes_too(tmp_path: Path) -> None:
    """A change in a footnote is a change of the document."""
    note = f'<w:footnote w:id="1">{p(ins(run("Да")))}</w:footnote>'
    notes = f"<w:footnotes {NAMES}>{note}</w:footnotes>"
    body = [p(gone("нет") + ins(run("да"))), p("x", look=END_IN)]
    file = tmp_path / "law.docx"
    file.write_bytes(document(HEAD, *body, more={"footnotes": notes}))
    with pytest.raises(Refused) as caught:
        load(file)
    assert caught.value.accused == "file:law.docx"
    assert caught.value.facts == {"count": 4}
    assert load(file, changes="accept").articles()


def test_the_commands_take_what_becomes_of_changes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paragraphs, _, _ = CASES["a word put for another"]
    file = tmp_path / "law.docx"
    file.write_bytes(document(HEAD, *paragraphs))
    assert main.main(["text", "show", str(file), "--lang", "en"]) == 1
    assert "text.tracked: File law.docx holds 2 tracked changes" in capsys.readouterr().err
    assert main.main(["text", "show", str(file), "--accept-changes"]) == 0
    assert "Река чиста." in capsys.readouterr().out
    assert main.main(["text", "show", str(file), "--reject-changes"]) == 0
    assert "Река мутна." in capsys.readouterr().out
    pair = ["text", "compare", str(file), str(file)]
    assert main.main(pair) == 1
    assert main.main([*pair, "--accept-changes"]) == 0


def test_every_command_that_reads_a_text_takes_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paragraphs, _, _ = CASES["a word put for another"]
    file, kazakh = tmp_path / "law.docx", tmp_path / "law.txt"
    file.write_bytes(document(HEAD, *paragraphs))
    kazakh.write_text("1-бап.\nӨзен таза.\n", encoding="utf-8")
    commands = [
        ["check", str(file)],
        ["export", str(file), "-o", str(tmp_path / "made.txt")],
        ["across", str(kazakh), str(file)],
        ["parity", str(kazakh), str(file), "--before", str(kazakh), str(file)],
    ]
    for command in commands:
        assert main.main(["text", *command]) == 1
        assert "text.tracked" in capsys.readouterr().err
        main.main(["text", *command, "--reject-changes"])
        assert "text.tracked" not in capsys.readouterr().err
    assert "Река мутна." in (tmp_path / "made.txt").read_text(encoding="utf-8")


def test_a_former_list_is_put_back_when_its_change_is_rejected() -> None:
    now = '<w:outlineLvl w:val="0"/>'
    look = f"{now}<w:pPrChange w:id='9'><w:pPr/></w:pPrChange>"
    data = document(p("Общее", look=look), HEAD, p("Река чиста."))
    assert read_docx(data, changes="accept").text.title == "Общее"
    assert read_docx(data, changes="reject").text.title == ""
