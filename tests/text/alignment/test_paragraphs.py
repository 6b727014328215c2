"""What became of each paragraph: kept, reworded, moved, split, merged, new, dropped."""

from __future__ import annotations

from dauys.text.compare import Comparison, comparison
from dauys.text.provision import Text
from tests.text.alignment.laws import addresses, law

RIVER = "Берега реки открыты для каждого жителя. Строить на берегу запрещено."
SCHOOL = "Каждый ребёнок учится в школе бесплатно. Школу содержит город за счёт налогов."
TREES = "Деревья в парке охраняются. Вырубка деревьев допускается по решению лесничего."
BUDGET = "Бюджет утверждают в декабре. Отчёт об исполнении бюджета публикуют в марте."
HEAD = "Глава города назначает заместителей. Глава отвечает за пожарную службу."


def inside(found: Comparison, row: int) -> list[tuple[tuple[str, ...], tuple[str, ...], str]]:
    return [
        (addresses(p.old), addresses(p.new), p.relation) for p in found.paragraphs(found.rows[row])
    ]


def of(old: list[str], new: list[str]) -> Comparison:
    return comparison(law(old), law(new))


def lines(*words: str) -> str:
    return "\n".join(f"{n}. {each}" for n, each in enumerate(words, 1))


def test_what_stays_is_reworded_is_new_or_dropped_stands_in_the_order_of_the_new_text() -> None:
    found = of(
        [lines(RIVER, SCHOOL, TREES), BUDGET],
        [lines(RIVER, SCHOOL.replace("бесплатно", "за плату"), HEAD), BUDGET],
    )
    assert inside(found, 0) == [
        (("art_1__para_1",), ("art_1__para_1",), "same"),
        (("art_1__para_2",), ("art_1__para_2",), "reworded"),
        (("art_1__para_3",), (), "dropped"),
        ((), ("art_1__para_3",), "new"),
    ]


def test_a_paragraph_out_of_order_is_moved() -> None:
    found = of([lines(RIVER, SCHOOL, TREES), BUDGET], [lines(TREES, RIVER, SCHOOL), BUDGET])
    moved = [row for row in inside(found, 0) if row[2] == "moved"]
    assert moved == [(("art_1__para_3",), ("art_1__para_1",), "moved")]


def test_one_paragraph_in_two_and_two_in_one() -> None:
    whole, first, second = SCHOOL, *SCHOOL.split(". ", 1)
    found = of([lines(RIVER, whole, TREES)], [lines(RIVER, f"{first}.", second, TREES + " Да.")])
    split = (("art_1__para_2",), ("art_1__para_2", "art_1__para_3"), "split")
    assert split in inside(found, 0)
    back = comparison(found.new, found.old)
    assert (split[1], split[0], "merged") in inside(back, 0)


def test_words_that_are_only_cut_otherwise_are_split_and_not_reworded() -> None:
    """The article has the same words; its one passage became two."""
    found = of([SCHOOL, RIVER], [SCHOOL.replace(". ", ".\n"), RIVER])
    assert found.rows[0].relation == "same"
    (row,) = found.paragraphs(found.rows[0])
    assert (row.relation, row.similarity, row.reworded) == ("split", 1, False)


def test_a_paragraph_that_went_to_another_article_stands_beside_its_counterpart_there() -> None:
    found = of(
        [lines(RIVER, SCHOOL, HEAD, TREES), lines(BUDGET, RIVER.replace("реки", "озера"))],
        [lines(RIVER, SCHOOL, HEAD), lines(BUDGET, RIVER.replace("реки", "озера"), TREES)],
    )
    assert (("art_1__para_4",), ("art_2__para_3",), "moved") in [
        each for row in range(len(found.rows)) for each in inside(found, row)
    ]


def test_a_paragraph_of_another_article_is_told_from_those_of_the_row() -> None:
    """Article 1 is split; what else stands in article 2 came from the old article 2."""
    river = RIVER.replace("реки", "озера")
    found = of(
        [lines(RIVER, SCHOOL, HEAD, TREES), lines(BUDGET, river)],
        [lines(RIVER, SCHOOL, HEAD), lines(BUDGET, river, TREES)],
    )
    split = next(row for row in found.rows if row.relation == "split")
    away = [(addresses(p.old), addresses(p.new)) for p in found.paragraphs(split) if p.away]
    assert away == [((f"art_2__para_{n}",), (f"art_2__para_{n}",)) for n in (1, 2)]


def test_notes_stand_in_no_row() -> None:
    noted = Text("ru", "", law([SCHOOL, f"{RIVER}\nСноска. Изменена в 2020 году."]).provisions)
    found = comparison(noted, law([SCHOOL, RIVER]))
    assert {row.relation for row in found.rows} == {"same"}
    assert all("note" not in a for row in range(2) for each in inside(found, row) for a in each[0])


ACTS = [
    *("избирает главу", "утверждает устав", "слышит отчёт", "хранит печать", "чинит мост"),
    *("судит споры", "сажает деревья", "красит забор"),
]
OTHERS = [f"Глава города {act} летом." for act in ACTS]


def everywhere(opening: str, closing: str = "") -> list[str]:
    """Articles that all open, or close, with the same words; and others."""
    made = [f"{opening}\n1. {act} весной.\n2. {act} зимой.\n{closing}".strip() for act in ACTS]
    return [*made, *OTHERS]


def test_a_passage_of_words_that_stand_everywhere_is_still_the_same() -> None:
    """No word of it tells one article from another; it is found where it went."""
    found = of(everywhere("Собрание города решает."), everywhere("", "Собрание города решает."))
    told = [inside(found, row) for row in range(len(ACTS))]
    assert all(relation in ("same", "moved") for row in told for _, _, relation in row)


def test_paragraphs_left_over_between_the_same_neighbours_stand_side_by_side() -> None:
    """No word tells them from others, and the place says the rest: a lawyer lays them together."""
    found = of(everywhere("Собрание города решает."), everywhere("Собрание посёлка судит."))
    firsts = [inside(found, row)[0] for row in range(len(ACTS))]
    assert [relation for _, _, relation in firsts] == ["reworded"] * len(ACTS)


def test_paragraphs_with_nothing_in_common_are_not_laid_side_by_side() -> None:
    old, new = "Мосты чинит мэрия за счёт казны.", "Гимн поют стоя."
    found = of([lines(RIVER, old, SCHOOL), TREES], [lines(RIVER, new, SCHOOL), TREES])
    assert [each[2] for each in inside(found, 0)] == ["same", "dropped", "new", "same"]
