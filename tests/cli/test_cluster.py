"""``--cluster``: a cluster of dask.distributed gives the same report, though a worker is killed."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
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
    execute = of_cluster(cluster.scheduler_address, used)
    verify_record(source, survived, execution=Execution(execute, used, kill))
    assert killed
    assert found_in(survived) == found_in(meant)
    assert "ballot.signature" in [each.code for each in meant.findings.errors()]


def test_where_no_scheduler_answers_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dauys.cli.cluster.PATIENCE", 0.5)
    code, _, err = run("verify", "nowhere", "--cluster", "tcp://127.0.0.1:9")
    assert (code, "cluster.unreachable" in err) == (2, True)


def test_an_answer_that_fits_no_question_is_not_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of workers with another version, say: nothing is accepted then."""

    class Client:
        def submit(self, work: Any, piece: Piece, **given: Any) -> Any:
            number, (first, *others) = work(piece)
            answer = (number, (replace(first, weights=first.weights[1:]), *others))
            return SimpleNamespace(result=lambda: answer)

        def nthreads(self) -> dict[str, int]:
            return {}

    monkeypatch.setattr("dauys.cli.cluster._client", lambda address: Client())
    report = Report(lambda: 0.0)
    execution = Execution(of_cluster("tcp://nowhere", REFERENCE))
    verify_record(MemorySource(build().files()), report, execution=execution)
    assert [each.code for each in report.findings.errors()] == ["verify.failed"]
    assert report.verdict() == "unread"


def test_without_the_extra_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "distributed", None)
    with pytest.raises(Unreadable) as caught:
        of_cluster("tcp://127.0.0.1:9", REFERENCE)
    assert caught.value.code == "cluster.missing"


@both_arithmetics
def test_the_command_gives_the_report_of_one_machine(
    cluster: Any, words: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    need(words)
    monkeypatch.setattr("dauys.verification.judging.SPAN", 3)
    command = ("verify", str(write_bel(tmp_path / "box.bel")), *words)
    assert told(*command, "--cluster", cluster.scheduler_address) == told(*command)
