"""What a person should look at in a text that was read: nothing is dropped silently.

Each is a `Finding` whose accused is ``line:WHERE``; the words for the codes stand in ``words/``.
What cannot be read at all is raised instead (see `read`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from dauys.errors import Fact, Finding, Findings
from dauys.text.provision import Text

EXCERPT = 60  # characters of a line that a finding shows


def note(
    code: Literal[
        "text.ignored",
        "text.superscript",
        "text.inline",
        "text.outside",
        "text.skipped",
        "text.spaces",
        "text.comments",
        "text.contents",
        "text.margin",
        "text.pictures",
        "text.small",
    ],
    where: str,
    **facts: Fact,
) -> Finding:
    """Something that was understood, in a way that a person may want to know."""
    return Finding(code, "information", f"line:{where}", facts=facts)


def doubt(
    code: Literal[
        "text.broken",
        "text.repeated",
        "text.gap",
        "text.list",
        "text.box",
        "text.glyph",
        "text.hidden",
        "text.hyphen",
        "text.numbering",
    ],
    where: str,
    **facts: Fact,
) -> Finding:
    """Something that may have been understood wrongly."""
    return Finding(code, "warning", f"line:{where}", facts=facts)


def excerpt(text: str, limit: int = EXCERPT) -> str:
    """The first words of a line."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def parity(texts: Mapping[str, Text], authoritative: Sequence[str] = ()) -> Findings:
    """Articles that one language of a version has and another has not, by address.

    Each other language is held against the first authoritative one (else the first by name). A
    warning, not a refusal: a person must say which language is right.
    """
    found = Findings()
    languages = [*authoritative, *sorted(set(texts) - set(authoritative))]
    if not languages:
        return found
    first = languages[0]
    base = {unit.address for unit in texts[first].units()}
    for language in languages[1:]:
        other = {unit.address for unit in texts[language].units()}
        for address in sorted(base ^ other):
            has, lacks = (first, language) if address in base else (language, first)
            found.add(
                Finding(
                    "text.parity",
                    "warning",
                    f"provision:{address}",
                    facts={"has": has, "lacks": lacks},
                )
            )
    return found
