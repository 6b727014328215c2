"""Stated groups held against the votes: whatever is altered is refused, with its code."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from dauys.consultation.opinion import matrix, wire
from dauys.consultation.opinion.check import GroupsComputed, check, check_computed, computed
from dauys.consultation.opinion.groups import Groups, find
from dauys.consultation.opinion.votes import Votes
from dauys.errors import DauysError, Refused
from dauys.wire import shape
from tests.consultation.opinion.made import csv_of, planted, votes_of


@pytest.fixture(scope="module")
def votes() -> Votes:
    return wire.read(csv_of(planted(60, 20, 2, cast=0.6)[0])).votes


@pytest.fixture(scope="module")
def right(votes: Votes) -> Groups:
    return find(votes, seed=5)


def code(stated: Groups, votes: Votes) -> str:
    with pytest.raises(DauysError) as told:
        check(stated, votes)
    return told.value.code


def person(groups: Groups, at: int, **changed: Any) -> Groups:
    people = list(groups.people)
    people[at] = replace(people[at], **changed)
    return replace(groups, people=tuple(people))


def test_what_is_right_passes(votes: Votes, right: Groups) -> None:
    check(right, votes)
    asked = find(votes, seed=5, asked=3)
    check(asked, votes)
    assert len(asked.groups) == 3


def test_one_person_in_another_group_is_refused(votes: Votes, right: Groups) -> None:
    """The whole of one group could be made to look larger person by person."""
    other = "B" if right.people[7].group == "A" else "A"
    for name in (other, None):
        with pytest.raises(DauysError) as told:
            check(person(right, 7, group=name), votes)
        assert told.value.code == "groups.assignment"
        assert told.value.facts["person"] == right.people[7].person


def test_a_position_may_be_off_by_two_millionths_and_no_more(votes: Votes, right: Groups) -> None:
    for axis in ("x", "y"):
        here = getattr(right.people[3], axis)
        for off in (-2, 1, 2):
            check(person(right, 3, **{axis: here + off}), votes)
        for off in (-3, 3):
            assert code(person(right, 3, **{axis: here + off}), votes) == "groups.position"


@pytest.mark.parametrize(
    "name", ["tried", "groups", "statements", "consensus_agree", "consensus_disagree", "people"]
)
def test_every_list_is_held_to_the_votes(votes: Votes, right: Groups, name: str) -> None:
    given = getattr(right, name)
    shorter = given[:-1] if given else (1,)
    assert code(replace(right, **{name: shorter}), votes) == "groups.figures"


@pytest.mark.parametrize("name", ["minimum", "cast"])
def test_every_number_is_held_to_the_votes(votes: Votes, right: Groups, name: str) -> None:
    assert code(replace(right, **{name: getattr(right, name) + 1}), votes) == "groups.figures"


def test_figures_inside_are_held_to_the_votes(votes: Votes, right: Groups) -> None:
    first = right.groups[0]
    told = replace(first.representative[0], between=first.representative[0].between + 1)
    changed = replace(first, representative=(told, *first.representative[1:]))
    assert code(replace(right, groups=(changed, *right.groups[1:])), votes) == "groups.figures"
    assert code(person(right, 0, votes=right.people[0].votes + 1), votes) == "groups.figures"


def test_groups_of_other_votes_or_another_method(votes: Votes, right: Groups) -> None:
    assert code(right, votes_of(["+-", "-+"])) == "groups.matrix"
    assert code(replace(right, method="dauys-groups-2"), votes) == "groups.method"


@pytest.mark.parametrize("changed", [{"seed": -1}, {"seed": 2**53}, {"asked": 1}, {"asked": 6}])
def test_what_no_one_may_ask_for_is_refused_not_unread(
    votes: Votes, right: Groups, changed: dict[str, int]
) -> None:
    """A record that states it is wrong: exit 1, as with any other false figure."""
    with pytest.raises(Refused) as told:
        check(replace(right, **changed), votes)
    assert told.value.code == "groups.figures"


def test_another_seed_than_that_of_the_groups(votes: Votes) -> None:
    """It changes no assignment here, but the silhouettes of what was not taken."""
    stated = find(votes, seed=5, asked=5)
    assert find(votes, seed=6, asked=5) != replace(stated, seed=6)
    assert code(replace(stated, seed=6), votes).startswith("groups.")


def test_the_event_names_its_objects(votes: Votes, right: Groups) -> None:
    event, cells, told = computed(votes, right)
    check_computed(event, cells, told)
    assert shape.read(GroupsComputed, shape.write(event)) == event
    for changed, data, code in (
        (event, (cells[:-2] + b".\n", told), "groups.matrix"),
        (event, (cells, told + b" "), "groups.matrix"),
        (replace(event, method="dauys-groups-0"), (cells, told), "groups.method"),
        (replace(event, seed=6), (cells, told), "groups.figures"),
    ):
        with pytest.raises(DauysError) as error:
            check_computed(changed, *data)
        assert error.value.code == code


def test_a_matrix_is_read_back(votes: Votes) -> None:
    again = matrix.read(votes.canonical())
    assert again.canonical() == votes.canonical()
    assert again.sha256() == votes.sha256()


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"", 1),
        (b"dauys/votes/2\n0,1\n0 +-\n", 1),
        (b"dauys/votes/1\n0,1\n0 +-", 1),
        (b"dauys/votes/1\n0;1\n0 +-\n", 2),
        (b"dauys/votes/1\n00,1\n0 +-\n", 2),
        (b"dauys/votes/1\n0,1\n0 +\n", 3),
        (b"dauys/votes/1\n0,1\n0 +-\n1 +x\n", 4),
        (b"dauys/votes/1\n0,1\n0 +-\r\n", 3),
        (b"dauys/votes/1\n1,0\n0 +-\n", 2),  # out of order: another spelling of the same votes
        (b"dauys/votes/1\n0,1\n1 +-\n0 +-\n", 4),
        (b"dauys/votes/1\n0,1\n0 +-\n0 +-\n", 4),
        (b"dauys/votes/1\n0,1\n0 +.\n", 2),  # a statement without a vote
        (b"dauys/votes/1\n0,1\n0 +-\n1 ..\n", 2),  # a person without a vote
    ],
)
def test_a_matrix_in_another_spelling_is_refused(data: bytes, line: int) -> None:
    """Two spellings would give two hashes, and two seeds' worth of draws, to the same votes."""
    with pytest.raises(DauysError) as told:
        matrix.read(data)
    assert (told.value.code, told.value.facts) == ("groups.form", {"line": line})


def test_a_matrix_without_votes() -> None:
    with pytest.raises(DauysError) as told:
        matrix.read(b"dauys/votes/1\n0\n0 .\n")
    assert told.value.code == "groups.empty"
