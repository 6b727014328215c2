"""The numbers that Word works out itself stand in the text as on paper."""

from __future__ import annotations

import pytest

from dauys.text.formats.docx_read import read_docx
from tests.text.office import document, form, level, num, p

LAW = form(
    1,
    level(0, "Статья %1."),
    level(1, "%2."),
    level(2, "%3)"),
    level(3, "%4)", "russianLower"),
)


def lines(numbering: str, *items: tuple[int, int] | None) -> list[str]:
    """The printed labels of paragraphs in these lists and levels, each an article of its own."""
    words = [p("x", numbered=item) for item in items]
    data = document(p("Статья 900"), *words, numbering=numbering)
    article = read_docx(data).text.find("art_900")
    return [each.text.removesuffix("x").strip() for each in article.children]


def test_a_law_numbered_by_word_alone_is_read_to_its_tree() -> None:
    data = document(
        p("Река", numbered=(1, 0)),
        p("Река чиста.", numbered=(1, 1)),
        p("Нельзя:", numbered=(1, 1)),
        p("сорить;", numbered=(1, 2)),
        p("шуметь:", numbered=(1, 2)),
        p("ночью;", numbered=(1, 3)),
        p("утром.", numbered=(1, 3)),
        p("Берег", numbered=(1, 0)),
        p("Берег открыт.", numbered=(1, 1)),
        numbering=LAW + num(1, 1),
    )
    law = read_docx(data).text
    told = {each.address: each.heading or each.text for each in law.walk()}
    assert told == {
        "art_1": "Река",
        "art_1__para_1": "Река чиста.",
        "art_1__para_2": "Нельзя:",
        "art_1__para_2__point_1": "сорить;",
        "art_1__para_2__point_2": "шуметь:",
        "art_1__para_2__point_2__sub_a": "ночью;",
        "art_1__para_2__point_2__sub_b": "утром.",
        "art_2": "Берег",
        "art_2__para_1": "Берег открыт.",
    }


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("upperRoman", "§%1", ["§I", "§II", "§III", "§IV"]),
        ("lowerRoman", "§%1", ["§i", "§ii", "§iii", "§iv"]),
        ("russianUpper", "§%1", ["§А", "§Б", "§В", "§Г"]),
        ("lowerLetter", "§%1", ["§a", "§b", "§c", "§d"]),
        ("upperLetter", "§%1", ["§A", "§B", "§C", "§D"]),
        ("decimalZero", "§%1", ["§01", "§02", "§03", "§04"]),
        ("bullet", "-", ["", "", "", ""]),
        ("none", "", ["", "", "", ""]),
    ],
)
def test_every_way_of_counting(kind: str, text: str, expected: list[str]) -> None:
    numbering = form(1, level(0, text, kind)) + num(1, 1)
    assert lines(numbering, *[(1, 0)] * 4) == expected


def test_russian_letters_leave_out_those_that_number_nothing() -> None:
    """ECMA-376: after «и» comes «к»; after the last letter each is doubled."""
    numbering = form(1, level(0, "§%1", "russianLower")) + num(1, 1)
    letters = "".join(label[1:] for label in lines(numbering, *[(1, 0)] * 29))
    assert letters == "абвгдежзиклмнопрстуфхцчшщыэюя"
    assert lines(numbering, *[(1, 0)] * 31)[29:] == ["§аа", "§бб"]


def test_an_unknown_way_of_counting_is_told() -> None:
    numbering = form(1, level(0, "§%1", "hebrew1")) + num(1, 1)
    reading = read_docx(document(p("Статья 1"), p("x", numbered=(1, 0)), numbering=numbering))
    assert ("text.numbering", {"form": "hebrew1"}) in [
        (each.code, each.facts) for each in reading.findings.found
    ]


def test_a_deeper_level_begins_anew_under_the_next_above() -> None:
    numbering = form(1, level(0, "§%1"), level(1, "§%1.%2")) + num(1, 1)
    found = lines(numbering, (1, 0), (1, 1), (1, 1), (1, 0), (1, 1))
    assert found == ["§1", "§1.1", "§1.2", "§2", "§2.1"]


def test_a_level_may_go_on_through_the_whole_text() -> None:
    """Articles in chapters: lvlRestart 0."""
    on = '<w:lvlRestart w:val="0"/>'
    numbering = form(1, level(0, "§%1"), level(1, "№%2", more=on)) + num(1, 1)
    assert lines(numbering, (1, 0), (1, 1), (1, 0), (1, 1)) == ["§1", "№1", "§2", "№2"]


def test_two_lists_of_one_form_count_together_unless_one_begins_anew() -> None:
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    numbering = form(1, level(0, "§%1")) + num(1, 1) + num(2, 1) + num(3, 1, again)
    found = lines(numbering, (1, 0), (2, 0), (3, 0), (3, 0))
    assert found == ["§1", "§2", "§1", "§2"]


def test_a_list_may_override_the_form_of_a_level() -> None:
    other = f'<w:lvlOverride w:ilvl="0">{level(0, "№%1", "upperRoman")}</w:lvlOverride>'
    numbering = form(1, level(0, "§%1")) + num(1, 1) + num(2, 1, other)
    assert lines(numbering, (1, 0), (2, 0)) == ["§1", "№II"]


def test_legal_numbering_prints_every_level_in_digits() -> None:
    legal = form(1, level(0, "§%1", "upperRoman"), level(1, "§%1.%2", more="<w:isLgl/>"))
    assert lines(legal + num(1, 1), (1, 0), (1, 1)) == ["§I", "§1.1"]


def test_a_level_above_that_has_not_come_yet_stands_at_its_start() -> None:
    numbering = form(1, level(0, "§%1"), level(1, "§%1.%2")) + num(1, 1)
    assert lines(numbering, (1, 1), (1, 1)) == ["§1.1", "§1.2"]


def test_no_list_and_a_missing_list_print_nothing() -> None:
    numbering = form(1, level(0, "§%1")) + num(1, 1)
    assert lines(numbering, (0, 0), (7, 0), (1, 5), (1, 0)) == ["", "", "", "§1"]


def test_a_style_may_bring_its_list() -> None:
    numbering = form(1, level(0, "%1.")) + num(1, 1)
    none = '<w:numPr><w:numId w:val="0"/></w:numPr>'
    law = read_docx(
        document(
            p("Статья 1"),
            p("Раз.", "Step"),
            p("Без номера.", "Step", none),
            p("Два.", "Step"),
            numbering=numbering,
        )
    ).text
    told = [(each.number, each.text) for each in law.walk() if each.text]
    assert told == [("1", "Раз."), ("", "Без номера."), ("2", "Два.")]
