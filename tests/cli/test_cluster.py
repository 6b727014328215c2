"""``--cluster``: a cluster of dask.distributed gives the same report, though a worker is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from dauys.ballots.arithmetic import REFERENCE
from dauys.cli.cluster import of_cluster
from dauys.errors import Unreadable
from dauys.verification.judging import Execution
from dauys.verification.pieces import Piece
from dauys.verification.report import Report
from dauys.verification.verify import verify_record
from tests.agreement.native import need_native
from tests.cli.judged_records import both_arithmetics, need, told, write_bel
from tests.journeys.world import run
from tests.verification.both import found_in
from tests.verification.test_large import voted_again_falsely
from tests.verification.world import MemorySource, build

distributed = pytest.importorskip("distributed", reason="the extra dauys[cluster] is not there")

PATIENCE = 120  # seconds
ADDRESSES = (
    "tls://127.0.0.1:9",  # no certificates
    "tcp://127.0.0.1:9",  # nobody there
    "ucx://127.0.0.1:9",
    "inproc://x",
    "foo://x",
    "tcp://[::",
    "",
)
# Each of these addresses asked, in a process of its own.
ASKING = """
import sys
from dauys.cli import cluster, main
cluster.PATIENCE = 0.5
for address in sys.argv[1:]:
    print(main.main(["verify", "nowhere", "--cluster=" + address]))
"""
# A scheduler with so many workers, in a process of its own.
BEGINNING = """
import sys, time
from distributed import LocalCluster
options = {"processes": False, "protocol": "tcp", "dashboard_address": None}
with LocalCluster(n_workers=int(sys.argv[1]), threads_per_worker=1, **options) as made:
    print(made.scheduler_address, flush=True)
    time.sleep(120)
"""


@contextmanager
def beginning(workers: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A process with a scheduler, which may be killed, and its address."""
    command = [sys.executable, "-c", BEGINNING, workers]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield process, process.stdout.readline().strip()
        finally:
            process.kill()


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """Two workers in processes of their own, called in anew where one dies."""
    options = {"processes": True, "threads_per_worker": 1, "dashboard_address": None}
    with distributed.LocalCluster(n_workers=2, **options) as made:
        yield made


@pytest.mark.parametrize("native", [True, False], ids=["kernel", "reference"])
def test_a_killed_worker_of_a_cluster_changes_no_report(
    cluster: Any, native: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the middle of the run: one of the two, when the first piece has come back."""
    used = need_native("") if native else REFERENCE
    monkeypatch.setattr("dauys.verification.judging.SPAN", 2)
    with distributed.Client(cluster, set_as_default=False) as client:
        pids = list(client.run(os.getpid).values())
    source, killed = MemorySource(voted_again_falsely().files()), list[int]()

    def kill(done: int, total: int) -> None:
        if not killed and done < total:
            killed.append(pids[0])
            os.kill(pids[0], signal.SIGKILL)

    meant, survived = Report(lambda: 0.0), Report(lambda: 0.0)
    verify_record(source, meant)
    with of_cluster(cluster.scheduler_address, used) as execute:
        verify_record(source, survived, execution=Execution(execute, used, kill))
    assert killed
    assert found_in(survived) == found_in(meant)
    assert "ballot.signature" in [each.code for each in meant.findings.errors()]


def test_where_no_scheduler_answers_it_is_told_in_one_line() -> None:
    """Whatever is wrong with the address, and with nothing more when the process ends."""
    ended = subprocess.run(
        [sys.executable, "-c", ASKING, *ADDRESSES],
        capture_output=True, text=True, timeout=PATIENCE, check=True,
    )  # fmt: skip
    told = ended.stderr.splitlines()
    assert [line.split(": ")[1] for line in told] == ["cluster.unreachable"] * len(ADDRESSES)
    for address, line in zip(ADDRESSES, told, strict=True):
        assert f" at {address} (" in line
    assert ended.stdout.split() == ["2"] * len(ADDRESSES)


def test_a_scheduler_without_workers_is_not_waited_for_without_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("dauys.cli.cluster.COMING", 0.5)
    with beginning("0") as (_, address):
        code, _, err = run("verify", "nowhere", "--cluster", address)
    assert (code, err.count("\n"), "cluster.workers: " in err) == (2, 1, True)
    assert address in err


def test_a_scheduler_that_dies_in_mid_run_is_no_fault_of_dauys(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("dauys.verification.judging.SPAN", 2)
    source, report = MemorySource(build().files()), Report(lambda: 0.0)
    with beginning("1") as (process, address), of_cluster(address, REFERENCE) as execute:
        judging = Execution(execute, REFERENCE, lambda done, total: process.kill())
        verify_record(source, report, execution=judging)
    error = report.findings.errors()[0]
    assert (error.code, error.facts["address"]) == ("cluster.unreachable", address)
    assert report.verdict() == "unread"
    assert "Traceback" not in capfd.readouterr().err


def test_workers_that_go_in_mid_run_are_not_waited_for_without_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The scheduler still answers, and would wait for ever."""
    monkeypatch.setattr("dauys.cli.cluster.COMING", 0.5)
    future = SimpleNamespace(result=_too_late, status="pending", cancelled=lambda: False)
    there = iter([None])  # a worker, once

    class Client:
        def wait_for_workers(self, count: int, timeout: float) -> None:
            if next(there, "none") == "none":
                raise TimeoutError

        def submit(self, *given: Any, **more: Any) -> Any:
            return future

        def nthreads(self) -> dict[str, int]:
            return {}

    report = judged_by(Client(), monkeypatch)
    assert "cluster.workers" in [each.code for each in report.findings.errors()]


def judged_by(client: Any, monkeypatch: pytest.MonkeyPatch) -> Report:
    """The report on a record whose ballots such a client has judged."""
    monkeypatch.setattr("dauys.cli.cluster._client", lambda address: client)
    report = Report(lambda: 0.0)
    with of_cluster("tcp://nowhere", REFERENCE) as execute:
        verify_record(MemorySource(build().files()), report, execution=Execution(execute))
    return report


def _too_late(timeout: float) -> None:
    raise TimeoutError


def test_the_scheduler_is_told_when_a_run_is_over(cluster: Any) -> None:
    with of_cluster(cluster.scheduler_address, REFERENCE) as execute:
        client = execute.__self__.client  # type: ignore[attr-defined]
        assert client.status == "running"
    assert client.status == "closed"


def test_an_answer_that_fits_no_question_is_not_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of workers with another version, say: nothing is accepted then."""

    class Client:
        def wait_for_workers(self, count: int, timeout: float) -> None:
            pass

        def submit(self, work: Any, piece: Piece, **given: Any) -> Any:
            number, (first, *others) = work(piece)
            answer = (number, (replace(first, weights=first.weights[1:]), *others))
            return SimpleNamespace(result=lambda timeout: answer)

        def nthreads(self) -> dict[str, int]:
            return {}

    report = judged_by(Client(), monkeypatch)
    assert [each.code for each in report.findings.errors()] == ["verify.failed"]
    assert report.verdict() == "unread"


def test_without_the_extra_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "distributed", None)
    with pytest.raises(Unreadable) as caught, of_cluster("tcp://127.0.0.1:9", REFERENCE):
        pass
    assert caught.value.code == "cluster.missing"


@both_arithmetics
def test_the_command_gives_the_report_of_one_machine(
    cluster: Any, words: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    need(words)
    monkeypatch.setattr("dauys.verification.judging.SPAN", 3)
    command = ("verify", str(write_bel(tmp_path / "box.bel")), *words)
    assert told(*command, "--cluster", cluster.scheduler_address) == told(*command)
