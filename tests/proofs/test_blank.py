"""The two proofs of a possibly blank answer: none can be made for an answer that is not allowed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from dauys import group as groups
from dauys.errors import Refused
from dauys.group import Element, Group
from dauys.proofs import prove
from dauys.proofs.statements import BlankOrInterval, Disjunction, Interval, NotBoth
from dauys.proofs.verify import check_disjunction
from dauys.proofs.wire import Ciphertext, Proof
from tests.ballots.world import GROUPS, seeded

OTHERWISE = Refused("ballot.blank", "ballot:1")
KEY = 271828
NONCES = (31337, 4711)  # of the blank ciphertext, and of the sum of the others
CONTEXT = "phi|credential|ciphertexts"
either = pytest.mark.parametrize("name", GROUPS)


def ciphertext(group: Group, key: Element, number: int, nonce: int) -> Ciphertext:
    mask = group.power_secret(key, nonce)
    beta = group.times(mask, group.power_secret(group.generator, number))
    return Ciphertext(group.power_secret(group.generator, nonce), beta)


def not_both(name: str, blank: int, total: int) -> NotBoth:
    group = groups.named(name)
    key = group.power_secret(group.generator, KEY)
    texts = (ciphertext(group, key, n, r) for n, r in zip((blank, total), NONCES, strict=True))
    return NotBoth(group, key, CONTEXT, *texts)


def enough(name: str, blank: int, total: int, least: int = 1, most: int = 2) -> BlankOrInterval:
    s = not_both(name, blank, total)
    return BlankOrInterval(s.group, s.key, s.context, s.blank, s.total, least, most)


def proved(statement: Disjunction, branch: int) -> tuple[Proof, ...]:
    """A proof by this branch, which is simulated throughout where no branch has this number."""
    nonce = NONCES[0 if branch == 0 else 1]
    return prove.prove_disjunction(statement, branch, nonce, seeded(statement.group, 5))


def assert_refused(
    statement: Disjunction, proofs: tuple[Proof, ...], code: str = "ballot.blank"
) -> None:
    with pytest.raises(Refused) as caught:
        check_disjunction(statement, proofs, OTHERWISE)
    assert (caught.value.code, caught.value.accused) == (code, "ballot:1")


@either
@pytest.mark.parametrize(("blank", "total", "branch"), [(0, 0, 0), (0, 0, 1), (0, 2, 0), (1, 0, 1)])
def test_blank_or_answers_or_neither_has_a_proof(
    name: str, blank: int, total: int, branch: int
) -> None:
    statement = not_both(name, blank, total)
    check_disjunction(statement, proved(statement, branch), OTHERWISE)


@either
@pytest.mark.parametrize(("blank", "total"), [(1, 1), (1, 2), (1, -1), (-1, 1), (2, 1000)])
@pytest.mark.parametrize("branch", [0, 1, 2])
def test_blank_beside_an_answer_has_no_proof(
    name: str, blank: int, total: int, branch: int
) -> None:
    """It would be counted twice: as blank, and for the answer."""
    statement = not_both(name, blank, total)
    assert_refused(statement, proved(statement, branch))


@either
@pytest.mark.parametrize(
    ("blank", "total", "branch"), [(1, 0, 0), (0, 1, 1), (0, 2, 2), (1, 1, 0), (1, 1, 1)]
)
def test_blank_or_enough_answers_has_a_proof(
    name: str, blank: int, total: int, branch: int
) -> None:
    """Blank and an answer is what the other proof is against."""
    statement = enough(name, blank, total)
    check_disjunction(statement, proved(statement, branch), OTHERWISE)


@either
@pytest.mark.parametrize(("blank", "total"), [(0, 0), (0, 3), (0, -1), (2, 0), (-1, 3)])
@pytest.mark.parametrize("branch", [0, 1, 2, 3])
def test_neither_blank_nor_enough_answers_has_no_proof(
    name: str, blank: int, total: int, branch: int
) -> None:
    """Nothing, or too much, where one or two answers are asked for."""
    statement = enough(name, blank, total)
    assert_refused(statement, proved(statement, branch))


def both_statements(name: str) -> list[tuple[Disjunction, int]]:
    """An honest blank vote's two statements, each with the branch that is true."""
    return [(not_both(name, 1, 0), 1), (enough(name, 1, 0), 0)]


@either
@pytest.mark.parametrize("which", [0, 1])
def test_the_wrong_number_of_parts_is_refused(name: str, which: int) -> None:
    statement, branch = both_statements(name)[which]
    parts = proved(statement, branch)
    for wrong in ((), parts[:-1], parts[1:], (*parts, parts[0]), parts * 100):
        assert_refused(statement, wrong)


@either
@pytest.mark.parametrize("which", [0, 1])
def test_parts_in_another_order_are_refused(name: str, which: int) -> None:
    statement, branch = both_statements(name)[which]
    assert_refused(statement, tuple(reversed(proved(statement, branch))))


