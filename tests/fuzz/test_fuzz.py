"""A small part of ``make fuzz``: every kind of mutant, every parser, and that the fuzzing bites."""

from __future__ import annotations

import importlib.util
import json
from collections import Counter
from functools import cache
from random import Random

import pytest

from dauys.errors import DauysError
from tests.fuzz import judge as judging
from tests.fuzz import oracle as oracles
from tests.fuzz import run as running
from tests.fuzz.judge import judge, made, oracle, save, sorts
from tests.fuzz.kinds import KINDS, Mutant, sealed, seeds
from tests.fuzz.oracle import Oracle, Verdict, dauys
from tests.fuzz.parsers import HARNESSES, LARGEST, Harness, changed
from tests.fuzz.world import Box, base, bases

SEED = 20270501
OF_EACH = 2  # mutants of each kind
AREAS = sorted({name.partition(".")[0] for name in sorts()})
CHANGES = 120  # of the corpus of each parser


@pytest.mark.parametrize("area", AREAS)
def test_no_mutant_is_at_fault(area: str) -> None:
    """No traceback; nothing wrong accepted, nothing harmless refused; no more than the oracle."""
    names = [name for name in sorts() if name.startswith(f"{area}.")]
    tasks = [(name, seed) for name in names for seed in seeds(SEED, name, OF_EACH)]
    assert [each for each in map(judge, tasks) if each.fault] == []


@pytest.mark.peer("belenios-2.0")
@pytest.mark.peer("belenios-3.3")
def test_the_oracles_were_asked() -> None:
    """The test above does without an oracle that is missing; this one says so."""
    assert oracle().missing() == []


@pytest.mark.peer("belenios-2.0")
@pytest.mark.peer("belenios-3.3")
def test_what_is_altered_has_no_fault_of_its_own() -> None:
    """Else every mutant would be refused for that."""
    for name, number in bases():
        box = base(name, number)
        whole = made_of(box)
        assert dauys(whole.data) == Verdict(True, box.result["result"])
        assert oracle().accepts(whole)


def made_of(box: Box) -> Mutant:
    """A box as it is, as a mutant."""
    return sealed(box.group.name, box)


@pytest.mark.parametrize("area", AREAS)
def test_a_number_makes_the_same_mutant_again(area: str) -> None:
    """What is found can be looked at."""
    for name in [name for name in sorts() if name.startswith(f"{area}.")][:4]:
        seed = seeds(SEED, name, 1)[0]
        assert made(name, seed) == made(name, seed)


def test_a_whole_run_is_as_large_as_it_must_be() -> None:
    """At least 3,000 mutants, half of them sealed again, 300 harmless; every kind is among them."""
    kinds = sorts()
    planned = running.tasks(1, running.MUTANTS)
    counts = Counter(kinds[name] for name, _ in planned)
    assert len(planned) >= 3000
    assert counts["resealed"] * 2 >= len(planned)
    assert counts["harmless"] >= 300
    assert {name for name, _ in planned} == set(kinds)
    assert planned == running.tasks(1, running.MUTANTS)


def a_fault(monkeypatch: pytest.MonkeyPatch, name: str, says: Verdict, oracle_says: bool) -> str:
    """The fault of a mutant, where both programs say what they are told to."""
    monkeypatch.setattr(judging, "dauys", lambda data: says)
    monkeypatch.setattr(Oracle, "accepts", lambda self, mutant, newer=False: oracle_says)
    return judge((name, 1)).fault


def test_more_than_the_oracle_accepts_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    fault = a_fault(monkeypatch, "ballots.twist", Verdict(True), False)
    assert fault == "Dauys accepts it and the oracle does not"


def test_an_accepted_forgery_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    """Even where the oracle accepts it too."""
    assert a_fault(monkeypatch, "ballots.keys", Verdict(True), True) == "Dauys accepts it"


def test_a_harmless_record_that_is_refused_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    """By either program."""
    told = "it is harmless and was refused"
    assert a_fault(monkeypatch, "harmless.votes", Verdict(False), True) == told
    fault = a_fault(monkeypatch, "harmless.votes", Verdict(True), False)
    assert fault == "Dauys accepts it and the oracle does not"


def test_another_count_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    fault = a_fault(monkeypatch, "harmless.votes", Verdict(True, [[7, 7]]), True)
    assert "the counts are [[7, 7]]" in fault


def test_a_traceback_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the verdict would have been."""

    def broken(*_: object) -> None:
        raise KeyError("x")

    monkeypatch.setattr(oracles, "verify_archive", broken)
    assert "KeyError" in judge(("archives.bit", 1)).fault
    monkeypatch.setattr(judging, "verify_record", broken)
    assert "KeyError" in judge(("records.bit", 1)).fault


def test_a_run_prints_a_table_and_saves_what_is_at_fault(
    monkeypatch: pytest.MonkeyPatch, tmp_path: object, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line for each kind, and for each fault the way to see it again."""
    monkeypatch.setattr(running, "FOLDER", tmp_path)
    good = judging.Outcome("harmless.votes", 3, True, True)
    bad = judging.Outcome("archives.bit", 5, True, False, "Dauys accepts it")
    assert running.tell([good, bad]) == 1
    told = capsys.readouterr().out
    assert "harmless.votes                  harmless         1       1         1\n" in told
    assert "FAULT archives.bit 5: Dauys accepts it\n" in told
    assert save("archives.bit", 5, running.FOLDER).read_bytes() == made("archives.bit", 5).data
    assert (save("records.bit", 5, running.FOLDER) / "checkpoint").exists()


def test_one_mutant_can_be_judged_again(
    monkeypatch: pytest.MonkeyPatch, tmp_path: object, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(running, "FOLDER", tmp_path)
    assert running.main(["--replay", "archives.cut", "9"]) == 0
    assert "Dauys accepts: False\nfault: none\n" in capsys.readouterr().out


@cache
def corpus(name: str) -> list[bytes]:
    """The corpus of a parser, once."""
    return HARNESSES[name].corpus()


@pytest.mark.parametrize("name", sorted(HARNESSES))
def test_a_parser_gives_back_what_it_reads_and_refuses_all_else(name: str) -> None:
    """Of the corpus something is read; whatever is close to it is read or refused, by a code."""
    harness, rng = HARNESSES[name], Random(SEED)
    read = [data for data in corpus(name) if reads(harness, data)]
    assert any(len(data) <= LARGEST for data in read)
    for _ in range(CHANGES):
        harness.check(changed(harness, rng.choice(corpus(name)), rng))


def reads(harness: Harness, data: bytes) -> bool:
    """Whether a parser takes these bytes."""
    try:
        written = harness.read(data)
    except DauysError:
        return False
    assert written is None or written == data
    return True


def test_a_parser_that_writes_other_bytes_is_at_fault() -> None:
    """Two spellings of one document are two documents."""
    loose = Harness(lambda data: json.dumps(json.loads(data)).encode(), list)
    with pytest.raises(AssertionError):
        loose.check(b"[1,2]")


def test_the_fuzzer_of_the_parsers_is_here() -> None:
    """Skips aloud where atheris cannot be: it needs Linux and a Python older than 3.12."""
    if importlib.util.find_spec("atheris") is None:
        pytest.skip("atheris is not installed here: make fuzz does without it")


def test_every_kind_says_what_it_alters() -> None:
    """Its name and a line that a reader of the table can look up."""
    assert all(name.count(".") == 1 for name in sorts())
    assert set(KINDS) < set(sorts())
