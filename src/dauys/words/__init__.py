"""Words: what the codes, kinds and steps of Dauys mean in Kazakh, Russian and English.

The core speaks codes (`dauys.errors.CODES`); this is the one place that turns them into sentences,
from ``words/kk.json``, ``ru.json`` and ``en.json``. Sections of a file: ``codes`` (a sentence for
each code), ``accused`` (who or what is meant), ``kinds`` (events), ``steps`` (of the verification),
``help`` (of the command line) and ``say`` (what commands print). tests/house holds the three files
to one another. It chooses no language but by a locale (`of_locale`): see `dauys.cli.voice`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from dauys.errors import DauysError, Fact, Finding

LANGUAGES = ("kk", "ru", "en")
FALLBACK = "en"
MAX_FACT = 300

Sections = dict[str, dict[str, str]]


@cache
def sections(language: str) -> Sections:
    """All words of one language, by section and key."""
    text = files(__name__).joinpath(f"{language}.json").read_text(encoding="utf-8")
    loaded: Sections = json.loads(text)
    return loaded


def of_locale(environment: Mapping[str, str]) -> str:
    """The language of a locale: LC_ALL, else LC_MESSAGES, else LANG, as POSIX orders them."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environment.get(name, ""):
            language = value[:2].lower()
            return language if language in LANGUAGES else FALLBACK
    return FALLBACK


class Words:
    """The words of one language; what it lacks is said in English, and else by its key.

    A key may come from a file under check: it steers no terminal either, and nothing is put in it.
    """

    def __init__(self, language: str):
        self.language = language if language in LANGUAGES else FALLBACK

    def say(self, key: str, /, **facts: Fact) -> str:
        """A sentence that a command prints."""
        return _fill(self._word("say", key), facts)

    def between(self, key: str, /, **facts: Fact) -> str:
        """The same where two texts are compared of which the first is not the one in force."""
        other = f"between.{key}"
        return self.say(key if self._find("say", other) is None else other, **facts)

    def code(self, code: str) -> str:
        """The sentence of a code, its placeholders not yet filled."""
        return self._word("codes", code)

    def error(self, error: DauysError) -> str:
        """What a refusal says."""
        return self.sentence(error.code, error.accused, error.facts, error.certain)

    def finding(self, finding: Finding) -> str:
        """What a finding says."""
        return self.sentence(finding.code, finding.accused, finding.facts, finding.certain)

    def accused(self, accused: str) -> str:
        """Who or what is meant: ``trustee:3`` is "trustee 3"; an unknown kind stays as it is."""
        kind, _, name = accused.partition(":")
        template = self._find("accused", kind or "nobody")
        if template is None:
            return printable(accused)
        return _fill(template, {"name": name}).strip(" -")

    def kind(self, kind: str) -> str:
        """What an event kind means."""
        return self._word("kinds", kind)

    def step(self, number: int) -> str:
        """What a numbered step of the verification does."""
        return self._word("steps", str(number))

    def help(self, path: str) -> str:
        """The help of a command, ``text compare``, or of a parameter, ``text compare --json``."""
        return self._find("help", path) or ""

    def sentence(
        self, code: str, accused: str, facts: Mapping[str, Fact], certain: bool = True
    ) -> str:
        """What a code says of someone, with its facts."""
        template = self._find("codes", code)
        if template is None:
            sentence = printable(code)
        else:
            sentence = _fill(template, {"accused": self.accused(accused), **facts})
        if template and template.startswith("{accused}") and not self._opens_with_name(accused):
            sentence = sentence[:1].upper() + sentence[1:]
        return sentence if certain else f"{sentence} {self.say('error.uncertain')}"

    def _opens_with_name(self, accused: str) -> bool:
        """Whether the accused is told name first, as in Kazakh: a file keeps its small letter."""
        template = self._find("accused", accused.partition(":")[0] or "nobody") or "{name}"
        return template.startswith("{name}") and ":" in accused

    def _word(self, section: str, key: str) -> str:
        found = self._find(section, key)
        return printable(key) if found is None else found

    def _find(self, section: str, key: str) -> str | None:
        for language in (self.language, FALLBACK):
            found = sections(language).get(section, {}).get(key)
            if found is not None:
                return found
        return None


def printable(text: str) -> str:
    """Text that cannot steer a terminal: a file under check may hold escape sequences."""
    shown = "".join(
        char if char.isprintable() else char.encode("unicode_escape").decode("ascii")
        for char in text[: MAX_FACT + 1]
    )
    return shown if len(text) <= MAX_FACT else shown[:MAX_FACT] + "…"


class _Facts(dict[str, Fact]):
    """Facts for a template; one that is missing stays as it was written."""

    def __missing__(self, name: str) -> str:
        return "{" + name + "}"


def _fill(template: str, facts: Mapping[str, Fact]) -> str:
    safe = {k: printable(v) if isinstance(v, str) else v for k, v in facts.items()}
    return template.format_map(_Facts(safe))
