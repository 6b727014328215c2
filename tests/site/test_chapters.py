"""The chapters of the stages say which pages the site has for them: in every one, and truly."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import resolve

from tests.house.source import ROOT
from tests.verification.world import World

CHAPTERS = sorted((ROOT / "docs").glob("[0-9]*.md"), key=lambda path: int(path.name.split("-")[0]))
# What a chapter writes in capitals stands for something of the record.
NAMES = {
    "VERSION": "draft-2", "OLD": "in-force", "NEW": "draft-2", "ADDRESS": "art_1", "NAME": "S-1",
    "NUMBER": "0", "TASK": "t-1",
}  # fmt: skip
NOT_IN_A_LANGUAGE = ("/api/v1/",)


def section(chapter: str) -> str:
    """What a chapter says under "On the site"; empty where it does not."""
    found = re.search(r"^## On the site\n(.+?)^## ", chapter, re.M | re.S)
    return found[1] if found else ""


def addresses(chapter: str) -> list[str]:
    """The addresses of pages that the section names."""
    return re.findall(r"`(/[^`]*/)`", section(chapter))


def test_there_are_ten() -> None:
    assert len(CHAPTERS) == 10


@pytest.mark.parametrize("name", [path.stem for path in CHAPTERS])
def test_a_chapter_says_in_ten_lines_where_its_pages_are(name: str) -> None:
    told = section((ROOT / f"docs/{name}.md").read_text(encoding="utf-8"))
    assert 0 < len(told.strip().splitlines()) <= 10
    assert addresses((ROOT / f"docs/{name}.md").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", [path.stem for path in CHAPTERS])
def test_every_address_that_it_names_is_there(whole: World, client: Client, name: str) -> None:
    for address in addresses((ROOT / f"docs/{name}.md").read_text(encoding="utf-8")):
        if address in ("/kk/", "/ru/", "/en/"):
            continue
        path = re.sub(r"[A-Z]+", lambda found: NAMES[found[0]], address)
        if path in NOT_IN_A_LANGUAGE:
            assert resolve(path)
        else:  # the desks are closed to who has not signed in
            assert client.get(f"/en{path}").status_code in (200, 302, 403), path
