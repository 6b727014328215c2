"""The sealed parameters of a box: what cannot be read at all, and what is refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import product
from typing import Any

import pytest

from dauys.errors import DauysError, Refused, Unreadable
from dauys.question.election import LIMIT, Question, read_election, write_election
from dauys.wire import canonical, hashes
from tests.ballots.world import GROUPS, TWO, make_world

either = pytest.mark.parametrize("name", GROUPS)
Change = Callable[[dict[str, Any]], None]


def value(name: str = "Ed25519") -> dict[str, Any]:
    parsed: dict[str, Any] = json.loads(make_world(name, TWO).election)
    return parsed


def refusal(data: bytes, form: type[DauysError] = Refused) -> DauysError:
    with pytest.raises(DauysError) as caught:
        read_election(data, accused="box:north")
    assert type(caught.value) is form, caught.value
    assert caught.value.accused == "box:north" or caught.value.code.startswith("group.unknown")
    return caught.value


def changed(change: Change, form: type[DauysError] = Refused) -> DauysError:
    altered = value()
    change(altered)
    return refusal(canonical.write(altered), form)


@either
def test_an_election_is_read_and_written_again(name: str) -> None:
    data = make_world(name, TWO).election
    sealed = read_election(data)
    assert write_election(sealed.election) == data
    assert sealed.group.name == name
    assert sealed.fingerprint == hashes.sha256_base64(data)


def test_the_optional_fields_stand_last_and_in_order() -> None:
    language = ["kk", "ltr"]
    full = value() | {"administrator": "A", "credential_authority": "C", "language": language}
    sealed = read_election(canonical.write(full))
    assert sealed.election.language == ("kk", "ltr")
    assert write_election(sealed.election) == canonical.write(full)


@pytest.mark.parametrize("language", ["kk", [], ["kk"], ["kk", "up"], ["kk", "ltr", "rtl"], [1, 2]])
def test_a_language_is_a_code_and_the_direction_of_its_letters(language: Any) -> None:
    """As a text alone no other program would read it."""
    assert changed(lambda e: e.update(language=language)).code == "json.shape"


@pytest.mark.parametrize("version", [0, 2, "1", None, [1], 1.5])
def test_another_version_cannot_be_read(version: Any) -> None:
    altered = json.dumps(value() | {"version": version}, separators=(",", ":"), ensure_ascii=False)
    if isinstance(version, float):  # floating point is no JSON that we read
        assert refusal(altered.encode()).code == "json.number"
    else:
        assert refusal(altered.encode(), Unreadable).code == "election.version"


def test_true_is_not_version_1() -> None:
    """In some languages true equals 1."""
    assert changed(lambda e: e.update(version=True)).code == "json.shape"


@pytest.mark.parametrize("kind", ["NonHomomorphic", "Lists", "Weather", "x" * 10**5])
def test_another_type_of_question_is_unsupported(kind: str) -> None:
    inner = {"answers": ["A", "B"], "question": "Which?"}
    error = changed(
        lambda e: e["questions"].insert(1, {"type": kind, "value": inner}), form=Unreadable
    )
    assert error.code == "question.unsupported"
    assert error.facts == {"number": 2, "kind": kind[:40]}


def with_blank(blank: Any, number: int = 0) -> dict[str, Any]:
    """The election with ``blank`` in its place, between the answers and the bounds."""
    altered = value()
    question = altered["questions"][number]
    altered["questions"][number] = {"answers": question.pop("answers"), "blank": blank} | question
    return altered


@pytest.mark.parametrize("number", [0, 1])
def test_a_question_may_allow_blank(number: int) -> None:
    """Blank is a cell more, in this question only."""
    data = canonical.write(with_blank(True, number))
    sealed = read_election(data)
    assert [question.blank for question in sealed.election.questions][number] is True
    assert [question.cells for question in sealed.election.questions] == [3 - number, 3 + number]
    assert write_election(sealed.election) == data


@pytest.mark.parametrize("blank", [False, None, 1, "true", []])
def test_blank_is_written_true_or_left_out(blank: Any) -> None:
    """False would be a second spelling of a question without it."""
    assert refusal(canonical.write(with_blank(blank))).code == "json.shape"


def test_blank_in_another_place_is_refused() -> None:
    assert changed(lambda e: e["questions"][1].update(blank=True)).code == "json.canonical"


@pytest.mark.parametrize(("least", "most"), [(0, 3), (3, 3), (0, 0)])
def test_blank_does_not_widen_the_bounds(least: int, most: int) -> None:
    """Two answers and blank: at most two can be chosen, and it must be possible to choose one."""
    altered = with_blank(True)
    altered["questions"][0].update(min=least, max=most)
    assert refusal(canonical.write(altered)).code == "election.bounds"


YES_NO = Question(("Yes", "No"), 1, 1, "?", blank=True)
SOME = Question(("A", "B", "C"), 0, 2, "?", blank=True)


@pytest.mark.parametrize(
    ("question", "allowed"),
    [
        (YES_NO, {(1, 0, 0), (0, 1, 0), (0, 0, 1)}),
        (Question(("Yes", "No"), 1, 1, "?"), {(1, 0), (0, 1)}),
        (Question(("A",), 0, 1, "?"), {(0,), (1,)}),
        (
            SOME,
            {(1, 0, 0, 0)}
            | {(0, *bits) for bits in product((0, 1), repeat=3) if sum(bits) <= 2},
        ),
    ],
)  # fmt: skip
def test_what_a_ballot_may_hold(question: Question, allowed: set[tuple[int, ...]]) -> None:
    """Blank and nothing else, or from min to max of the answers."""
    assert {
        numbers
        for length in range(question.cells + 2)
        for numbers in product((-1, 0, 1, 2), repeat=length)
        if question.allows(numbers)
    } == allowed


@pytest.mark.parametrize(
    "group", [{"p": "23", "q": "11", "g": "2"}, "RFC-3526-3072", "", "ED25519"]
)
def test_a_group_that_is_not_on_the_list_cannot_be_read(group: Any) -> None:
    """Parameters that come with the election would be the adversary's choice."""
    assert changed(lambda e: e.update(group=group), Unreadable).code == "group.unknown"


