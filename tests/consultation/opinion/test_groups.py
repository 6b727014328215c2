"""The whole method on conversations of every shape, the strange ones included."""

from __future__ import annotations

import dataclasses

import pytest

from dauys.consultation.opinion import wire
from dauys.consultation.opinion.groups import Groups, find
from dauys.errors import DauysError
from dauys.wire import shape
from tests.consultation.opinion.made import agreement, csv_of, planted, rows_of, votes_of

APART = ["+++++----", "++++0----", "-----++++", "----0++++"]


def found(table: list[str]) -> Groups:
    return find(votes_of(table))


def names(groups: Groups) -> list[str | None]:
    return [person.group for person in groups.people]


@pytest.mark.parametrize(("count", "cast"), [(2, 0.3), (3, 0.3), (4, 0.4)])
def test_planted_groups_are_found(count: int, cast: float) -> None:
    """The right number of them, and nearly everybody in the right one."""
    rows, of = planted(400, 100, count, seed=count, cast=cast)
    groups = find(wire.read(csv_of(rows)).votes)
    assert len(groups.groups) == count
    assert agreement(names(groups), of) > 0.95


def test_another_seed_finds_the_same_groups_and_says_so() -> None:
    votes = wire.read(csv_of(planted(200, 60, 3)[0])).votes
    one, two = find(votes, seed=1), find(votes, seed=2**53 - 1)
    assert two.seed == 2**53 - 1
    assert (two.people, two.groups, two.statements) == (one.people, one.groups, one.statements)


def test_two_sides() -> None:
    groups = found(APART)
    assert names(groups) == ["A", "A", "B", "B"]
    assert [each.people for each in groups.groups] == [2, 2]
    assert groups.minimum == 7


def test_people_with_few_votes_stand_somewhere_but_make_no_group() -> None:
    """Six of nine statements are too few, seven are enough."""
    groups = found([*APART, "++++++...", "+++++++..", "+........"])
    assert names(groups)[4:] == [None, "A", None] or names(groups)[4:] == [None, "B", None]
    assert groups.people[4].votes == 6
    assert groups.people[4].x != 0
    counted = groups.statements[0]
    assert counted.agree == 5
    assert sum(each.agree for each in counted.groups) == 3


def test_with_fewer_than_seven_statements_all_must_be_voted_on() -> None:
    groups = found(["+++", "++.", "---", "+++", "---"])
    assert groups.minimum == 3
    assert names(groups)[1] is None
    assert len(set(names(groups))) == 3


def test_nobody_with_enough_votes_makes_no_group() -> None:
    groups = found(["++......", "..--....", "....++--"])
    assert groups.groups == groups.tried == ()
    assert names(groups) == [None] * 3
    assert groups.statements[0].groups == ()


def test_one_person() -> None:
    groups = found(["+-0+-0+"])
    assert names(groups) == ["A"]
    assert (groups.people[0].x, groups.people[0].y) == (0, 0)
    assert groups.groups[0].representative == ()
    assert groups.tried == ()


def test_one_statement() -> None:
    groups = found(["+", "+", "-", "0"])
    assert {person.y for person in groups.people} == {0}
    assert names(groups)[0] == names(groups)[1] == "A"
    assert len(groups.groups) in (2, 3)


def test_identical_people_are_never_parted() -> None:
    """Twelve people of two kinds: four groups might be asked for, two is all that there can be."""
    table = ["+++++++", "-------"] * 6
    groups = found(table)
    assert names(groups) == ["A", "B"] * 6
    assert [each.groups for each in groups.tried] == [2]
    assert find(votes_of(table), asked=4).groups == groups.groups


@pytest.mark.parametrize("table", [["+++++++"] * 5, ["0000000"] * 5, ["+-0+-0+"] * 5])
def test_everyone_alike_is_one_group(table: list[str]) -> None:
    """All agree, all pass, or all vote the same mixture: nobody stands apart."""
    groups = found(table)
    assert names(groups) == ["A"] * 5
    assert {(person.x, person.y) for person in groups.people} == {(0, 0)}
    assert groups.groups[0].representative == ()


def test_all_agree_is_consensus_and_all_pass_is_none() -> None:
    assert found(["+++++++"] * 5).consensus_agree == (0, 1, 2, 3, 4)
    passed = found(["0000000"] * 5)
    assert passed.consensus_agree == passed.consensus_disagree == ()


def test_halves_that_share_no_statement() -> None:
    """Nothing can be said across; within each half people who disagree are not put together."""
    left = ["+++++++.......", "-------......."] * 4
    right = [".......+++++++", ".......-------"] * 3
    groups = find(votes_of(left + right), asked=4)
    assert names(groups) == ["A", "B"] * 4 + ["C", "D"] * 3


def test_a_statement_on_which_a_group_did_not_vote() -> None:
    """Its probability is one half: it neither makes nor breaks a consensus of the others."""
    groups = found(["+++++++.", "+++++++.", "-------+", "-------+"])
    told = groups.statements[7]
    assert [each.agree for each in told.groups] == [0, 2]
    assert told.shared_agree == 375_000  # 1/2 x 3/4


def test_ids_are_told_not_places() -> None:
    rows = [(at, 100 + 5 * s, 70 - who, vote) for at, s, who, vote in rows_of(APART)]
    groups = find(wire.read(csv_of(rows)).votes)
    assert [person.person for person in groups.people] == [67, 68, 69, 70]
    assert [told.statement for told in groups.statements] == list(range(100, 145, 5))


def test_the_result_is_canonical_json_that_reads_back() -> None:
    groups = found(APART)
    data = shape.write(groups)
    assert shape.read(Groups, data) == groups
    assert shape.write(dataclasses.replace(groups, asked=2)).endswith(b'"asked":2}')


def test_a_seed_or_number_of_groups_out_of_range() -> None:
    votes = votes_of(APART)
    for seed in (-1, 2**53):
        with pytest.raises(DauysError) as told:
            find(votes, seed=seed)
        assert told.value.code == "groups.seed"
    for asked in (1, 6):
        with pytest.raises(DauysError) as told:
            find(votes, asked=asked)
        assert told.value.code == "groups.asked"
