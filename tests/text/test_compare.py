"""What became of each article: the relations of DESIGN section 6, found in texts made for it."""

from __future__ import annotations

import random
from collections.abc import Iterable
from fractions import Fraction

import pytest

from dauys.errors import Refused
from dauys.text import compare as compare_module
from dauys.text.alignment.groups import heaviest_chain
from dauys.text.compare import Row, compare
from dauys.text.languages import GRAMMARS
from dauys.text.provision import Provision, Text
from dauys.text.read import read
from tests.text.laws import KAZAKH, RUSSIAN, random_law

ARTICLES = {
    "river": "Берега реки открыты для каждого жителя. Строить на берегу запрещено.",
    "school": "Каждый ребёнок учится в школе бесплатно. Школу содержит город за счёт налогов.",
    "council": "Собрание избирают на четыре года. Депутат получает мандат после подсчёта голосов.",
    "head": "Глава города назначает заместителей. Глава отвечает за пожарную службу.",
    "budget": "Бюджет утверждают в декабре. Отчёт об исполнении бюджета публикуют в марте.",
    "trees": "Деревья в парке охраняются. Вырубка деревьев допускается по решению лесничего.",
}


def law(articles: Iterable[str], *, chapter_at: int = 0) -> Text:
    lines = ["УСТАВ", "Глава 1. Начала"]
    for n, words in enumerate(articles, 1):
        if n == chapter_at:
            lines.append("Глава 2. Прочее")
        lines += [f"Статья {n}.", *words.split("\n")]
    return read("\n".join(lines).encode()).text


def told(rows: Iterable[Row]) -> list[tuple[str, str, str]]:
    return [
        (" ".join(u.number for u in row.old), " ".join(u.number for u in row.new), row.relation)
        for row in rows
    ]


def mirrored(rows: Iterable[Row]) -> set[tuple[object, ...]]:
    names = {"new": "dropped", "dropped": "new", "split": "merged", "merged": "split"}
    return {
        (
            tuple(unit.address for unit in row.new),
            tuple(unit.address for unit in row.old),
            names.get(row.relation, row.relation),
            row.similarity,
            (row.moved, row.reworded, row.renumbered),
        )
        for row in rows
    }


def plain(rows: Iterable[Row]) -> set[tuple[object, ...]]:
    return {
        (
            tuple(unit.address for unit in row.old),
            tuple(unit.address for unit in row.new),
            row.relation,
            row.similarity,
            (row.moved, row.reworded, row.renumbered),
        )
        for row in rows
    }


def test_a_text_with_itself_gives_only_same() -> None:
    rows = compare(law(ARTICLES.values()), law(ARTICLES.values()))
    assert {row.relation for row in rows} == {"same"}
    assert {row.similarity for row in rows} == {Fraction(1)}
    assert not any(row.moved or row.reworded or row.renumbered for row in rows)
    assert [row.component for row in rows] == list(range(1, len(rows) + 1))


def test_look_alike_and_empty_articles_of_one_text_go_with_themselves() -> None:
    text = law(["Порядок определяет закон."] * 3 + ["", ""] + ["Порядок определяет закон."])
    assert {row.relation for row in compare(text, text)} == {"same"}


def test_an_inserted_article_renumbers_and_moves_nothing() -> None:
    words = list(ARTICLES.values())
    rows = compare(law(words), law([words[0], "Гимн поют стоя на площади в праздник.", *words[1:]]))
    assert told(rows)[:3] == [("1", "1", "same"), ("", "2", "new"), ("2", "3", "same")]
    assert [row.renumbered for row in rows[:3]] == [False, False, True]
    assert not any(row.moved for row in rows)


def test_an_article_without_a_partner_is_dropped() -> None:
    words = list(ARTICLES.values())
    rows = compare(law(words), law(words[:2] + words[3:]))
    assert ("3", "", "dropped") in told(rows)
    assert next(row for row in rows if row.relation == "dropped").similarity == 0


def test_an_article_out_of_order_is_moved() -> None:
    words = list(ARTICLES.values())
    rows = compare(law(words), law([*words[1:], words[0]]))
    assert [each for each in told(rows) if each[2] != "same"] == [("1", "6", "moved")]


def test_an_article_in_another_chapter_is_moved() -> None:
    words = list(ARTICLES.values())
    rows = compare(law(words, chapter_at=4), law(words, chapter_at=3))
    assert [each for each in told(rows) if each[2] != "same"] == [("3", "3", "moved")]


def test_a_law_that_gets_chapters_or_loses_them_moves_no_article() -> None:
    """None of its articles was in another chapter before."""
    words = list(ARTICLES.values())
    flat = "\n".join(["УСТАВ", *(f"Статья {n}.\n{each}" for n, each in enumerate(words, 1))])
    plain_law = read(flat.encode()).text
    assert {row.relation for row in compare(law(words, chapter_at=4), plain_law)} == {"same"}
    shuffled = law([*words[1:], words[0]], chapter_at=4)
    moved = [each for each in told(compare(plain_law, shuffled)) if each[2] != "same"]
    assert moved == [("1", "6", "moved")]


def test_other_words_are_reworded_and_inflection_lowers_no_likeness() -> None:
    words = dict(ARTICLES, river="Берег рек открыт для каждого жителя. Строить на берегах нельзя.")
    (row, *rest) = compare(law(ARTICLES.values()), law(words.values()))
    assert (row.relation, row.reworded) == ("reworded", True)
    assert 60 <= row.hundredths() < 100
    assert {each.relation for each in rest} == {"same"}


