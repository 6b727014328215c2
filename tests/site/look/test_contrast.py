"""Every text of the site can be read in both themes: contrast of at least 4.5 (WCAG 1.4.3).

The pairs below are those that the style sheets make; a rule that sets text and ground together is
held to be one of them. Borders of fields and marks of state need 3 (WCAG 1.4.11).
"""

from __future__ import annotations

import re
from itertools import product

import pytest

from tests.house.source import ROOT

CSS = ROOT / "src/dauys/site/static/css"
PALETTE = (CSS / "palette.css").read_text(encoding="utf-8")
GROUNDS = ("paper", "sheet", "shade")
# What is written on the plain grounds, and what only on a ground of its own.
PLAIN = ("ink", "soft", "accent", "accent-strong", "good", "warn", "bad", "calm")
PAIRS = [
    *product(PLAIN, GROUNDS),
    ("accent-ink", "accent"),
    ("accent-ink", "accent-strong"),
    ("accent", "accent-wash"),
    ("accent-strong", "accent-wash"),
    ("paper", "ink"),
    ("added", "added-wash"),
    ("gone", "gone-wash"),
    ("ink", "hit"),
    *((tone, f"{tone}-wash") for tone in ("good", "warn", "bad", "calm")),
    *product(("ink", "soft", "accent", "bad"), ("good-wash", "warn-wash", "bad-wash", "calm-wash")),
    *(("ink", f"level-{level}") for level in range(6)),
]
# Edges and marks, which are seen and not read.
MARKS = [
    *product(("edge", "focus"), GROUNDS),
    *((f"series-{number}", "paper") for number in range(1, 7)),
]


def themes() -> dict[str, dict[str, str]]:
    """The colours of the light theme, of the dark one by the system, and of the dark one chosen."""
    blocks = re.findall(r"(:root[^{]*)\{([^}]*)\}", PALETTE)
    colours = [
        (head.strip(), dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", body)))
        for head, body in blocks
    ]
    named = {head: found for head, found in colours if found}
    return {
        "light": named[":root"],
        "dark": named[':root:not([data-theme="light"])'],
        "chosen": named[':root[data-theme="dark"]'],
    }


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio, WCAG 2.2: 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_computed_as_the_guideline_has_it() -> None:
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_text_can_be_read(theme: str) -> None:
    colours = themes()[theme]
    weak = [
        f"{text} on {ground}: {found:.2f}"
        for text, ground in PAIRS
        if (found := contrast(colours[text], colours[ground])) < 4.5
    ]
    assert weak == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_mark_can_be_seen(theme: str) -> None:
    colours = themes()[theme]
    weak = [
        f"{mark} on {ground}: {found:.2f}"
        for mark, ground in MARKS
        if (found := contrast(colours[mark], colours[ground])) < 3
    ]
    assert weak == []


def test_the_dark_theme_is_the_same_whoever_chose_it() -> None:
    found = themes()
    assert found["dark"] == found["chosen"]
    assert set(found["light"]) == set(found["dark"])


def test_style_sheets_name_no_colour_but_those_of_the_palette() -> None:
    """Paper aside, which is white; shadows and the keywords of forced colours are no text."""
    loose = [
        f"{path.name}: {colour}"
        for path in sorted(CSS.glob("*.css"))
        if path.name not in ("palette.css", "print.css")
        for colour in re.findall(r"#[0-9a-fA-F]{3,8}\b", path.read_text(encoding="utf-8"))
    ]
    assert loose == []


def test_every_pair_that_a_rule_makes_is_looked_at() -> None:
    unknown = []
    for path in sorted(CSS.glob("*.css")):
        for body in re.findall(r"\{([^{}]*)\}", path.read_text(encoding="utf-8")):
            text = re.search(r"(?<![\w-])color: var\(--([\w-]+)\)", body)
            ground = re.search(r"background(?:-color)?: var\(--([\w-]+)\)", body)
            if text and ground and (text[1], ground[1]) not in PAIRS:
                unknown.append(f"{path.name}: {text[1]} on {ground[1]}")
    assert unknown == []


def test_every_custom_property_that_is_used_exists() -> None:
    known = set(re.findall(r"(--[\w-]+):", PALETTE))
    used = {
        name
        for path in CSS.glob("*.css")
        for name in re.findall(r"var\((--[\w-]+)", path.read_text(encoding="utf-8"))
    }
    assert used <= known


def test_templates_and_scripts_hold_no_inline_style_and_no_inline_script() -> None:
    """The content policy forbids both: they would not work."""
    inline = re.compile(r"<style|\sstyle=|\son[a-z]+=\"|javascript:|<script(?![^>]*\ssrc=)")
    offences = [
        f"{path.name}: {found[0]}"
        for path in (ROOT / "src/dauys/site/templates").rglob("*.html")
        if (found := inline.search(path.read_text(encoding="utf-8")))
    ]
    assert offences == []
