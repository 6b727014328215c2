"""Who changed this word: every changed word has its cause or a finding, and both ways agree."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import pytest

from dauys import sample
from dauys.consultation.adopted import adopt
from dauys.consultation.cause import Cause, Causes
from dauys.consultation.edit import Edit, read_edits
from dauys.consultation.proposal import ACCEPTED, Answer, Proposal
from dauys.consultation.resolution import Resolution
from dauys.consultation.trace import Change, Trace, find_in_trace, trace
from dauys.errors import Findings, Unreadable
from dauys.text.compare import comparison
from dauys.text.provision import Text
from dauys.text.read import read
from dauys.text.tokens import words
from tests.consultation.made import LAW, answer, places, proposal
from tests.sample.read import answers, proposals, text
from tests.sample.read import places as sample_places

AT = "2027-04-12T06:00:00Z"


def law(text: str) -> Text:
    return read(text.encode(), "ru").text


def changed(
    new: str,
    given: Sequence[Proposal] = (),
    answered: Sequence[Answer] = (),
    edits: Sequence[Edit] = (),
    resolutions: Sequence[Resolution] = (),
) -> tuple[Change, ...]:
    by_id = {each.proposal: each for each in answered}
    causes = Causes("ru", given, by_id, edits, resolutions)
    return trace(comparison(law(LAW), law(new)), causes)


def told(changes: Sequence[Change]) -> list[tuple[str, str, str, tuple[Cause, ...]]]:
    return [(each.mark, each.address, each.words, each.causes) for each in changes]


@cache
def of_sample() -> Trace:
    given = proposals(Findings())
    by_id = {each.proposal: each for each in answers(Findings())}
    found: list[Change] = []
    for language in sample.LANGUAGES:
        compared = comparison(text("draft", language), text("new", language))
        found += trace(compared, Causes(language, given, by_id))
    return Trace(tuple(found))


def test_every_changed_word_of_the_sample_has_its_cause() -> None:
    found = Findings()
    by_id = {each.proposal: each for each in answers(found)}
    find_in_trace(of_sample(), by_id, found)
    assert found.found == []
    assert len(of_sample().changes) == 43
    assert all(each.causes for each in of_sample().changes)


def test_no_changed_word_of_the_sample_is_left_out() -> None:
    """Counted without the trace: the words that only one of two versions has."""
    for language in sample.LANGUAGES:
        sides = [
            [words(f"{each.heading} {each.text}") for each in text(version, language).walk()]
            for version in ("draft", "new")
        ]
        lengths = [sum(map(len, side)) for side in sides]
        counted = {"deleted": 0, "inserted": 0}
        for each in of_sample().changes:
            if each.language == language:
                counted[each.mark] += len(words(each.words))
        assert lengths[1] - lengths[0] == counted["inserted"] - counted["deleted"]


def test_from_a_word_to_the_proposals_and_back() -> None:
    [gone, come] = [each for each in of_sample().at("art_8__para_2") if each.language == "ru"]
    assert (gone.words, come.words) == ("десять", "двадцать")
    assert come.causes == (Cause("words", "p-01"),)
    assert gone.causes == (Cause("words", "p-01"), Cause("words", "p-42"))
    assert come in of_sample().of("p-01")
    assert {each.language for each in of_sample().of("p-01")} == {"ru", "en"}


def test_each_accepted_proposal_leads_to_words_and_no_other_does() -> None:
    accepted = {each.proposal for each in answers(Findings()) if each.outcome in ACCEPTED}
    behind = {cause.proposal for each in of_sample().changes for cause in each.causes}
    assert behind == accepted


def test_in_a_text_made_of_proposals_each_word_is_that_of_its_proposal() -> None:
    """The trace of `draft`, which knows, and this one, which finds it in the texts, agree."""
    found = Findings()
    given = [each for each in proposals(found) if each.language == "kk"]
    by_id = {each.proposal: each for each in answers(found)}
    made = adopt(given, by_id, sample_places("draft", "kk"), [], found)
    assert made is not None
    compared = comparison(text("draft", "kk"), made.text)
    changes = trace(compared, Causes("kk", given, by_id))
    assert {each.address for each in changes} == {each.address for each in made.made}
    for each in changes:
        [cause] = each.causes
        assert cause.level == "words"
        assert (cause.proposal,) in {known.proposals for known in made.made}


def test_words_beside_those_proposed_are_told_apart() -> None:
    new = LAW.replace("с восьми часов", "с семи часов утра")
    found = changed(new, [proposal()], [answer()])
    assert told(found) == [
        ("deleted", "art_1__para_1", "восьми", (Cause("words", "p-1"),)),
        ("inserted", "art_1__para_1", "семи", (Cause("words", "p-1"),)),
        ("inserted", "art_1__para_1", "утра", (Cause("place", "p-1"),)),
    ]


def test_a_rejected_proposal_is_behind_no_word() -> None:
    new = LAW.replace("с восьми часов", "с семи часов")
    found = changed(new, [proposal()], [answer(outcome="rejected", carried=())])
    assert [each.causes for each in found] == [(), ()]
    collected = Findings()
    find_in_trace(Trace(found), {}, collected)
    assert [each.code for each in collected.found] == ["trace.cause"] * 2


def test_the_same_words_at_another_place_are_no_cause() -> None:
    """«с семи часов» was accepted for article 1, and stands in article 2 too."""
    new = LAW.replace("сажает садовник.", "сажает садовник с семи часов.")
    found = changed(new, [proposal()], [answer()])
    assert told(found) == [("inserted", "art_2__para_1", "с семи часов", ())]


def test_the_nearest_provision_that_carries_something_counts() -> None:
    new = LAW.replace("Вход в сад бесплатный.\nСтатья 2", "Вход в сад дешевый.\nСтатья 2")
    wide = proposal(id="p-1", kind="add", quote="", proposed="Иное.")
    near = proposal(id="p-2", kind="add", quote="", proposed="Другое.")
    given = [answer(carried=("art_1",)), answer(proposal="p-2", carried=("art_1__para_2",))]
    found = changed(new, [wide, near], given)
    assert {each.causes for each in found} == {(Cause("place", "p-2"),)}


def test_an_anchor_alone_is_no_cause_where_the_provision_stands_on() -> None:
    """The answer says that another article carries the proposal; these words are another's."""
    new = LAW.replace("каждый день", "по будням")
    found = changed(new, [proposal()], [answer(carried=("art_2",))])
    assert {each.causes for each in found} == {()}


