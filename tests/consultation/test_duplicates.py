"""Near-duplicates: planted ones are found, others left alone, whatever the order of the rows."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import pytest

from dauys.cli.main import main
from dauys.consultation import export
from dauys.consultation.anchor import Places
from dauys.consultation.duplicates import Group, find
from dauys.consultation.proposal import Proposal
from dauys.text.read import read
from tests.consultation.generated import Made, generate
from tests.consultation.made import LAW, places, proposal
from tests.shared import shared

KAZAKH = """БАҚ ЖАРҒЫСЫ
1-бап.
1. Бақ күн сайын таңғы сегізден бастап ашық болады.
2. Баққа кіру тегін.
"""


def russian(number: int, proposed: str, reasons: str = "") -> Proposal:
    return proposal(id=f"p-{number}", quote="", proposed=proposed, reasons=reasons)


def ids(groups: list[Group]) -> list[tuple[str, ...]]:
    return [group.proposals for group in groups]


OTHERS = [
    russian(11, "Поставить скамейки у пруда", "Пожилым людям негде отдохнуть"),
    russian(12, "Запретить выгул собак без поводка", "Дети боятся крупных животных"),
    russian(13, "Открыть библиотеку под деревьями", "Летом читать приятнее на воздухе"),
    russian(14, "Посадить яблони вдоль забора", "Урожай раздать детским домам"),
]


def test_inflection_and_order_are_forgiven() -> None:
    """Russian: other cases, another order, a word replaced."""
    first = russian(1, "Установить питьевые фонтанчики возле ворот", "Летом посетителям жарко")
    again = russian(2, "возле ворот — установка питьевого фонтанчика", "Посетители летом страдают")
    (group,) = find([*OTHERS, first, again], {"ru": places()})
    assert group.proposals == ("p-1", "p-2")
    (pair,) = group.pairs
    assert (pair.first, pair.second, pair.same_place) == ("p-1", "p-2", True)
    assert 550 <= pair.likeness < 1000


def test_kazakh_endings_are_forgiven() -> None:
    there = Places("garden", "draft-1", read(KAZAKH.encode(), "kk").text)

    def kazakh(number: int, proposed: str) -> Proposal:
        return proposal(
            id=f"p-{number}", anchor=there.anchor("art_1__para_1"), language="kk", quote="",
            proposed=proposed, reasons="",
        )  # fmt: skip

    made = [
        kazakh(1, "Қақпаның жанына ауыз су бұрқақтарын орнату керек"),
        kazakh(2, "Ауыз судың бұрқағын қақпа жанында орнатуды сұраймыз"),
        kazakh(3, "Иттерді бауға байламай серуендетуге тыйым салу"),
        kazakh(4, "Қоршаудың бойына алма ағаштарын отырғызу"),
    ]
    assert ids(find(made, {"kk": there})) == [("p-1", "p-2")]


def test_the_words_of_the_provision_bring_nobody_together() -> None:
    """Both repeat the provision, as every amendment does; what they want is not the same."""
    made = [
        russian(1, "Сад открыт каждый день с восьми часов, кроме праздников"),
        russian(2, "Сад открыт каждый день с восьми часов, зимой по желанию школ"),
        *OTHERS,
    ]
    assert find(made, {"ru": places()}) == []


def test_who_is_for_is_not_grouped_with_who_is_against() -> None:
    words = "Вход без билета привлекает туристов из соседней области"
    made = [
        proposal(id="p-1", kind="support", quote="", proposed="", reasons=words),
        proposal(id="p-2", kind="delete", quote="", proposed="", reasons=words),
        proposal(id="p-3", kind="support", quote="", proposed="", reasons=words),
    ]
    assert ids(find([*made, *OTHERS], {"ru": places()})) == [("p-1", "p-3")]


def test_one_letter_sent_by_thousands_is_one_group() -> None:
    """Each signs with another name, and the words of the letter are those of nearly everybody."""
    letter = "Просим сохранить тополя на аллее и не строить здесь парковку для автобусов."
    made = [russian(n, letter, f"Подписал Фамилия{n}, дом {n}.") for n in range(100, 2100)]
    (group,) = find([*made, *OTHERS], {"ru": places()})
    assert len(group.proposals) == len(made)


def test_nothing_is_like_nothing() -> None:
    empty = [proposal(id=f"p-{n}", kind="delete", proposed="", reasons="") for n in range(3)]
    assert find(empty, {"ru": places()}) == []
    assert find([], {}) == []


@pytest.fixture(scope="module")
def planted() -> tuple[Made, Places]:
    """1,500 proposals on the constitution of 1995, a fifth of them duplicates."""
    text = read(shared("texts/kz/1995.rus.txt").read_bytes(), "ru").text
    there = Places("kz", "1995", text)
    return generate(there, 1500, seed=7), there


def test_planted_duplicates_are_found(planted: tuple[Made, Places]) -> None:
    """Recall and precision, both at least 95 in 100; the chapter has the figures of 10,000."""
    made, there = planted
    groups = find(made.proposals, {"ru": there})
    of = {each.id: made.originals.get(each.id, each.id) for each in made.proposals}
    suggested = [pair for group in groups for pair in group.pairs]
    right = sum(of[pair.first] == of[pair.second] for pair in suggested)
    beside = {
        name for group in groups for name in group.proposals
        if any(of[name] == of[other] for other in group.proposals if other != name)
    }  # fmt: skip
    recall = sum(name in beside for name in made.originals), len(made.originals)
    assert recall[0] * 100 >= 95 * recall[1], recall
    assert right * 100 >= 95 * len(suggested), (right, len(suggested))
    assert len(made.originals) > 200


def test_the_order_of_the_rows_says_nothing(planted: tuple[Made, Places]) -> None:
    made, there = planted
    shuffled = list(made.proposals)
    Random(1).shuffle(shuffled)
    assert find(shuffled, {"ru": there}) == find(made.proposals, {"ru": there})


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = russian(1, "Установить питьевые фонтанчики возле ворот", "Летом посетителям жарко")
    again = russian(2, "возле ворот установить фонтанчик питьевой", "Посетителям летом жарко")
    (tmp_path / "law.txt").write_text(LAW, encoding="utf-8")
    file = tmp_path / "proposals.csv"
    file.write_bytes(export.table_of([first, again, *OTHERS]))
    options = [str(file), "--text", str(tmp_path / "law.txt")]
    assert main(["consult", "duplicates", *options, "--json"]) == 0
    (group,) = json.loads(capsys.readouterr().out)["groups"]
    assert group["proposals"] == ["p-1", "p-2"]
    assert group["pairs"][0]["likeness"] > 900
    assert main(["consult", "duplicates", *options, "--lang", "ru"]) == 0
    out = capsys.readouterr().out
    assert "групп сходных предложений: 1, предложений в них: 2" in out
    assert "об одном положении" in out
    file.write_bytes(export.table_of([first, first]))
    assert main(["consult", "duplicates", *options]) == 1
    assert "proposal.twice" in capsys.readouterr().err
