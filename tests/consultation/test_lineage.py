"""Merging and splitting: every origin is found again, and no decision can lose one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dauys.consultation.lineage import (
    Decision,
    answered_origins,
    find,
    find_in_answers,
    outcome_of,
    trace,
)
from dauys.errors import Findings, Refused
from tests.consultation.made import answer

DAY = "2027-02-{:02}T05:00:00Z"


def listed(*ids: str) -> dict[str, str]:
    return dict.fromkeys(ids, DAY.format(1))


def merge(of: str, into: str, day: int = 2) -> Decision:
    return Decision(
        "merge", DAY.format(day), tuple(of.split()), tuple(into.split()), "Secretary", "the same"
    )


def split(of: str, into: str, day: int = 2) -> Decision:
    return replace(merge(of, into, day), act="split", why="two things")


def test_a_merged_proposal_has_the_origins_of_all() -> None:
    found = trace(listed("a", "b", "c"), [merge("a b", "a"), merge("a c", "c", 3)])
    assert found.standing == {"c": ("a", "b", "c")}
    assert found.gone == {"a": ("c",), "b": ("a",)}
    assert found.roots() == ("a", "b", "c")


def test_each_part_has_the_origin_and_the_part_itself_is_none() -> None:
    found = trace(listed("a", "a.1", "a.2", "b"), [split("a", "a.1 a.2"), merge("a.1 b", "b", 3)])
    assert found.standing == {"a.2": ("a",), "b": ("a", "b")}
    assert found.heirs() == {"a": ("a.2", "b"), "b": ("b",)}


def test_parts_that_are_merged_again_are_one_origin() -> None:
    found = trace(listed("a", "a.1"), [split("a", "a a.1"), merge("a a.1", "a", 3)])
    assert found.standing == {"a": ("a",)}


@pytest.mark.parametrize(
    ("decisions", "code"),
    [
        ([merge("a x", "a")], "lineage.unknown"),
        ([split("a", "a a.9")], "lineage.unknown"),
        ([merge("a a", "a")], "lineage.twice"),
        ([split("a", "a.1 a.1")], "lineage.twice"),
        ([merge("a", "a")], "lineage.count"),
        ([merge("a b", "m n")], "lineage.count"),
        ([split("a", "a.1")], "lineage.count"),
        ([split("a b", "m n")], "lineage.count"),
        ([merge("a b", "b"), merge("b a", "a", 3)], "lineage.gone"),
        ([merge("a.1 b", "b"), split("a", "a.1 a.2", 3)], "lineage.unmade"),
        ([merge("a b", "c")], "lineage.taken"),
        ([merge("a b", "a.1")], "lineage.taken"),
        ([split("a", "a b")], "lineage.taken"),
        ([split("b", "a.1 a.2")], "lineage.taken"),
        ([split("a", "a a.1"), split("a", "a a.1", 3)], "lineage.taken"),
        ([merge("a b", "a", 3), merge("a c", "a", 2)], "lineage.order"),
        ([replace(merge("a b", "a"), at="2027-01-31T05:00:00Z")], "lineage.early"),
        ([replace(merge("a b", "a"), who="")], "lineage.words"),
        ([replace(merge("a b", "a"), why="")], "lineage.words"),
    ],
)
def test_what_can_be_no_decision_is_refused(decisions: list[Decision], code: str) -> None:
    with pytest.raises(Refused) as told:
        trace(listed("a", "a.1", "a.2", "b", "c", "m", "n"), decisions)
    assert told.value.code == code


def test_a_proposal_of_its_own_is_no_part_of_another() -> None:
    """It was received at another moment: taken for a part, it would count for nobody."""
    received = {**listed("a", "a.1"), "a.2": DAY.format(2)}
    found = Findings()
    lineage = find(received, [split("a", "a.1 a.2")], found)
    assert [each.code for each in found.found] == ["lineage.taken"]
    assert lineage.roots() == ("a", "a.2")


def test_a_refused_decision_leaves_everything_as_it_was() -> None:
    found = Findings()
    lineage = find(listed("a", "b", "c"), [merge("a x", "a"), merge("b c", "b")], found)
    assert lineage.standing == {"a": ("a",), "b": ("b", "c")}
    assert [each.code for each in found.found] == ["lineage.unknown"]


def test_an_answer_to_a_merged_proposal_answers_each_origin() -> None:
    lineage = trace(listed("a", "b", "c"), [merge("a b", "a")])
    told = answered_origins(lineage, [answer(proposal="a", outcome="rejected", carried=())])
    assert [(each.proposal, each.outcome) for each in told] == [
        ("a", "rejected"),
        ("b", "rejected"),
    ]


def test_a_split_origin_is_answered_with_its_last_part() -> None:
    lineage = trace(listed("a", "a.1", "a.2"), [split("a", "a.1 a.2")])
    first = answer(proposal="a.1", answered=DAY.format(5))
    last = answer(
        proposal="a.2",
        answered=DAY.format(9),
        outcome="rejected",
        carried=(),
        reasons={"ru": "Нет.", "kk": "Жоқ."},
    )
    assert answered_origins(lineage, [first]) == []
    (told,) = answered_origins(lineage, [last, first])
    assert (told.proposal, told.outcome, told.answered) == ("a", "accepted_in_part", DAY.format(9))
    assert told.carried == first.carried
    assert told.reasons == {"kk": "Жоқ.", "ru": "Часы изменены.\n\nНет."}


@pytest.mark.parametrize(
    ("outcomes", "whole"),
    [
        (["outside", "outside"], "outside"),
        (["accepted", "rejected"], "accepted_in_part"),
        (["accepted", "accepted_in_part"], "accepted_in_part"),
        (["already_provided", "rejected"], "already_provided"),
        (["outside", "rejected"], "rejected"),
    ],
)
def test_the_outcome_of_parts(outcomes: list[str], whole: str) -> None:
    assert outcome_of(outcomes) == whole  # type: ignore[arg-type]
    assert outcome_of(outcomes[::-1]) == whole  # type: ignore[arg-type]


def test_whom_an_answer_answers() -> None:
    lineage = trace(listed("a", "b", "c"), [merge("a b", "a")])
    found = Findings()
    given = [answer(proposal=name) for name in ("a", "b", "c", "c", "x", "y")]
    told = find_in_answers(lineage, given, found, unread={"y"})
    assert [each.proposal for each in told] == ["a", "b", "c"]
    assert [(each.code, each.accused) for each in found.found] == [
        ("lineage.gone", "proposal:b"),
        ("proposal.answered_twice", "proposal:c"),
        ("lineage.unknown", "proposal:x"),
    ]


@st.composite
def histories(draw: st.DrawFn) -> tuple[dict[str, str], list[Decision], set[str]]:
    """Received proposals and decisions that can be made, in any order."""
    origins = [f"p-{n}" for n in range(draw(st.integers(1, 8)))]
    standing, ids, decisions = list(origins), list(origins), []
    for day in range(2, 2 + draw(st.integers(0, 8))):
        if len(standing) > 1 and draw(st.booleans()):
            of = draw(st.permutations(standing))[: draw(st.integers(2, len(standing)))]
            into = [draw(st.sampled_from(of))]
            act = merge
        else:
            of = [draw(st.sampled_from(standing))]
            into = [f"{of[0]}.{day}-{n}" for n in range(draw(st.integers(2, 4)))]
            into[0] = draw(st.sampled_from([into[0], of[0]]))
            act = split
        decisions.append(act(" ".join(of), " ".join(into), day))
        standing = [each for each in standing if each not in of] + into
        ids += [each for each in into if each not in ids]
    return listed(*draw(st.permutations(ids))), decisions, set(origins)


@given(histories())
def test_no_order_of_decisions_loses_or_doubles_an_origin(
    history: tuple[dict[str, str], list[Decision], set[str]],
) -> None:
    received, decisions, origins = history
    lineage = trace(received, decisions)
    assert list(lineage.roots()) == sorted(origins)
    assert set(lineage.heirs()) == origins
    assert set(lineage.standing) | set(lineage.gone) == set(received)
    assert not set(lineage.standing) & set(lineage.gone)
    for name, found in lineage.standing.items():
        assert len(set(found)) == len(found) > 0
        assert lineage.origins(name) == found
    told = answered_origins(lineage, [answer(proposal=name) for name in lineage.standing])
    assert [each.proposal for each in told] == sorted(origins)


@given(histories(), st.data())
def test_without_an_answer_to_a_part_exactly_its_origins_wait(
    history: tuple[dict[str, str], list[Decision], set[str]], data: st.DataObject
) -> None:
    received, decisions, origins = history
    lineage = trace(received, decisions)
    missing = data.draw(st.sampled_from(sorted(lineage.standing)))
    given_answers = [answer(proposal=name) for name in lineage.standing if name != missing]
    told = {each.proposal for each in answered_origins(lineage, given_answers)}
    assert told == origins - set(lineage.standing[missing])