def set_question(**values: Any) -> Change:
    return lambda election: election["questions"][1].update(values)


@pytest.mark.parametrize(
    ("least", "most"), [(2, 1), (0, 4), (-1, 1), (0, 0), (-2, -1), (3, 4), (10**9, 10**9)]
)
def test_bounds_that_do_not_fit_are_refused(least: int, most: int) -> None:
    """min over max, max over the number of answers, a negative min, a max of 0."""
    error = changed(set_question(min=least, max=most))
    assert (error.code, error.facts) == ("election.bounds", {"number": 2})


@pytest.mark.parametrize(
    "answers",
    [[], ["A", "A"], ["A", "a"], ["A", " A "], ["é", "e\u0301"], [str(n) for n in range(101)]],
    ids=["none", "equal", "by case", "by space", "by Unicode form", "too many"],
)
def test_answers_that_cannot_be_told_apart_are_refused(answers: list[str]) -> None:
    error = changed(set_question(answers=answers))
    assert (error.code, error.facts) == ("election.answers", {"number": 2})


def test_no_questions_too_many_and_twice_the_same_are_refused() -> None:
    question = value()["questions"][0]
    many = [question | {"question": str(n)} for n in range(51)]
    for questions in ([], many, [question, question | {"question": "do you ADOPT the charter?"}]):
        error = changed(lambda e, q=questions: e.update(questions=q))  # type: ignore[misc]
        assert error.code == "election.questions"


@either
def test_a_key_that_hides_nothing_is_refused(name: str) -> None:
    """Neutral: a sum of trustees' keys that cancel. The generator: its private key is 1."""
    group = make_world(name).group
    for key in (group.identity, group.generator):
        altered = value(name) | {"public_key": key}
        assert refusal(canonical.write(altered)).code == "election.key"


@either
@pytest.mark.parametrize("key", ["", "0", "-1", "zz", "ff" * 32])
def test_a_key_outside_the_group_is_refused(name: str, key: str) -> None:
    altered = value(name) | {"public_key": key}
    assert refusal(canonical.write(altered)).code in ("group.encoding", "group.member")


def test_a_key_must_be_a_string() -> None:
    assert changed(lambda e: e.update(public_key={"y": "1"})).code == "json.shape"


@pytest.mark.parametrize("uuid", ["", "short", "O" * 14, "1" * 33, "../../etc/passwd", "é" * 14])
def test_a_uuid_is_14_to_32_base58_characters(uuid: str) -> None:
    assert changed(lambda e: e.update(uuid=uuid)).code == "json.shape"


@pytest.mark.parametrize(
    "change",
    [
        lambda e: e.update(extra=1),
        lambda e: e["questions"][0].update(extra=1),
        lambda e: e.pop("name"),
        lambda e: e["questions"][0].pop("min"),
        lambda e: e.update(administrator=None),
        lambda e: e.update(questions={}),
        lambda e: e["questions"][0].update(min="1"),
        lambda e: e["questions"][0].update(min=True),
        lambda e: e.update(questions=["Do you?"]),
    ],
    ids=[
        "unknown key", "unknown key inside", "missing", "missing inside", "null", "object",
        "text for a number", "true for a number", "text for a question",
    ],
)  # fmt: skip
def test_another_shape_is_refused(change: Change) -> None:
    assert changed(change).code == "json.shape"


def test_reordered_keys_are_refused() -> None:
    backwards = dict(reversed(value().items()))
    assert refusal(canonical.write(backwards)).code == "json.canonical"
    altered = value()
    altered["questions"][0] = dict(reversed(altered["questions"][0].items()))
    assert refusal(canonical.write(altered)).code == "json.canonical"


def test_a_key_twice_is_refused_at_every_depth() -> None:
    """Two readers could take two values, and see two elections in the same bytes."""
    data = make_world("Ed25519", TWO).election
    for old in (b'"version":1', b'"min":1', b'"question":"Where?"'):
        error = refusal(data.replace(old, old + b"," + old, 1))
        assert error.code == "json.duplicate"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "json.syntax"),
        (b"null", "json.shape"),
        (b"[]", "json.shape"),
        (b"\xff\xfe", "json.encoding"),
        (b" " * (LIMIT + 1), "json.size"),
        (b"[" * 1000, "json.depth"),
    ],
    ids=["empty", "null", "array", "not UTF-8", "huge", "deep"],
)
def test_what_is_no_election_is_refused(data: bytes, code: str) -> None:
    assert refusal(data).code == code


@either
def test_an_election_cut_short_anywhere_is_refused(name: str) -> None:
    data = make_world(name).election
    for length in range(0, len(data), 7):
        assert refusal(data[:length]).code.startswith("json.")