def test_a_split_is_one_row_with_both_parts() -> None:
    old = dict(ARTICLES, school=f"1. {ARTICLES['school']}\n2. {ARTICLES['trees']}")
    del old["trees"]
    rows = compare(law(old.values()), law(ARTICLES.values()))
    assert ("2", "2 6", "split") in told(rows)
    assert told(compare(law(ARTICLES.values()), law(old.values())))[1] == ("2 6", "2", "merged")


def test_a_many_to_many_group_shares_a_component() -> None:
    """One article goes in two, one of which takes in another article whole."""
    first, second, third = ARTICLES["river"], ARTICLES["school"], ARTICLES["trees"]
    rest = [ARTICLES["budget"], ARTICLES["council"]]
    old = law([f"1. {first}\n2. {second}", third, *rest])
    new = law([first, f"1. {second}\n2. {third}", *rest])
    rows = compare(old, new)
    assert told(rows)[:2] == [("1", "1 2", "split"), ("1 2", "2", "merged")]
    assert rows[0].component == rows[1].component != rows[2].component


@pytest.mark.parametrize("seed", range(25))
def test_swapping_old_and_new_mirrors_the_table(seed: int) -> None:
    """Articles shuffled, some dropped, some reworded by borrowing from others."""
    chance = random.Random(seed)
    words = [f"{a} {b}" for a in ARTICLES.values() for b in chance.sample(PHRASES, 2)]
    old = law(words[:9], chapter_at=4)
    changed = chance.sample(words, 9)
    changed = [w.replace("город", "посёлок") if chance.random() < 0.3 else w for w in changed]
    new = law(changed, chapter_at=6)
    assert mirrored(compare(old, new)) == plain(compare(new, old))


PHRASES = [
    "Жалобы рассматривают за десять дней.",
    "Мост чинят весной.",
    "Рынок открыт по субботам.",
    "Музей хранит летопись города.",
]


@pytest.mark.parametrize("language", GRAMMARS)
@pytest.mark.parametrize("seed", range(10))
def test_every_unit_of_both_texts_stands_in_a_row(language: str, seed: int) -> None:
    old, new = random_law(language, seed).text, random_law(language, seed + 100).text
    rows = compare(old, new)
    assert {u.address for row in rows for u in row.old} == {u.address for u in old.units()}
    assert {u.address for row in rows for u in row.new} == {u.address for u in new.units()}
    assert rows == compare(old, new)


@pytest.mark.parametrize("seed", range(10))
def test_a_permuted_copy_is_same_or_moved_and_never_reworded(seed: int) -> None:
    words = [f"{a} {b}" for a in ARTICLES.values() for b in PHRASES]
    shuffled = random.Random(seed).sample(words, len(words))
    rows = compare(law(words), law(shuffled))
    assert {row.relation for row in rows} <= {"same", "moved"}
    assert not any(row.reworded for row in rows)


def test_two_articles_that_say_nearly_the_same_become_one() -> None:
    """Neither is left over, though only one of them can be the likest."""
    said = "Мандат депутата, лишённого доверия избирателей округа, передаётся следующему кандидату"
    old = law([f"{said} списка.", *ARTICLES.values(), f"{said} партии."])
    new = law([f"{said} списка или партии.", *ARTICLES.values()])
    assert ("1 8", "1", "merged") in told(compare(old, new))


def test_a_formula_that_stands_twice_ties_no_second_article() -> None:
    """A new article opens with the words of one that is kept: it is new all the same."""
    said = "Каждый ребёнок учится в школе бесплатно до восемнадцати лет."
    old = [f"1. {said}\n2. {ARTICLES['school']}", *ARTICLES.values()]
    copied = f"1. {said} Студент получает стипендию.\n2. Общежитие содержит университет сам."
    assert ("", "8", "new") in told(compare(law(old), law([*old, copied])))


def test_two_articles_alone_between_the_same_neighbours_go_together_on_few_words() -> None:
    words = list(ARTICLES.values())
    first = "Совет молодёжи советует главе при составлении плана и бюджета развития."
    second = "Молодые жители обсуждают план развития; главу они не связывают."
    rows = compare(law([*words[:3], first, *words[3:]]), law([*words[:3], second, *words[3:]]))
    assert ("4", "4", "reworded") in told(rows)
    rows = compare(law([*words[:3], first, *words[3:]]), law([*words, second]))
    assert ("4", "", "dropped") in told(rows)


def test_two_languages_are_not_compared() -> None:
    with pytest.raises(Refused) as caught:
        compare(read(RUSSIAN.encode()).text, read(KAZAKH.encode()).text)
    assert caught.value.code == "text.language"


def test_more_articles_than_any_law_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compare_module, "MAX_UNITS", 2)
    with pytest.raises(Refused) as caught:
        compare(law(ARTICLES.values()), law(ARTICLES.values()))
    assert (caught.value.code, caught.value.facts) == ("text.units", {"limit": 2})


def test_hundredths_round_half_up_and_reach_100_only_for_equal_words() -> None:
    def row(similarity: Fraction, reworded: bool) -> Row:
        unit = (Provision("art_1", "article", "1", "", ""),)
        return Row(unit, unit, "reworded", similarity, False, reworded, False, 1)

    assert row(Fraction(5, 1000), True).hundredths() == 1
    assert row(Fraction(4, 1000), True).hundredths() == 0
    assert row(Fraction(1), True).hundredths() == 99
    assert row(Fraction(1), False).hundredths() == 100


def test_the_heaviest_chain_never_falls() -> None:
    ties = [(0, 2), (1, 0), (1, 1), (2, 1), (3, 3)]
    assert sorted(heaviest_chain(ties, [1] * 5)) == [(1, 0), (1, 1), (2, 1), (3, 3)]
    assert sorted(heaviest_chain(ties, [9, 1, 1, 1, 1])) == [(0, 2), (3, 3)]
    assert heaviest_chain([], []) == []
