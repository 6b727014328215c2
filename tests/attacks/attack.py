"""What turns a forgery into a test, and keeps the list of them that docs/attacks.md shows.

A forgery is a function whose docstring says why it must be refused. It is named by a row of the
catalogue (`tests.attacks.catalogue`) and by the code that must meet it:

- ``@refused(1, "ballot.proof")``: the function forges an election of our own; the verifier must
  find that code, and nothing else, in the archive and in the Dauys record. ``bel=`` and ``record=``
  name the code of one form only, or where the two differ.
- ``@raises(25, "decryption.nonce")``: what the function does is itself refused with that code.
- ``@warned(45, "decryption.unbound")``: the archive is accepted with this warning, and refused
  with ``--strict``.
- ``@accepted(48)``: the function shows what must not be refused.
- ``@holds(22)``: the function shows something that is no refusal.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pytest

from dauys.errors import DauysError
from tests.attacks import case
from tests.attacks.case import Case, verified
from tests.verification.world import World

GROUPS = ("Ed25519", "BELENIOS-2048")
HONEST = 0  # the row of what must be accepted, so that the refusals mean something


@dataclass(frozen=True, slots=True)
class Attack:
    """One test: its row, the codes by form, where it stands, and why."""

    row: int
    codes: tuple[tuple[str, str], ...]  # (bel | record | "", code)
    file: str
    name: str
    why: str


ATTACKS: dict[tuple[str, str], Attack] = {}
Forgery = Callable[..., Case | World | bytes | dict[str, Any]]
Test = Callable[..., None]


def refused(
    row: int,
    code: str = "",
    *,
    bel: str = "",
    record: str = "",
    each: Mapping[str, Any] | Sequence[Any] = (),
    groups: Sequence[str] = GROUPS,
    of: Callable[[str], Case] = case.of,
    also: Collection[str] = (),
) -> Callable[[Forgery], Test]:
    """The verifier refuses what the function forges, with this code and for no other reason.

    ``each`` runs the forgery for every value; a mapping names them. ``of`` gives the election that
    is forged, by its group. ``also`` are codes of what must follow from the forgery.
    """
    codes = {"bel": bel or code, "record": record or code}
    if (bel or record) and not code:
        codes = {"bel": bel, "record": record}

    def register(forge: Forgery) -> Test:
        def run(name: str, *value: Any) -> None:
            for form, expected in codes.items():
                if expected:
                    report = verified(forge(of(name), *value), form)
                    found = {error.code for error in report.findings.errors()}
                    assert (form, found - set(also)) == (form, {expected})
                    assert report.verdict() != "accepted"

        test = _parametrized(run, each, groups)
        return _registered(row, tuple((f, c) for f, c in codes.items() if c), forge, test)

    return register


def raises(row: int, code: str) -> Callable[[Test], Test]:
    """What the function does is refused with this code; it takes what pytest gives it."""

    def register(do: Test) -> Test:
        @functools.wraps(do)
        def test(*given: Any, **named: Any) -> None:
            with pytest.raises(DauysError) as caught:
                do(*given, **named)
            assert caught.value.code == code

        return _registered(row, (("", code),), do, test)

    return register


def warned(
    row: int, code: str, *, form: str = "bel", of: Callable[[str], Case] = case.of
) -> Callable[[Forgery], Test]:
    """What the function makes is accepted with this warning, and refused for it with ``--strict``.

    An archive has the warning ``decryption.unbound`` besides.
    """

    def register(forge: Forgery) -> Test:
        def run(name: str) -> None:
            report = verified(forge(of(name)), form)
            told = {each.code for each in report.findings.found if each.severity == "warning"}
            assert told - {code} <= {"decryption.unbound"}
            assert code in told
            assert (report.verdict(), report.verdict(strict=True)) == ("accepted", "refused")

        test = _parametrized(run, (), GROUPS)
        return _registered(row, ((f"{form}, --strict", code),), forge, test)

    return register


def holds(row: int) -> Callable[[Test], Test]:
    """The function shows something of this row that is no refusal."""
    return lambda test: _registered(row, (), test, test)


def accepted(row: int) -> Callable[[Test], Test]:
    """The function shows that something of this row is accepted, as it must be."""
    return lambda test: _registered(row, (("", "accepted"),), test, test)


def _parametrized(
    run: Test, each: Mapping[str, Any] | Sequence[Any], groups: Sequence[str]
) -> Test:
    """A function with the arguments that pytest is to fill."""
    by_group = pytest.mark.parametrize("name", groups)
    if not each:

        def once(name: str) -> None:
            run(name)

        return by_group(once)

    def for_each(name: str, value: Any) -> None:
        run(name, value)

    values = list(each.values()) if isinstance(each, Mapping) else list(each)
    ids = list(each) if isinstance(each, Mapping) else [str(value) for value in values]
    return by_group(pytest.mark.parametrize("value", values, ids=ids)(for_each))


def _registered(row: int, codes: tuple[tuple[str, str], ...], named: Any, test: Any) -> Test:
    """Puts a test on the list; it keeps the name, the file and the words of its function."""
    test.__name__ = test.__qualname__ = named.__name__
    test.__doc__, test.__module__ = named.__doc__, named.__module__
    file = named.__module__.rpartition(".")[2] + ".py"
    why = " ".join((named.__doc__ or "").split())
    ATTACKS[(file, named.__name__)] = Attack(row, codes, file, named.__name__, why)
    registered: Test = test
    return registered
