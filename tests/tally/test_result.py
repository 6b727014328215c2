"""The counts: what the decryptions open, within the weight of the ballots."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from dauys import group as groups
from dauys.errors import Refused
from dauys.question.election import Question
from dauys.tally.result import check_result, compute_result, logarithm_vartime
from dauys.tally.wire import Result
from dauys.wire import canonical, shape
from tests.ballots.world import GROUPS, ONE, TWO, Count, count, make_world

either = pytest.mark.parametrize("name", GROUPS)


@cache
def counted(name: str = "Ed25519", questions: tuple[Question, ...] = TWO) -> Count:
    world = make_world(name, questions)
    choices = [[[1, 0], [1, 1, 0]], [[0, 1], [0, 0, 0]], [[1, 0], [0, 1, 0]]]
    ballots = [world.ballot(who, c[: len(questions)]) for who, c in enumerate(choices)]
    return count(world, ballots)


def check(made: Count, data: bytes, weight: int | None = None) -> Result:
    total = made.sized.total_weight if weight is None else weight
    world, partials = made.world, made.partials
    return check_result(
        world.sealed, world.trustees, made.tally, partials, total, data, "box:north"
    )


def refusal(made: Count, value: Any, weight: int | None = None) -> str:
    data = value if isinstance(value, bytes) else canonical.write({"result": value})
    with pytest.raises(Refused) as caught:
        check(made, data, weight)
    assert caught.value.accused == "box:north"
    return caught.value.code


@either
def test_the_result_is_what_was_voted_by_weight(name: str) -> None:
    made = counted(name)
    assert made.result.result == ((4, 1), (1, 4, 0))
    assert made.documents.result == b'{"result":[[4,1],[1,4,0]]}'
    assert check(made, made.documents.result) == made.result


@either
@pytest.mark.parametrize("number", [0, 1, 2])
def test_small_boxes_are_counted(name: str, number: int) -> None:
    world = make_world(name)
    made = count(world, [world.ballot(who, [[1, 0]]) for who in range(number)])
    assert made.result.result == ((number, 0),)
    assert made.documents.result is not None
    check(made, made.documents.result)


def test_a_large_weight_makes_a_count_that_is_written_as_a_string() -> None:
    """Above 2^30 - 1, as Belenios writes it; the discrete logarithm is not needed to check."""
    made = counted("Ed25519", ONE)
    huge = Result(((3_000_000_000, 5), (7, 0)))
    assert shape.write(huge) == b'{"result":[["3000000000",5],[7,0]]}'
    assert refusal(made, [["3000000000", 5]]) == "result.weight"
    assert refusal(made, [[3000000000, 5]]) == "json.shape"


@either
@pytest.mark.parametrize("row", [[5, 0], [3, 2], [2, 3], [1, 4], [0, 5]])
def test_other_counts_with_the_right_sum_are_refused(name: str, row: list[int]) -> None:
    """One vote moved, and the two counts exchanged."""
    made = counted(name, ONE)
    assert refusal(made, [row]) == "result.count"


@pytest.mark.parametrize("row", [[5, 1], [3, 1], [4, 2], [4, 0], [0, 0], [6, 0]])
def test_counts_whose_sum_the_question_does_not_allow_are_refused(row: list[int]) -> None:
    """One more or one less, where each ballot has exactly one answer."""
    assert refusal(counted("Ed25519", ONE), [row]) == "result.weight"


@pytest.mark.parametrize("row", [[0, 4, 0], [2, 4, 0], [1, 3, 0], [1, 4, 1], [0, 0, 0]])
def test_one_more_or_one_less_within_the_bounds_is_refused(row: list[int]) -> None:
    assert refusal(counted(), [[4, 1], row]) == "result.count"


@pytest.mark.parametrize("row", [[6, 0, 0], [5, 5, 5], [2**30 - 1, 0, 0]])
def test_a_count_over_the_weight_is_refused(row: list[int]) -> None:
    """Even one that the arithmetic of the group could not tell from a right one."""
    assert refusal(counted(), [[4, 1], row]) == "result.weight"


@either
def test_a_count_plus_the_order_of_the_group_is_refused(name: str) -> None:
    """The same power of g, but no count."""
    made = counted(name, ONE)
    assert refusal(made, [[str(4 + made.world.group.order), 1]]) == "result.weight"


@pytest.mark.parametrize(
    "rows",
    [
        [], [[4, 1]], [[4, 1], [1, 4]], [[4, 1], [1, 4, 0, 0]], [[4, 1], [1, 4, 0], []],
        [[1, 4, 0], [4, 1]], [[], []],
    ],
)  # fmt: skip
def test_a_result_of_another_shape_is_refused(rows: list[list[int]]) -> None:
    assert refusal(counted(), rows) == "result.shape"


@pytest.mark.parametrize("cell", ["4", -4, True, None, [4], "04"])
def test_a_count_in_another_spelling_is_refused(cell: Any) -> None:
    assert refusal(counted("Ed25519", ONE), [[cell, 1]]) == "json.shape"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "json.syntax"),
        (b"[]", "json.shape"),
        (b'{"result":[[4,1]],"more":1}', "json.shape"),
        (b'{"result":[[4, 1]]}', "json.canonical"),
        (b'{"result":[[4,1]],"result":[[1,4]]}', "json.duplicate"),
        (b'{"result":[[4.0,1]]}', "json.number"),
        (b" " * 10**5, "json.size"),
    ],
)
def test_what_is_no_result_is_refused(data: bytes, code: str) -> None:
    assert refusal(counted("Ed25519", ONE), data) == code


@either
def test_without_one_trustees_factors_nothing_opens(name: str) -> None:
    made = counted(name, ONE)
    world, weight = made.world, made.sized.total_weight
    for fewer in ({}, {1: made.partials[1]}, {2: made.partials[2]}):
        with pytest.raises(Refused) as caught:
            compute_result(world.group, world.trustees, made.tally, fewer, weight)
        assert caught.value.code == "result.trustees"
        data = made.documents.result or b""
        with pytest.raises(Refused) as caught:
            check_result(world.sealed, world.trustees, made.tally, fewer, weight, data, "box:1")
        assert (caught.value.code, caught.value.accused) == ("result.trustees", "box:1")


def test_factors_of_two_trustees_may_come_in_any_order() -> None:
    made = counted("Ed25519", ONE)
    world, turned = made.world, dict(reversed(made.partials.items()))
    found = compute_result(world.group, world.trustees, made.tally, turned, 5)
    assert found == made.result


@either
@pytest.mark.parametrize("bound", [0, 1, 2, 3, 8, 9, 10, 1000])
def test_every_number_up_to_the_bound_is_found_and_none_above(name: str, bound: int) -> None:
    group = groups.named(name)
    for number in {0, 1, bound - 1, bound} & set(range(bound + 1)):
        power = group.power_secret(group.generator, number)
        assert logarithm_vartime(group, power, bound) == number
    for number in (bound + 1, bound + 2, 2 * bound + 3, -1):
        power = group.power_secret(group.generator, number)
        with pytest.raises(Refused) as caught:
            logarithm_vartime(group, power, bound)
        assert caught.value.code == "result.count"


def test_the_logarithm_of_a_million_is_found_quickly() -> None:
    group = groups.named("Ed25519")
    power = group.power_secret(group.generator, 999_983)
    assert logarithm_vartime(group, power, 10**6) == 999_983


def test_a_sum_of_weights_allows_no_more_than_max_times_it() -> None:
    made = counted()
    assert replace(made.sized, total_weight=5) == made.sized
    assert refusal(made, [[4, 1], [5, 5, 1]]) == "result.weight"


# With blank


BLANK = (
    Question(("Yes", "No"), 1, 1, "Do you adopt the charter?", blank=True),
    Question(("North", "South", "East"), 1, 2, "Where?", blank=True),
)


@cache
def with_blank(name: str = "Ed25519") -> Count:
    """Weights 1, 1 and 3: blank and two answers, yes and blank, no and one answer."""
    world = make_world(name, BLANK)
    choices = ([[1, 0, 0], [0, 1, 1, 0]], [[0, 1, 0], [1, 0, 0, 0]], [[0, 0, 1], [0, 0, 0, 1]])
    return count(world, [world.ballot(who, each) for who, each in enumerate(choices)])


@either
def test_blank_votes_are_counted_first(name: str) -> None:
    made = with_blank(name)
    assert made.documents.result == b'{"result":[[1,1,3],[1,1,1,3]]}'
    assert check(made, made.documents.result) == made.result


@pytest.mark.parametrize("row", [[1, 3], [1, 1, 3, 0], []])
def test_a_row_without_its_blank_cell_is_refused(row: list[int]) -> None:
    assert refusal(with_blank(), [row, [1, 1, 1, 3]]) == "result.shape"


@pytest.mark.parametrize(
    "row",
    [
        [0, 1, 3], [2, 1, 3], [1, 1, 2], [1, 2, 3], [5, 1, 0], [6, 0, 0], [0, 0, 0],
        [2**30 - 1, 0, 0],
    ],
)  # fmt: skip
def test_answers_must_make_up_what_blank_leaves(row: list[int]) -> None:
    """Whoever votes blank gives nothing to an answer, and everyone else exactly one."""
    assert refusal(with_blank(), [row, [1, 1, 1, 3]]) == "result.weight"


@pytest.mark.parametrize(
    "row", [[1, 5, 0, 0], [4, 2, 0, 0], [4, 3, 0, 0], [1, 4, 4, 1], [3, 1, 0, 0]]
)
def test_no_answer_has_more_than_those_who_were_not_blank(row: list[int]) -> None:
    """One or two answers each: a count over their weight, a sum over twice it or under once."""
    assert refusal(with_blank(), [[1, 1, 3], row]) == "result.weight"


@pytest.mark.parametrize("row", [[3, 1, 1], [1, 3, 1], [0, 2, 3], [5, 0, 0]])
def test_other_counts_within_the_bounds_do_not_open(row: list[int]) -> None:
    """Blank and an answer exchanged, two answers exchanged, one vote moved, all blank."""
    assert refusal(with_blank(), [row, [1, 1, 1, 3]]) == "result.count"