def test_a_removed_provision_is_known_by_the_anchor_in_any_language() -> None:
    new = LAW.replace("2) открыть окна.\n", "")
    anchor = places().anchor("art_3__para_1__point_2")
    gone = proposal(kind="delete", anchor=anchor, quote="", proposed="")
    given = [answer(carried=("art_3__para_1",))]
    assert changed(new, [gone], given)[0].causes == (Cause("words", "p-1"),)
    causes = Causes("en", [gone], {"p-1": given[0]})
    found = trace(comparison(law(LAW), law(new)), causes)
    assert [each.causes for each in found] == [(Cause("place", "p-1"),)]


def test_an_editor_is_the_cause_only_where_no_proposal_is() -> None:
    new = LAW.replace("УСТАВ САДА", "УСТАВ БОЛЬШОГО САДА").replace("с восьми", "с семи")
    edits = [Edit("", "title", "A", AT, "agreed"), Edit("", "art_1", "A", AT, "agreed")]
    found = changed(new, [proposal()], [answer()], edits)
    assert [(each.address, each.causes[0].level) for each in found] == [
        ("title", "editor"),
        ("art_1__para_1", "words"),
        ("art_1__para_1", "words"),
    ]


def test_the_editors_words_in_a_collision_are_those_of_its_proposals() -> None:
    new = LAW.replace("с восьми часов", "с рассвета")
    resolution = Resolution(("p-1",), (), "с рассвета", "A", AT, "agreed")
    found = changed(new, [proposal()], [answer()], (), [resolution])
    assert found[-1].causes == (Cause("words", "p-1", "A"),)


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (f"art_1,art_1,A,{AT},x\n", "edit.form"),
        (f",,A,{AT},x\n", "edit.form"),
        (f",art_9,A,{AT},x\n", "anchor.address"),
        (f"art_9,,A,{AT},x\n", "anchor.address"),
        (f",art_1,,{AT},x\n", "table.cell"),
        (f",art_1,A,{AT},\n", "table.cell"),
        (",art_1,A,12.04.2027,x\n", "table.cell"),
        (f",art_1,A,{AT},x\n" * 2, "edit.twice"),
    ],
)
def test_an_edit_that_does_not_hold_is_told(row: str, code: str) -> None:
    found = Findings()
    known = {each.address for each in law(LAW).walk()}
    read_edits(("old,new,who,at,why\n" + row).encode(), known, known, found, accused="file:e.csv")
    assert [each.code for each in found.found] == [code]


def test_a_file_of_edits_in_another_encoding_is_told_with_its_line() -> None:
    data = f"old,new,who,at,why\n,art_1,А. Омарова,{AT},да\n".encode("cp1251")
    with pytest.raises(Unreadable, match=r"table\.encoding.*line=2"):
        read_edits(data, {"art_1"}, {"art_1"}, Findings())
