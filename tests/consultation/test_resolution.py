"""What an editor decides about collisions, and what stays undecided."""

from __future__ import annotations

import pytest

from dauys.consultation.adopted import adopt
from dauys.consultation.draft import Draft
from dauys.consultation.proposal import Kind, Outcome, Proposal
from dauys.consultation.resolution import read_resolutions
from dauys.errors import Findings, Unreadable
from tests.consultation.made import answer, places, proposal

HEADER = "proposals,wins,words,who,at,why\n"
AT = "2027-04-12T06:00:00Z"
HOURS = "art_1__para_1"


def one(name: str, kind: Kind, address: str, quote: str, proposed: str) -> Proposal:
    anchor = places().anchor(address)
    return proposal(id=name, kind=kind, anchor=anchor, quote=quote, proposed=proposed)


GIVEN = (
    one("p-1", "amend", HOURS, "с восьми часов", "с семи часов"),
    one("p-2", "amend", HOURS, "с восьми часов", "с девяти часов"),
    one("p-3", "add", "art_2", "", "Деревья поливают утром."),
    one("p-4", "add", "art_2", "", "Деревья поливают вечером."),
    one("p-5", "delete", "art_3", "", ""),
    one("p-6", "add", "art_3__para_1__point_2", "", "Ночью."),
    one("p-7", "amend", "art_1__para_2", "бесплатный", "дешевый"),
)
PARTLY = ("p-7",)


def adopted(rows: str, *names: str) -> tuple[Draft | None, list[str]]:
    found = Findings()
    outcomes: dict[str, Outcome] = dict.fromkeys(names, "accepted")
    outcomes |= {name: "accepted_in_part" for name in names if name in PARTLY}
    answers = {name: answer(proposal=name, outcome=outcomes[name]) for name in names}
    resolutions = read_resolutions((HEADER + rows).encode(), found, accused="file:r.csv")
    made = adopt(GIVEN, answers, places(), resolutions, found)
    return made, [each.code for each in found.found]


def test_collisions_wait_for_an_editor() -> None:
    made, codes = adopted("", "p-1", "p-2", "p-3", "p-4", "p-5", "p-6")
    assert made is None
    assert codes == ["amendment.collision"] * 3


def test_one_wins() -> None:
    made, codes = adopted(f"p-1 p-2,p-2,,A. Omarova,{AT},later\n", "p-1", "p-2")
    assert made is not None
    assert codes == []
    assert made.text.find(HOURS).text == "Сад открыт каждый день с девяти часов."
    assert [(each.proposals, each.editor) for each in made.made] == [(("p-2",), "A. Omarova")]


def test_the_editors_own_words_stand_for_both() -> None:
    made, codes = adopted(f"p-1 p-2,,с семи или девяти часов,A,{AT},both\n", "p-1", "p-2")
    assert made is not None
    assert codes == []
    assert made.text.find(HOURS).text == "Сад открыт каждый день с семи или девяти часов."
    assert made.made[0].proposals == ("p-1", "p-2")


@pytest.mark.parametrize("wins", ["p-3 p-4", "p-4 p-3"])
def test_both_stand_in_the_order_of_the_editor(wins: str) -> None:
    made, _ = adopted(f"p-3 p-4,{wins},,A,{AT},both\n", "p-3", "p-4")
    assert made is not None
    added = {each.proposals[0]: each.address for each in made.made}
    assert [added[name] for name in wins.split()] == ["art_2__para_3", "art_2__para_4"]


def test_what_was_accepted_in_part_changes_nothing_without_words() -> None:
    made, codes = adopted("", "p-7")
    assert made is not None
    assert made.text == places().text
    assert codes == ["amendment.part"]
    made, codes = adopted(f"p-7,,недорогой,A,{AT},agreed\n", "p-7")
    assert made is not None
    assert made.text.find("art_1__para_2").text == "Вход в сад недорогой."
    assert codes == []


@pytest.mark.parametrize(
    ("rows", "codes"),
    [
        ("p-1 p-2,p-1 p-2,,A,{at},both\n", ["amendment.collision"]),
        ("p-1 p-2,,,A,{at},none\n", ["resolution.form", "amendment.collision"]),
        ("p-1 p-2,p-1,слова,A,{at},two\n", ["resolution.form", "amendment.collision"]),
        ("p-1,p-2,,A,{at},stranger\n", ["resolution.form", "amendment.collision"]),
        ("p-1 p-1,p-1,,A,{at},twice\n", ["table.cell", "amendment.collision"]),
        ("p-1 p-2,p-1,,,{at},nobody\n", ["table.cell", "amendment.collision"]),
        ("p-1 p-2,p-1,,A,yesterday,when\n", ["table.cell", "amendment.collision"]),
        ("p-1 p-2,p-1,,A,{at},x\np-2 p-1,p-2,,A,{at},y\n", ["resolution.twice"]),
        ("p-1 p-2 p-9,p-1,,A,{at},x\n", ["resolution.unknown"]),
    ],
)
def test_a_resolution_that_does_not_hold_is_told(rows: str, codes: list[str]) -> None:
    _, found = adopted(rows.format(at=AT), "p-1", "p-2")
    assert found == codes


def test_words_cannot_stand_at_two_places() -> None:
    _, codes = adopted(f"p-5 p-6,,слова,A,{AT},x\n", "p-5", "p-6")
    assert codes == ["resolution.words"]


def test_accepted_support_has_no_words_for_the_text() -> None:
    found = Findings()
    given = proposal(kind="support", quote="", proposed="")
    made = adopt([given], {"p-1": answer()}, places(), [], found)
    assert made is not None
    assert made.made == ()
    assert [each.code for each in found.found] == ["amendment.wordless"]


def test_a_file_in_another_encoding_is_told_with_its_line() -> None:
    data = (HEADER + f"p-1,,слова,A,{AT},x\n").encode("cp1251")
    with pytest.raises(Unreadable, match=r"table\.encoding.*line=2"):
        read_resolutions(data, Findings())
