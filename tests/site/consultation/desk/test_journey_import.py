"""Ten thousand proposals come in by a file, looked through line by line, in a browser.

In Russian at a desk, as such work is done: the report names the faulty lines, the rest is taken
in, the public finds the first and the last, and the time that a person waits is held to a bound.
Kazakh and English on a phone walk the same way with a file that has nothing but faults.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from dauys.record.opening import ReferendumOpened
from dauys.site.people.models import Person
from tests.site.browser import OpenPage, Width
from tests.site.consultation.desk.test_imports import LATER, file_of, row
from tests.site.walking import Walker

pytestmark = pytest.mark.django_db(transaction=True)
LINES = 10_000
BEARABLE = 120  # seconds from the file to the record, on a machine that others use too
FAULTY = {17: "art_99", 4_000: "art_98", 9_998: "art_97"}  # by line


@pytest.fixture(autouse=True)
def _late(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sample lies in the year 2027."""
    monkeypatch.setattr("dauys.site.record.actions.now", lambda: LATER)


def letters(place: Path, lines: int, faulty: dict[int, str]) -> Path:
    """A file of so many letters; the header is its first line."""
    rows = [
        row(f"l-{line}", address=faulty.get(line, f"art_{line % 20 + 1}"), proposed=f"Wish {line}.")
        for line in range(2, lines + 2)
    ]
    place.write_bytes(file_of(*rows))
    return place


def bring(walker: Walker, place: Path) -> None:
    """From the front page to the report of a file."""
    walker.go("")
    walker.section("Desk")
    walker.follow("Import", within="main .cards")
    walker.field("File of proposals (CSV or XLSX)").set_input_files(place)
    walker.press("Look it through")
    walker.until("With a fault")


def test_ten_thousand_come_in_and_the_faulty_lines_are_named(
    drafted: ReferendumOpened,
    open_page: OpenPage,
    session_of: Callable[[Person], str],
    staff: dict[str, Person],
    tmp_path: Path,
) -> None:
    page = open_page("desktop", session=session_of(staff["aigul"]))
    page.set_default_timeout(BEARABLE * 1000)
    walker = Walker(page, "ru")
    place = letters(tmp_path / "letters.csv", LINES, FAULTY)
    began = time.monotonic()
    bring(walker, place)
    report = page.locator("main section, main div", has=page.locator("#faults")).last
    for line, address in FAULTY.items():
        expect(report.get_by_role("row", name=str(line))).to_contain_text(address)
    walker.tick("Take in the lines that are in order, and leave out the others")
    walker.press("Take them into the record")
    expect(page.locator("main .tag").first).to_have_text(
        walker.told("Taken in"), timeout=BEARABLE * 1000
    )
    waited = time.monotonic() - began
    expect(page.locator("main dl dd").nth(3)).to_have_text("9\u00a0997")
    for wanted in ("l-2", f"l-{LINES + 1}"):
        walker.go("")
        walker.proposal(wanted)
        walker.sees(f"Wish {wanted[2:]}.")
    assert waited < BEARABLE, f"{waited:.0f} seconds"


@pytest.mark.parametrize(("language", "width"), [("kk", "phone"), ("en", "phone")])
def test_a_file_with_nothing_but_faults_is_not_taken_in(
    drafted: ReferendumOpened,
    open_page: OpenPage,
    session_of: Callable[[Person], str],
    staff: dict[str, Person],
    tmp_path: Path,
    language: str,
    width: Width,
) -> None:
    walker = Walker(open_page(width, session=session_of(staff["aigul"])), language)
    bring(walker, letters(tmp_path / "letters.csv", 3, dict.fromkeys((2, 3, 4), "art_99")))
    expect(walker.page.locator("main tbody tr")).to_have_count(3)
    assert not walker.seen("button", "Take them into the record").count()
    walker.press("Throw the file away")
    walker.reads("There are none.")
