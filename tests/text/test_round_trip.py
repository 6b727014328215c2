"""What is written is read back: the whole tree, title, numbers, headings, notes and addresses.

JSON, Akoma Ntoso and HTML carry every tree. Plain text and Markdown carry every tree that their
readers can make; what they cannot carry is told (`test_faithful`).
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import get_args

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from dauys.text.formats import dump, load, read_bytes
from dauys.text.formats.about import About
from dauys.text.languages import GRAMMARS
from dauys.text.provision import Kind, Provision, Text
from tests.shared import shared
from tests.text.laws import random_law
from tests.text.test_real import REAL

EXACT = (".json", ".akn.xml", ".html")
ALL = (*EXACT, ".md", ".txt")
SAMPLES = [f"{version}.{language}" for version in ("old", "new") for language in ("kk", "ru", "en")]
KINDS = get_args(Kind)


@cache
def real(path: str) -> Text:
    return load(shared(f"texts/{path}"))


@pytest.mark.parametrize("suffix", ALL)
@pytest.mark.parametrize("path", REAL)
def test_a_real_text_is_read_back_whole(path: str, suffix: str) -> None:
    text = real(path)
    reading = read_bytes(dump(text, suffix), suffix)
    assert reading.text == text
    if suffix in EXACT:
        assert reading.findings.found == []


@pytest.mark.parametrize("suffix", ALL)
@pytest.mark.parametrize("name", SAMPLES)
def test_the_sample_is_read_back_whole(name: str, suffix: str) -> None:
    text = load(f"src/dauys/sample/charter.{name}.txt")
    reading = read_bytes(dump(text, suffix), suffix)
    assert (reading.text, reading.findings.found) == (text, [])


@pytest.mark.parametrize("suffix", ALL)
@pytest.mark.parametrize("language", GRAMMARS)
def test_random_laws_are_read_back_whole(language: str, suffix: str) -> None:
    for seed in range(60):
        text = random_law(language, seed).text
        reading = read_bytes(dump(text, suffix), suffix)
        assert (reading.text, reading.findings.found) == (text, [])


@pytest.mark.parametrize("suffix", ALL)
def test_the_same_text_gives_the_same_bytes(suffix: str) -> None:
    text = random_law("ru", 3).text
    about = About("kz", "law", "2026-03-15", "Маслихат")
    assert dump(text, suffix, about) == dump(text, suffix, about)


WORDS = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff")
    | st.sampled_from(" \n\t\r<>&\"'*_#-`\\"),
    max_size=12,
).map(lambda words: unicodedata.normalize("NFC", words))


@st.composite
def trees(draw: st.DrawFn) -> Text:
    """Any tree that a record may hold, however little it looks like a law."""
    rows = draw(st.lists(st.tuples(st.integers(0, 5), st.sampled_from(KINDS), WORDS, WORDS, WORDS)))
    rows.append((0, "article", "1", "", ""))
    made: list[list[Provision]] = [[] for _ in range(8)]
    depths, above = [], -1
    for depth, *_ in rows:
        above = min(depth, above + 1)
        depths.append(above)
    for n, (depth, row) in enumerate(zip(reversed(depths), reversed(rows), strict=True)):
        children = tuple(reversed(made[depth + 1]))
        made[depth + 1] = []
        _, kind, number, heading, words = row
        address = f"{'al' if n % 3 else 'para'}_{n}"
        made[depth].append(Provision(address, kind, number, heading, words, children))  # type: ignore[arg-type]
    return Text(
        draw(st.sampled_from(["ru", "kk", "en", "fr", "tyv"])),
        draw(WORDS),
        tuple(reversed(made[0])),
    )


@given(trees(), st.sampled_from(EXACT))
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_tree_is_read_back_exactly(text: Text, suffix: str) -> None:
    assume(text.units())
    assert read_bytes(dump(text, suffix), suffix).text == text
