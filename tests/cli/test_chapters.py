"""The chapters on verification say what the code does: the same steps, and codes that exist."""

from __future__ import annotations

import re
from pathlib import Path

from dauys.errors import CODES
from dauys.record.kinds import KINDS
from dauys.verification import steps
from dauys.words import Words

DOCS = Path(__file__).resolve().parents[2] / "docs"
CHAPTER = (DOCS / "9-verification.md").read_text(encoding="utf-8")
SPECIFICATION = (DOCS / "specification/9-verification.md").read_text(encoding="utf-8")


def in_words() -> dict[int, str]:
    """The steps as verification/steps.py tells them."""
    told = re.findall(r"^ ?(\d+) (.*?)(?=^ ?\d+ |\Z)", steps.__doc__ or "", re.M | re.S)
    return {int(number): " ".join(text.split()) for number, text in told}


def test_the_steps_are_numbered_without_a_gap() -> None:
    assert list(in_words()) == list(steps.STEPS)


def test_the_chapter_has_every_step_with_its_caption() -> None:
    rows = re.findall(r"^\| (\d+) \| (.*) \|$", CHAPTER, re.M)
    captions = Words("en")
    assert rows == [(str(number), captions.step(number)) for number in steps.STEPS]


def test_the_specification_has_every_step_word_for_word() -> None:
    found = re.findall(r"^### (\d+)\n\n> (.*)$", SPECIFICATION, re.M)
    assert {int(number): text for number, text in found} == in_words()


def test_the_steps_of_an_archive_are_those_that_the_pages_name() -> None:
    for page in (CHAPTER, SPECIFICATION):
        assert "steps 1, 8 and 10 to 13" in page


def test_every_code_that_the_pages_name_exists() -> None:
    areas = {code.partition(".")[0] for code in CODES}
    for page in ("9-verification.md", "8-record.md"):
        text = (DOCS / "specification" / page).read_text(encoding="utf-8")
        named = set(re.findall(r"`([a-z]+\.[a-z_]+)`", text)) - set(KINDS)
        assert {each for each in named if each.partition(".")[0] in areas} <= set(CODES), page
        whole = set(re.findall(r"`([a-z]+)\.\*`", text))
        assert whole <= areas, page


def test_musts_are_numbered_without_a_gap() -> None:
    for page in ("8-record.md", "9-verification.md"):
        text = (DOCS / "specification" / page).read_text(encoding="utf-8")
        numbers = [int(number) for number in re.findall(r"^(\d+)\. ", text, re.M)]
        assert numbers == list(range(1, len(numbers) + 1)), page
