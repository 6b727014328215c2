"""Decisions of a person about anchors: read strictly, none lost, none that contradicts another."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dauys.consultation.anchor import Places
from dauys.consultation.decided import (
    AnchorDecided,
    check_decided,
    decided,
)
from dauys.consultation.decision import Decision, read_decisions, settle
from dauys.consultation.fate import Fate, Fates
from dauys.consultation.wire import DecisionWords
from dauys.errors import Findings, Refused, Unreadable
from dauys.text.compare import comparison
from dauys.wire import shape
from dauys.wire.hashes import sha256_hex
from tests.consultation.made import LAW, places

HEADER = "proposal,decision,address,who,at,why\n"
AT = "2027-04-02T06:00:00Z"
NEW = LAW.replace("с восьми часов", "с девяти часов").replace("2) открыть окна.\n", "")


def following() -> tuple[dict[str, Fate], dict[str, Places]]:
    """Three anchors: one carried, one orphaned, one kept."""
    old, new = places(), places(NEW, "draft-2")
    fates = Fates(old, new, comparison(old.text, new.text))
    at = {"p-1": "art_1__para_1", "p-2": "art_3__para_1__point_2", "p-3": "art_2__para_1"}
    return {each: fates.of(old.anchor(at[each])) for each in at}, {"ru": new}


def settled(rows: str) -> tuple[dict[str, Fate], list[str]]:
    found = Findings()
    fates, new = following()
    given = read_decisions((HEADER + rows).encode(), found, accused="file:d.csv")
    made = settle(fates, given, new, found)
    return made, [each.code for each in found.found]


def test_a_person_confirms_re_anchors_and_orphans() -> None:
    fates, codes = settled(
        f"p-1,confirmed,art_1__para_1,A. Omarova,{AT},the same rule\n"
        f"p-2,reanchored,art_3__para_1,A. Omarova,{AT},the rest of the list\n"
        f"p-3,orphaned,,A. Omarova,{AT},another sense now\n"
    )
    assert codes == []
    states = {each: (fates[each].state, fates[each].after) for each in fates}
    new = places(NEW, "draft-2")
    assert states == {
        "p-1": ("carried", new.anchor("art_1__para_1")),
        "p-2": ("carried", new.anchor("art_3__para_1")),
        "p-3": ("orphaned", None),
    }


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ("p-9,orphaned,,A,{at},gone\n", "anchor.undecided"),
        ("p-1,orphaned,art_1,A,{at},gone\n", "anchor.decision"),
        ("p-1,confirmed,,A,{at},same\n", "anchor.decision"),
        ("p-1,confirmed,art_2,A,{at},same\n", "anchor.unconfirmed"),
        ("p-2,confirmed,art_3__para_1,A,{at},same\n", "anchor.unconfirmed"),
        ("p-3,confirmed,art_2__para_1,A,{at},same\n", "anchor.unconfirmed"),
        ("p-1,reanchored,art_9,A,{at},there\n", "anchor.address"),
        ("p-1,orphaned,,A,{at},gone\n" * 2, "anchor.decided_twice"),
        (
            "p-1,orphaned,,A,{at},gone\np-1,confirmed,art_1__para_1,A,{at},same\n",
            "anchor.contradiction",
        ),
        ("p-1,orphaned,,,{at},gone\n", "table.cell"),
        ("p-1,orphaned,,A,{at},\n", "table.cell"),
        ("p-1,orphaned,,A,2027-02-30T06:00:00Z,gone\n", "table.cell"),
        ("p-1,moved,art_1,A,{at},gone\n", "table.cell"),
    ],
)
def test_a_decision_that_does_not_hold_is_told_and_changes_nothing(rows: str, code: str) -> None:
    fates, codes = settled(rows.format(at=AT))
    assert codes == [code]
    kept = {"anchor.decided_twice", "anchor.contradiction"}  # the first of the two holds
    assert (fates == following()[0]) == (code not in kept)


def test_a_file_in_another_encoding_is_told_with_its_line() -> None:
    data = (HEADER + f"p-1,orphaned,,А. Омарова,{AT},нет\n").encode("cp1251")
    with pytest.raises(Unreadable, match=r"table\.encoding.*line=2"):
        read_decisions(data, Findings())


def decision() -> Decision:
    return Decision("p-1", "confirmed", "art_1__para_1", "A. Omarova", AT, "the same rule")


def event() -> tuple[AnchorDecided, bytes]:
    return decided(decision(), following()[0]["p-1"], "draft-2", b"x" * 32)


def test_the_event_names_no_person_and_its_object_does() -> None:
    made, data = event()
    assert b"Omarova" not in shape.write(made)
    assert shape.read(DecisionWords, data).who == "A. Omarova"
    assert made.words.sha256 == sha256_hex(data)
    assert shape.read(AnchorDecided, shape.write(made)) == made
    check_decided(made, places(), places(NEW, "draft-2"))


def test_an_event_of_an_orphan_has_no_place() -> None:
    fates, _ = settled(f"p-1,orphaned,,A,{AT},gone\n")
    verdict = replace(decision(), decision="orphaned", address="")
    made, _ = decided(verdict, fates["p-1"], "draft-2", b"x" * 32)
    assert b"after" not in shape.write(made)
    check_decided(made, places(), places(NEW, "draft-2"))


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"after": None}, "anchor.place"),
        ({"decision": "orphaned"}, "anchor.place"),
        ({"version": "draft-3"}, "anchor.place"),
        ({"before": places(NEW, "draft-2").anchor("art_1__para_1")}, "anchor.place"),
        ({"after": places().anchor("art_1__para_1")}, "anchor.place"),
        ({"before": places(NEW).anchor("art_1__para_1")}, "anchor.hash"),
        ({"after": places(LAW, "draft-2").anchor("art_1__para_1")}, "anchor.hash"),
    ],
)
def test_an_event_whose_anchors_do_not_hold_is_refused(
    change: dict[str, object], code: str
) -> None:
    made, _ = event()
    with pytest.raises(Refused) as refused:
        check_decided(replace(made, **change), places(), places(NEW, "draft-2"))  # type: ignore[arg-type]
    assert refused.value.code == code


def test_a_salt_of_another_length_is_refused() -> None:
    with pytest.raises(Refused, match=r"proposal\.salt"):
        decided(decision(), following()[0]["p-1"], "draft-2", b"x" * 8)
