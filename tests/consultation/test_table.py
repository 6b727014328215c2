"""The secretary's files: what they bind, and what is wrong with a row."""

from __future__ import annotations

import pytest

from dauys.consultation import table
from dauys.consultation.proposal import Speaker
from dauys.errors import Findings, Unreadable
from tests.consultation.made import ANSWERS, HEADER, ROW, places, proposal


def faults(text: str, header: str = HEADER) -> list[str]:
    found = Findings()
    table.read_proposals((header + text).encode(), {"ru": places()}, found)
    return [finding.code for finding in found.found]


def test_a_row_becomes_an_anchored_proposal() -> None:
    found = Findings()
    read = table.read_proposals((HEADER + ROW).encode(), {"ru": places()}, found)
    assert (read, found.found) == ([proposal()], [])


def test_quoted_words_stand_in_for_an_address() -> None:
    found = Findings()
    row = ROW.replace("art_1__para_1", "")
    read = table.read_proposals((HEADER + row).encode(), {"ru": places()}, found)
    assert read[0].anchor == places().anchor("art_1__para_1")


def test_a_given_hash_must_be_ours() -> None:
    """It was made over words that no longer stand in this text."""
    right = places().hash_at("art_1__para_1")
    assert faults(ROW.replace(",,\n", f",,{right}\n")) == []
    assert faults(ROW.replace(",,\n", f",,{'0' * 64}\n")) == ["anchor.hash"]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("p-1", "Р 1", "table.cell"),
        ("2027-02-03T05:00:00Z", "2027-02-30T05:00:00Z", "table.cell"),
        ("2027-02-03T05:00:00Z", "3 февраля", "table.cell"),
        ("amend", "annul", "table.cell"),
        ("site", "rumour", "table.cell"),
        ("citizen", "stranger", "proposal.group"),
        ("north", "На севере", "table.cell"),
        ("art_1__para_1", "art_77", "anchor.address"),
        ("с восьми часов", "с полудня", "anchor.quote"),
        ("art_1__para_1,с восьми часов", ",Вход в сад бесплатный", "anchor.ambiguous"),
        ("art_1__para_1,с восьми часов", ",", "anchor.nowhere"),
        (",ru,", ",kk,", "anchor.language"),
        (",ru,", ",,", "table.cell"),
    ],
)
def test_a_wrong_cell_has_its_code(old: str, new: str, code: str) -> None:
    assert faults(ROW.replace(old, new)) == [code]


def test_a_wrong_row_does_not_hide_the_next() -> None:
    found = Findings()
    text = HEADER + ROW.replace("amend", "annul") + ROW.replace("p-1", "p-2")
    read = table.read_proposals(text.encode(), {"ru": places()}, found)
    assert [each.id for each in read] == ["p-2"]
    assert [finding.accused for finding in found.found] == [""]


def test_the_groups_are_for_the_commission_to_name() -> None:
    found = Findings()
    text = (HEADER + ROW.replace("citizen", "gardener")).encode()
    table.read_proposals(text, {"ru": places()}, found, groups=("gardener",))
    assert found.found == []


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "table.empty"),
        (b"id,received\n", "table.column"),
        ((HEADER + ROW).encode("cp1251"), "table.encoding"),
    ],
)
def test_what_is_no_such_table_is_unreadable(data: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as told:
        table.read_proposals(data, {"ru": places()}, Findings())
    assert told.value.code == code


def test_answers_and_their_reasons_by_language() -> None:
    found = Findings()
    text = ANSWERS.strip() + ",reasons_kk\np-1,2027-02-10T05:00:00Z,accepted,art_1 art_2,Да,\n"
    (answer,) = table.read_answers(text.encode(), found)
    assert (answer.carried, answer.reasons) == (("art_1", "art_2"), {"ru": "Да"})


@pytest.mark.parametrize(
    "row", ["p-1,2027-02-10T05:00:00Z,perhaps,,Да\n", "p-1,tomorrow,rejected,,Нет\n"]
)
def test_a_wrong_cell_of_an_answer_is_found(row: str) -> None:
    found = Findings()
    assert table.read_answers((ANSWERS + row).encode(), found) == []
    assert [finding.code for finding in found.found] == ["table.cell"]


def test_a_hearing_names_only_known_groups() -> None:
    found = Findings()
    header = "id,opens,closes,region,attended,groups,place_ru,agenda_ru,minutes_ru\n"
    row = "h-1,2027-03-13T05:00:00Z,2027-03-13T09:00:00Z,north,12,citizen {},Зал,Часы,Говорили\n"
    text = header + row.format("youth") + row.format("stranger")
    (hearing,) = table.read_hearings(text.encode(), found)
    assert hearing.groups == ("citizen", "youth")
    assert [(finding.code, finding.accused) for finding in found.found] == [
        ("proposal.group", "hearing:h-1")
    ]


@pytest.mark.parametrize(
    ("speakers", "code"),
    [
        ("citizen: Д. Мұратова ; youth:М. Орлов", ""),
        ("citizen: Д. Мұратова;", "table.cell"),
        ("citizen Д. Мұратова", "table.cell"),
        ("youth:", "table.cell"),
        ("stranger: М. Орлов", "proposal.group"),
    ],
)
def test_who_spoke_for_which_group(speakers: str, code: str) -> None:
    found = Findings()
    header = "id,opens,closes,region,attended,groups,speakers,place_ru,agenda_ru,minutes_ru\n"
    row = "h-1,2027-03-13T05:00:00Z,2027-03-13T09:00:00Z,north,12,citizen youth,{},Зал,Часы,Речи\n"
    read = table.read_hearings((header + row.format(speakers)).encode(), found)
    assert [finding.code for finding in found.found] == ([code] if code else [])
    if not code:
        told = (Speaker("citizen", "Д. Мұратова"), Speaker("youth", "М. Орлов"))
        assert [each.speakers for each in read] == [told]


def test_for_the_figures_an_id_stands_once() -> None:
    """Twice the same proposal would count twice."""
    found = Findings()
    read = table.read_received((HEADER + ROW + ROW).encode(), found)
    assert read == [proposal().head()]
    assert [finding.code for finding in found.found] == ["proposal.twice"]
