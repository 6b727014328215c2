"""The known answers are what they are said to be, and arithmetic that fails them is told."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from functools import partial
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from nacl import bindings

from dauys.ballots.arithmetic import REFERENCE
from dauys.ballots.native import form_of
from dauys.cli import judges
from dauys.cli.main import main
from dauys.errors import Finding
from dauys.group import kernel as kernels
from dauys.group import known, trial
from dauys.group.ed25519 import ED25519
from dauys.group.kernel import PATHS, RULES
from dauys.question.election import read_election
from dauys.question.roll import read_roll, write_roll
from tests.agreement.native import every_path, need_native
from tests.group import curve

ELECTION = (
    '{"version":1,"description":"A small vote","name":"Town charter","group":"Ed25519","public_'
    'key":"a2b5792ac83059cccd1d92f44ba9f80e17750ceafe294b370f23fa2061c30755","questions":[{"ans'
    'wers":["Yes","No"],"min":1,"max":1,"question":"Yes or no?"},{"answers":["Yes","No"],"blank'
    '":true,"min":1,"max":1,"question":"Or neither?"}],"uuid":"DMV2Rms4SfJH5g","administrator":'
    '"Commission","credential_authority":"Registrar"}'
)
SPOILT = len(known.SPOILT)
# A function of the library, which of its outputs from the end, and which byte of that is another.
LIES = {
    "a spoilt ballot is accepted": ("dauys_check", -2, 1),
    "a spoilt signature is accepted": ("dauys_check", -2, SPOILT + 1),
    "a sound ballot is refused": ("dauys_check", -2, SPOILT + 3),
    "the sum is another": ("dauys_check", -1, 600),
    "no member is a member": ("dauys_members", -1, len(known.INSIDE) + 1),
    "a member is none": ("dauys_members", -1, 2),
    "a product modulo p is another": ("dauys_modp_products", -1, 40),
    "-1 is a member": ("dauys_modp_members", -1, 1),
}
Install = Callable[..., ModuleType]


class Lib:
    """The functions of the library, one of which lies on some paths."""

    def __init__(self, right: Any, lie: str, numbers: set[int]) -> None:
        self.right, self.numbers = right, numbers
        self.name, self.output, self.at = LIES[lie]

    def __getattr__(self, name: str) -> Any:
        function = getattr(self.right, name)
        return partial(self._lied, function) if name == self.name else function

    def _lied(self, function: Any, *given: Any) -> Any:
        answer, output = function(*given), given[self.output]
        if self.numbers.intersection(each for each in given if isinstance(each, int)):
            was = output[self.at]
            output[self.at] = was ^ 1 if isinstance(was, int) else bytes([was[0] ^ 1])
        return answer


@pytest.fixture
def install(monkeypatch: pytest.MonkeyPatch) -> Install:
    """Puts a library that lies, on one path or on all, in the place of the installed one."""

    def install(lie: str, path: str = "") -> ModuleType:
        library, right = ModuleType("dauys_native"), need_native("").kernel.library
        numbers = {PATHS[each] for each in kernels.paths(right, path)}
        library.__dict__.update(ffi=right.ffi, lib=Lib(right.lib, lie, numbers))
        monkeypatch.setitem(sys.modules, "dauys_native", library)
        return library

    return install


def test_the_ballot_is_sound_and_of_the_spoilt_ones_only_a_proof_is_wrong() -> None:
    sealed = read_election(ELECTION.encode())
    credential = known.BALLOT[len(known.opening()) :][:64]
    roll = read_roll(ED25519, write_roll({credential: 1}))
    ballots = [known.sound(), *known.spoilt()]
    names = [f"ballot:{n}" for n in range(len(ballots))]
    checked = REFERENCE.check(sealed, roll, ballots, names, [1, 0, 0, 0, 0, 0])
    codes = [fault and fault.code for fault in checked.faults]
    assert codes == [
        None, "ballot.proof", "ballot.sum", "ballot.sum", "ballot.blank", "ballot.signature",
    ]  # fmt: skip
    assert trial.known_form() == form_of(sealed)


def test_the_keys_are_powers_by_plain_integers() -> None:
    one, two = (curve.times(scalar, curve.base()) for scalar in known.SCALARS)
    assert (curve.spelt(one), curve.spelt(two)) == known.KEYS
    assert curve.spelt(curve.times(known.SCALARS[0], two)) == known.SHARED


@every_path
def test_each_path_gives_them(path: str) -> None:
    assert trial.kernel_is_right(need_native(path).kernel)


def test_libsodium_gives_them() -> None:
    assert trial.libsodium_is_right()


@pytest.mark.parametrize(
    ("called", "wrong"),
    [
        ("crypto_scalarmult_ed25519_noclamp", lambda *given: bytes(31) + b"\1"),
        ("crypto_scalarmult_ed25519_base_noclamp", lambda *given: bytes(32)),
        ("crypto_core_ed25519_is_valid_point", lambda *given: True),
        ("crypto_core_ed25519_is_valid_point", lambda *given: False),
    ],
)
def test_a_libsodium_that_answers_wrongly_is_told(
    monkeypatch: pytest.MonkeyPatch, called: str, wrong: Any
) -> None:
    monkeypatch.setattr(bindings, called, wrong)
    assert not trial.libsodium_is_right()


@pytest.mark.parametrize("lie", LIES)
def test_a_path_that_answers_wrongly_is_not_taken(install: Install, lie: str) -> None:
    """The fastest is spoilt; the next is taken, and where there is none, the reference."""
    first, *rest = kernels.paths(need_native("").kernel.library)
    library = install(lie, first)
    loaded = kernels.load()
    assert (loaded and loaded.path) == (rest[0] if rest else None)
    assert kernels.load(first) is None
    assert [kernels.load(path) is not None for path in rest] == [True] * len(rest)
    assert kernels.findings() == [Finding("arithmetic.wrong", "error", f"kernel:{first}")]
    assert kernels.paths(library) == [first, *rest]


def test_without_any_right_path_the_reference_judges_and_that_is_told(
    install: Install, capsys: pytest.CaptureFixture[str]
) -> None:
    install("a spoilt ballot is accepted")
    assert judges.arithmetic(reference=False) is REFERENCE
    told = capsys.readouterr().err.splitlines()
    assert len(told) == len(kernels.paths(kernels.installed()))
    assert all(line.startswith("dauys: arithmetic.wrong: ") for line in told)
    assert judges.arithmetic(reference=True) is REFERENCE
    assert capsys.readouterr().err == ""


def test_it_is_asked_once_a_process(monkeypatch: pytest.MonkeyPatch) -> None:
    need_native("")
    monkeypatch.setattr(trial, "kernel_is_right", None)  # not called any more
    assert kernels.load() is not None


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> None:
    """A site with which nothing is wrong."""
    monkeypatch.setattr(subprocess, "run", lambda *given, **named: SimpleNamespace(returncode=0))


@pytest.mark.usefixtures("site")
def test_the_doctor_tells_which_arithmetic_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    first = need_native("").kernel.path
    assert main(["--lang", "en", "doctor"]) == 0
    sodium, used, *others = capsys.readouterr().out.splitlines()
    assert sodium == "ok  Library libsodium"
    assert used == f"ok  Native kernel, rules {RULES}, arithmetic {first} (this one is used)"
    assert [line.rpartition(" ")[2] for line in others] == ["scalar"] * (first != "scalar")


@pytest.mark.usefixtures("site")
def test_the_doctor_tells_of_arithmetic_that_is_wrong(
    install: Install, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    install("a spoilt ballot is accepted")
    assert main(["--lang", "en", "doctor"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "ok  Library libsodium"
    assert len(lines) > 1
    assert all(line.startswith("!!  Native kernel, ") for line in lines[1:])
    monkeypatch.setattr(trial, "libsodium_is_right", lambda: False)
    assert main(["--lang", "ru", "doctor"]) == 1
    assert capsys.readouterr().out.startswith(
        "!!  Библиотека libsodium: arithmetic.wrong: Библиотека libsodium: "
    )


@pytest.mark.usefixtures("site")
def test_the_doctor_tells_of_a_kernel_of_other_rules_and_of_none(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    lib = SimpleNamespace(dauys_rules=lambda: RULES + 1, dauys_path=lambda number: 0)
    monkeypatch.setitem(sys.modules, "dauys_native", SimpleNamespace(lib=lib))
    assert main(["--lang", "en", "doctor"]) == 0
    assert " !  Native kernel: arithmetic.rules: " in capsys.readouterr().out
    monkeypatch.setitem(sys.modules, "dauys_native", None)
    assert main(["--lang", "en", "doctor"]) == 0
    assert "\n    Native kernel: not installed" in capsys.readouterr().out