@either
@pytest.mark.parametrize("which", [0, 1])
@pytest.mark.parametrize("part", [0, 1])
@pytest.mark.parametrize("field", ["challenge", "response"])
@pytest.mark.parametrize("amount", ["1", "q"])
def test_each_scalar_of_each_part_is_bound(
    name: str, which: int, part: int, field: str, amount: str
) -> None:
    statement, branch = both_statements(name)[which]
    order = statement.group.order
    parts = list(proved(statement, branch))
    old = getattr(parts[part], field)
    new = {"1": (old + 1) % order, "q": old + order}[amount]
    parts[part] = replace(parts[part], **{field: new})
    code = "ballot.blank" if amount == "1" else "proof.scalar"
    assert_refused(statement, tuple(parts), code)


def moved(group: Group, text: Ciphertext, **factors: Element) -> Ciphertext:
    """The ciphertext with alpha or beta multiplied."""
    alpha, beta = text.elements()
    one = group.identity
    return Ciphertext(
        group.times(alpha, factors.get("alpha", one)), group.times(beta, factors.get("beta", one))
    )


CHANGES: dict[str, Callable[[Any], Any]] = {
    "key": lambda s: replace(s, key=s.group.times(s.key, s.group.generator)),
    "context": lambda s: replace(s, context=s.context + ","),
    "alpha of blank": lambda s: replace(s, blank=moved(s.group, s.blank, alpha=s.key)),
    "beta of blank": lambda s: replace(s, blank=moved(s.group, s.blank, beta=s.key)),
    "alpha of the sum": lambda s: replace(s, total=moved(s.group, s.total, alpha=s.key)),
    "beta of the sum": lambda s: replace(s, total=moved(s.group, s.total, beta=s.key)),
    "blank and the sum": lambda s: replace(s, blank=s.total, total=s.blank),
}


@either
@pytest.mark.parametrize("which", [0, 1])
@pytest.mark.parametrize("change", CHANGES)
def test_a_proof_is_refused_for_a_statement_with_one_part_changed(
    name: str, which: int, change: str
) -> None:
    """So it cannot be copied to another voter's ballot, another answer or another election."""
    statement, branch = both_statements(name)[which]
    assert_refused(CHANGES[change](statement), proved(statement, branch))


@either
def test_a_proof_of_one_kind_is_none_of_another(name: str) -> None:
    """The three kinds say different things of the same ciphertexts: each hash has its own label."""
    first = not_both(name, 0, 0)
    interval = Interval(first.group, first.key, CONTEXT, first.blank, 0, 1)
    one_number = enough(name, 1, 0, 1, 1)
    kinds: list[Disjunction] = [first, one_number, interval]
    for claim in kinds:
        proofs = proved(claim, 0)
        check_disjunction(claim, proofs, OTHERWISE)
        for other in kinds:
            if other is not claim:
                assert_refused(other, proofs)


@pytest.mark.parametrize("bounds", [(2, 3), (0, 1), (1, 1), (1, 3)])
def test_a_proof_of_other_bounds_is_refused(bounds: tuple[int, int]) -> None:
    """The hash names no bounds: the ciphertext of the part does, and the number of parts."""
    statement = enough("Ed25519", 0, 0)
    other = replace(statement, minimum=0, maximum=0)
    check_disjunction(other, proved(other, 1), OTHERWISE)
    assert_refused(replace(other, minimum=bounds[0], maximum=bounds[1]), proved(other, 1))


METHODS = ("power_secret", "product_vartime", "times", "over", "respond_secret")


def steps(statement: Disjunction, branch: int, patch: pytest.MonkeyPatch) -> list[str]:
    """The operations of the group, in order, that a proof takes; the proof holds."""
    told: list[str] = []
    kind = type(statement.group)

    def noted(method: str) -> Callable[..., Any]:
        honest = getattr(kind, method)

        def operation(*arguments: Any) -> Any:
            told.append(method)
            return honest(*arguments)

        return operation

    with patch.context() as patched:
        for method in METHODS:
            patched.setattr(kind, method, noted(method))
        proofs = proved(statement, branch)
    check_disjunction(statement, proofs, OTHERWISE)
    return told


@either
def test_the_same_steps_are_taken_whichever_branch_is_true(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What differs between a blank vote and another must not show in time."""
    pairs: tuple[tuple[tuple[Disjunction, int], tuple[Disjunction, int]], ...] = (
        ((not_both(name, 1, 0), 1), (not_both(name, 0, 1), 0)),
        ((enough(name, 1, 0), 0), (enough(name, 0, 2), 2)),
    )
    for blank, answers in pairs:
        assert steps(*blank, monkeypatch) == steps(*answers, monkeypatch)
