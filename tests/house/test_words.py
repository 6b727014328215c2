"""The three languages say the same things, and nothing that nobody asks for."""

from __future__ import annotations

import ast
import importlib
import unicodedata

import pytest

from dauys.words import LANGUAGES, sections
from tests.house.source import PACKAGE, calls, package
from tests.house.test_codes import placeholders


def keys(language: str) -> set[tuple[str, str]]:
    """Section and key of every word."""
    return {(section, key) for section, words in sections(language).items() for key in words}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_is_missing_in_any_language(language: str) -> None:
    everywhere = set().union(*(keys(each) for each in LANGUAGES))
    assert everywhere - keys(language) == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_placeholders_are_those_of_english(language: str) -> None:
    english = sections("en")
    differ = [
        f"{section}: {key}"
        for section, words in sections(language).items()
        for key, word in words.items()
        if placeholders(word) - {"accused"} != placeholders(english[section][key]) - {"accused"}
    ]
    assert differ == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_are_whole(language: str) -> None:
    """No empty word, no Unicode form other than NFC, sections and keys in order."""
    everything = sections(language)
    assert list(everything) == sorted(everything)
    assert all(list(words) == sorted(words) for words in everything.values())
    texts = [word for words in everything.values() for word in words.values()]
    assert [t for t in texts if not t.strip() or not unicodedata.is_normalized("NFC", t)] == []


def test_kazakh_and_russian_are_written_in_their_own_letters() -> None:
    """A sentence left in English by mistake is not a translation."""
    for language in ("kk", "ru"):
        latin = [
            f"{language}: {key}: {word}"
            for section in ("accused", "codes", "help", "kinds", "steps")
            for key, word in sections(language).get(section, {}).items()
            if not any("CYRILLIC" in unicodedata.name(char, "") for char in word)
        ]
        assert latin == []


def test_what_commands_say_has_words_with_their_facts() -> None:
    words = sections("en")["say"]
    offences = []
    for module in package():
        for call, name in calls(module):
            key = call.args[0] if call.args else None
            if name.rpartition(".")[2] != "say" or not isinstance(key, ast.Constant):
                continue
            assert isinstance(key.value, str)
            given = {keyword.arg for keyword in call.keywords}
            if key.value not in words:
                offences.append(module.at(call, f"{key.value} has no words"))
            elif None not in given and given != placeholders(words[key.value]):
                offences.append(module.at(call, f"{key.value} is given {sorted(map(str, given))}"))
    assert offences == []


def test_no_word_is_said_by_nobody() -> None:
    """A key of ``say`` stands in the source, whole or as the beginning of a composed key."""
    whole, beginnings = set(), set()
    for module in package():
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                whole.add(node.value)
            elif isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
                beginnings.add(str(node.values[0].value))
    composed = tuple(b for b in beginnings if "." in b and " " not in b)
    assert [k for k in sections("en")["say"] if k not in whole and not k.startswith(composed)] == []


def test_every_event_kind_has_words_and_no_other() -> None:
    kinds = importlib.import_module("dauys.record.kinds").KINDS
    assert set(sections("en").get("kinds", {})) == set(kinds)


def test_every_step_of_the_verification_has_words_and_no_other() -> None:
    steps = importlib.import_module("dauys.verification.steps").STEPS
    numbers = {str(getattr(step, "number", step)) for step in steps}
    assert set(sections("en").get("steps", {})) == numbers


def test_the_folder_of_words_holds_the_three_languages_only() -> None:
    assert {p.stem for p in (PACKAGE / "words").glob("*.json")} == set(LANGUAGES)
