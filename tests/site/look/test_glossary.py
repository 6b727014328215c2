"""The pages call things as docs/glossary.md does, in Kazakh and in Russian.

Held are the messages that are a term alone ("Statement", "Statements", "Statement %(number)s"):
one word of the glossary's must stand there, its ending left out. Sentences are for people to read.
"""

from __future__ import annotations

import re

import pytest

from dauys.site.look import catalogue
from dauys.words import sections
from tests.house.source import ROOT

ENDING = 2  # letters of a word that may differ
LEAST = 4
# Messages that say the same word in English and mean another thing.
OTHERS = {
    "Drafts": "what a person has typed and not sent",
    "draft": "of an answer that nobody has confirmed, not of a law",
    "Participants": "of the opinions, not of the vote",
    "Questions": "what people ask about a provision, not what is put to the vote",
    "Split": "what a button does",
}


def glossary() -> dict[str, dict[str, str]]:
    """The terms by their English, what stands in parentheses left out."""
    lines = (ROOT / "docs/glossary.md").read_text(encoding="utf-8").splitlines()
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    bare = [[re.sub(r"\s*\(.*?\)", "", cell) for cell in row] for row in cells if len(row) == 4]
    return {row[0].casefold(): {"kk": row[1], "ru": row[2]} for row in bare[2:]}


def term(message: str) -> str:
    """The term that a message is, in the singular; a number behind it is left out."""
    bare = re.sub(r"\s*%\(\w+\)s$", "", message).casefold()
    terms = glossary()
    singular = (bare, bare.removesuffix("s"), re.sub("ies$", "y", bare))
    return next((each for each in singular if each in terms), "")


def stems(words: str) -> list[str]:
    return [word[: max(LEAST, len(word) - ENDING)] for word in words.casefold().split()]


HELD = sorted(
    message
    for message in catalogue.joined(catalogue.parts())
    if message not in OTHERS and term(message)
)


@pytest.mark.parametrize("message", HELD)
@pytest.mark.parametrize("language", ["kk", "ru"])
def test_a_term_is_called_as_in_the_glossary(message: str, language: str) -> None:
    told = catalogue.joined(catalogue.parts())[message][language]
    said = told if isinstance(told, str) else told[0]
    wanted = glossary()[term(message)][language]
    assert any(stem in said.casefold() for stem in stems(wanted)), (said, wanted)


def test_enough_terms_are_held_and_no_exception_is_stale() -> None:
    assert len(HELD) > 30
    assert {"Proposal", "Statement", "Statements", "Outcome", "Region"} & set(HELD)
    messages = catalogue.joined(catalogue.parts())
    assert [each for each in OTHERS if each not in messages or not term(each)] == []


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_the_command_line_calls_a_statement_as_the_pages_do(language: str) -> None:
    (stem,) = stems(glossary()["statement"][language])
    said = sections(language)["say"]
    assert stem in said["groups.statement"].casefold()
    assert stem in said["groups.counted"].casefold()
    assert stem in sections(language)["codes"]["vote.statement"].casefold()
