"""A lawyer's decisions: they hold, say whose they are, and are refused where they make no sense."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from dauys.cli import main
from dauys.errors import DauysError
from dauys.text.alignment.decisions import Decision, read_decisions, write_decisions
from dauys.text.compare import ENGINE, Comparison, comparison, decisions_of
from dauys.text.formats import load
from dauys.text.read import read
from tests.shared import shared
from tests.text.alignment.laws import addresses, law, rewritten, some_articles, table

WORDS = some_articles(3, 10)
OLD, NEW = law(WORDS), law(rewritten(WORDS, 3))
HEADER = "old,new,decision,who,why\n"


def decided(*rows: str) -> Comparison:
    data = HEADER + "".join(f"{row},A. Omarova,read both\n" for row in rows)
    return comparison(OLD, NEW, read_decisions(data.encode(), "file:alignment.csv"))


def pairs(found: Comparison) -> set[tuple[str, str]]:
    return {
        (old, new)
        for row in found.rows
        for old in [unit.number for unit in row.old] or [""]
        for new in [unit.number for unit in row.new] or [""]
    }


FOUND = comparison(OLD, NEW)
PAIR = next((row.old[0].number, row.new[0].number) for row in FOUND.rows if row.old and row.new)
OTHER = next(
    (a.number, b.number)
    for a in OLD.articles()
    for b in NEW.articles()
    if (a.number, b.number) not in pairs(FOUND)
)


def test_a_pair_that_the_engine_does_not_see_is_laid_side_by_side() -> None:
    found = decided(",".join(OTHER) + ",pair")
    assert OTHER in pairs(found)
    told = [row for row in found.rows if row.decisions]
    assert {(d.who, d.why) for row in told for d in row.decisions} == {("A. Omarova", "read both")}
    assert all(OTHER[0] in [unit.number for unit in row.old] for row in told)
    assert all(OTHER[1] in [unit.number for unit in row.new] for row in told)


def test_a_pair_that_is_not_one_is_not_shown_and_the_rows_say_who_decided() -> None:
    found = decided(",".join(PAIR) + ",not")
    assert PAIR not in pairs(found)
    told = [row for row in found.rows if row.decisions]
    assert {unit.number for row in told for unit in row.old} >= {PAIR[0]}
    assert {unit.number for row in told for unit in row.new} >= {PAIR[1]}


def test_dropped_and_new_hold_though_the_words_are_the_same() -> None:
    found = decided(f"{PAIR[0]},,dropped", f",{PAIR[1]},new")
    assert (PAIR[0], "") in pairs(found)
    assert ("", PAIR[1]) in pairs(found)


def test_paragraphs_are_decided_by_their_addresses() -> None:
    row = next(row for row in FOUND.rows if row.relation == "same")
    old, new = row.old[0].children[0].address, row.new[0].children[0].address
    found = decided(f"{old},{new},not")
    fixed = next(each for each in found.rows if each.old == row.old)
    assert (old,) in [addresses(p.old) for p in found.paragraphs(fixed) if p.relation == "dropped"]
    found = decided(f"{old},,dropped")
    (only,) = [p for p in found.paragraphs(fixed) if p.decisions]
    assert (addresses(only.old), only.relation) == ((old,), "dropped")
    last = row.new[0].children[-1].address
    found = decided(f"{old},{last},pair")
    told = [p for p in found.paragraphs(fixed) if p.decisions]
    assert told
    assert all(old in addresses(p.old) and last in addresses(p.new) for p in told)


def test_a_paragraph_goes_where_a_person_says_though_it_has_a_counterpart_at_home() -> None:
    """Both rows show the pair, and whose it is."""
    text = law(["Река чиста и полна.", "Мост чинят весной."])
    first, second = (article.children[0].address for article in text.articles())
    found = comparison(text, text, [Decision(first, second, "pair", "A. Omarova", "read both")])
    for row in found.rows:
        (told,) = [p for p in found.paragraphs(row) if p.decisions]
        assert first in addresses(told.old)
        assert second in addresses(told.new)
        assert told.away


def test_the_unedited_file_changes_no_row() -> None:
    told = write_decisions(decisions_of(FOUND))
    again = comparison(OLD, NEW, read_decisions(told))
    assert table(again) == table(FOUND)
    assert write_decisions(decisions_of(again)) == told
    assert {d.who for row in again.rows for d in row.decisions} == {ENGINE}


@pytest.mark.parametrize(
    ("old", "new"), [("kz/1995.rus.txt", "kz/2026.rus.txt"), ("cl/1980", "cl/2005")]
)
def test_the_unedited_file_of_two_real_texts_changes_no_row(old: str, new: str) -> None:
    """Chile numbers transitional provisions by words; the file names them so."""
    texts = load(shared(f"texts/{old}")), load(shared(f"texts/{new}"))
    found = comparison(*texts)
    again = comparison(*texts, read_decisions(write_decisions(decisions_of(found))))
    assert table(again) == table(found)


def test_a_decision_outlives_the_next_run_in_its_own_words() -> None:
    found = decided(",".join(PAIR) + ",not", ",".join(OTHER) + ",pair")
    again = comparison(OLD, NEW, read_decisions(write_decisions(decisions_of(found))))
    assert table(again) == table(found)
    mine = {(d.old, d.new, d.decision) for d in again.decisions if d.who == "A. Omarova"}
    assert mine == {(*PAIR, "not"), (*OTHER, "pair")}


WRONG = [
    # rows; the code; the line that is wrong
    (["99,1,pair,A,b"], "alignment.unknown", 2),
    (["1,99,not,A,b"], "alignment.unknown", 2),
    (["art_1__para_77,art_1__para_1,pair,A,b"], "alignment.unknown", 2),
    (["chp_1,chp_1,pair,A,b"], "alignment.unknown", 2),  # a chapter stands in no row
    (["1,1,pair,A,b", "1,1,pair,C,d"], "alignment.twice", 3),
    (["1,1,pair,A,b", "art_1,1,pair,C,d"], "alignment.twice", 3),
    (["1,1,pair,A,b", "1,1,not,C,d"], "alignment.contradiction", 3),
    (["1,1,pair,A,b", "2,2,pair,A,b", "1,,dropped,C,d"], "alignment.contradiction", 4),
    ([",1,new,A,b", "1,1,pair,C,d"], "alignment.contradiction", 3),
    (["1,,pair,A,b"], "alignment.sides", 2),
    (["1,1,dropped,A,b"], "alignment.sides", 2),
    (["1,1,new,A,b"], "alignment.sides", 2),
    ([",,not,A,b"], "alignment.sides", 2),
    (["1,art_1__para_1,pair,A,b"], "alignment.level", 2),
    (["1,1,pair,,b"], "table.cell", 2),
    (["1,1,pair,A,"], "table.cell", 2),
    (["1,1,same,A,b"], "table.cell", 2),
    (["1,1,pair,A"], "table.row", 2),
    (['1,1,pair,"A,b'], "table.row", 2),
]


@pytest.mark.parametrize(("rows", "code", "line"), WRONG)
def test_what_makes_no_sense_is_refused_with_its_line(
    rows: list[str], code: str, line: int
) -> None:
    data = (HEADER + "\n".join(rows) + "\n").encode()
    with pytest.raises(DauysError) as caught:
        comparison(OLD, NEW, read_decisions(data, "file:alignment.csv"))
    assert (caught.value.code, caught.value.facts["line"]) == (code, line)
    assert caught.value.accused == "file:alignment.csv"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "table.empty"),
        (b"old,new,decision\n1,1,pair\n", "table.column"),
        ("old,new,decision,who,why\n1,1,pair,А,б\n".encode("cp1251"), "table.encoding"),
        (b"old,new,old,decision,who,why\n", "table.column"),
    ],
)
def test_what_is_no_such_table_is_unreadable(data: bytes, code: str) -> None:
    with pytest.raises(DauysError) as caught:
        read_decisions(data)
    assert caught.value.code == code


def test_a_number_that_names_two_places_needs_the_address() -> None:
    """An article and a transitional provision of the same number."""
    text = load(shared("texts/cl/1980"))
    other = [Decision("PRIMERA", "1", "not", "A", "b")]
    assert comparison(text, text, other).rows
    twice = law(["Река чиста.", "Мост чинят."])
    first, second = twice.provisions[-1].children[:2]
    same = replace(second, number=first.number)
    chapter = replace(twice.provisions[-1], children=(first, same))
    text = replace(twice, provisions=(*twice.provisions[:-1], chapter))
    with pytest.raises(DauysError) as caught:
        comparison(text, text, [Decision(first.number, first.number, "pair", "A", "b", 5)])
    assert (caught.value.code, caught.value.facts["line"]) == ("alignment.ambiguous", 5)
    named = {d.old for d in decisions_of(comparison(text, text))}
    assert named == {first.address, second.address}


def test_what_stands_in_no_row_cannot_be_decided_and_the_preamble_can() -> None:
    """A decision that does nothing would be shown as one that was followed."""
    text = read("УСТАВ\nМы, жители.\nСтатья 1\n1.\nа) Река.\nб) Сад.\n".encode()).text
    paragraph = text.articles()[0].children[0]
    assert (paragraph.address, paragraph.text) == ("art_1__para_1", "")
    with pytest.raises(DauysError) as caught:
        comparison(text, text, [Decision(paragraph.address, paragraph.address, "not", "A", "b", 2)])
    assert caught.value.code == "alignment.unknown"
    first = "preamble__para_1"
    assert comparison(text, text, [Decision(first, first, "not", "A", "b")]).decisions


def test_the_command_writes_a_file_and_compare_takes_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, words in (("old", WORDS), ("new", rewritten(WORDS, 3))):
        lines = ["УСТАВ"]
        for n, each in enumerate(words, 1):
            lines += [f"Статья {n}.", each]
        (tmp_path / f"{name}.txt").write_text("\n".join(lines), encoding="utf-8")
    texts, file = [str(tmp_path / "old.txt"), str(tmp_path / "new.txt")], tmp_path / "alignment.csv"
    assert main.main(["text", "align", *texts, "-o", str(file)]) == 0
    assert main.main(["text", "align", *texts, "-o", str(file)]) == 2  # nothing is overwritten
    assert "file.exists" in capsys.readouterr().err
    main.main(["text", "compare", *texts, "--lang", "en"])
    plain = capsys.readouterr().out
    main.main(["text", "compare", *texts, "--lang", "en", "--alignment", str(file)])
    assert capsys.readouterr().out == plain
    edited = file.read_text(encoding="utf-8").replace(
        f"{PAIR[0]},{PAIR[1]},pair,dauys", f"{PAIR[0]},{PAIR[1]},not,A. Omarova"
    )
    file.write_text(edited, encoding="utf-8")
    main.main(["text", "compare", *texts, "--lang", "en", "--alignment", str(file)])
    told = capsys.readouterr().out
    assert told != plain
    assert "A. Omarova" in told.split("Decided by a person:")[1]
