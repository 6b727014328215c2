"""``dauys record cosign``: lines are added to the checkpoint, each checked; the head stays."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest

from dauys.cli import ledger
from dauys.errors import Unreadable
from dauys.log import cosignature
from dauys.log import note as notes
from dauys.log.keys import CosigningKey
from tests.cli.test_exchange import answering, told
from tests.cli.watched import (
    KEY,
    LOG_KEY,
    ORIGIN,
    WITNESSES,
    Place,
    done,
    place,
    refused,
    seen,
    serving,
)
from tests.journeys.world import run

NAMES = [key.name for key in WITNESSES]


@pytest.fixture
def log(tmp_path: Path) -> Place:
    """A log with three witnesses, two of whom must cosign."""
    return place(tmp_path / "log")


def cosign(log: Place, *more: str | Path) -> list[str]:
    """The words of the log keeper's command."""
    return [str(word) for word in ("record", "cosign", log.record, "--key", log.key, *more)]


def asking(log: Place, *addresses: str) -> list[str]:
    """The same, with the addresses of witnesses."""
    return cosign(log, *(word for address in addresses for word in ("--witness", address)))


def line(log: Place, key: CosigningKey = WITNESSES[0]) -> bytes:
    """A witness's cosignature on the head as it stands."""
    text = notes.parse(log.note()).text
    return cosignature.cosign(text, key, 1_900_000_000).line().encode()


def test_witnesses_are_asked_and_their_lines_stand_under_the_checkpoint(log: Place) -> None:
    head = log.head()
    with serving(log.watch(0)) as one, serving(log.watch(1)) as two:
        assert done(*asking(log, one, two)).endswith(
            "the checkpoint is cosigned by 2 of 3 witnesses; needed: 2\n"
        )
        assert log.signers() == [KEY.name, *NAMES[:2]]
        assert log.head() == head
        log.grow("v1")
        log.grow("v2")
        assert log.signers() == [KEY.name], "a fresh head has nobody's cosignature yet"
        done(*asking(log, one, two))
    assert log.signers() == [KEY.name, *NAMES[:2]]
    assert (seen(log, 0), seen(log, 1), log.head().size) == (3, 3, 3)
    told_by_verify = done("verify", log.record, "--log-key", LOG_KEY)
    assert f"cosigned by: {NAMES[0]}, {NAMES[1]} (2 needed)" in told_by_verify


def test_a_cosigned_log_grows_on(log: Place) -> None:
    """An append goes on from a head with more lines than the keeper signed."""
    writer = ledger.reopen(log.record, KEY, memory=ledger.memory_of(log.key))
    with serving(log.watch(0)) as one, serving(log.watch(1)) as two:
        done(*asking(log, one, two))
    writer._check_head()  # opened before it was cosigned: the same head, so no one else's
    log.grow("v1")
    assert log.head().size == 2


def test_cosigning_again_changes_nothing_but_the_moment(log: Place) -> None:
    with serving(log.watch(0)) as one, serving(log.watch(1)) as two:
        for _ in range(2):
            done(*asking(log, one, two))
    assert log.signers() == [KEY.name, *NAMES[:2]]


def test_without_a_quorum_the_command_fails_and_keeps_what_it_has(log: Place) -> None:
    with serving(log.watch(2)) as three:
        assert refused(*asking(log, three)) == (1, "log.unwitnessed")
    assert log.signers() == [KEY.name, NAMES[2]]
    assert refused(*cosign(log)) == (1, "log.unwitnessed")


def test_one_witness_that_fails_does_not_stop_the_others(log: Place) -> None:
    with serving(log.watch(0)) as one, serving(log.watch(2)) as three:
        code, _, err = run(*asking(log, "http://127.0.0.1:1", one, three))
    assert (code, err.split(": ")[1]) == (0, "witness.silent")
    assert log.signers() == [KEY.name, NAMES[0], NAMES[2]]


def test_a_witness_that_is_further_than_was_remembered_is_asked_again(log: Place) -> None:
    """It says how far it is, and the proof goes on from there."""
    done("witness", "cosign", log.record, "--folder", log.own(0), "--log-key", LOG_KEY,
         "-o", log.root / "elsewhere")  # fmt: skip
    log.grow("v1")
    with serving(log.watch(0)) as one:
        assert refused(*asking(log, one)) == (1, "log.unwitnessed")
    assert log.signers() == [KEY.name, NAMES[0]]


def test_a_log_that_was_put_back_is_not_sent_to_its_witnesses(log: Place) -> None:
    older = log.note()
    log.grow("v1")
    with serving(log.watch(0)) as one:
        refused(*asking(log, one))
        (log.record / "checkpoint").write_bytes(older)
        for memory in ("log.key.witnessed", None):  # remembered here, or told by the witness
            code, _, err = run(*asking(log, one))
            assert (code, err.split(": ")[1]) == (1, "log.rollback")
            if memory:
                (log.root / memory).unlink()
    assert log.signers() == [KEY.name]


def test_lines_go_by_files_where_there_is_no_network(log: Place) -> None:
    requests = log.root / "requests"
    told_to = done(*cosign(log, "--requests", requests))
    assert f"the request to {NAMES[1]} stands in {requests}/2.request\n" in told_to
    answers = []
    for number in (0, 1):
        answer = log.root / f"answer-{number}"
        source = requests / f"{number + 1}.request"
        done("witness", "cosign", source, "--folder", log.own(number), "--log-key", LOG_KEY,
             "-o", answer)  # fmt: skip
        answers += ["--answer", answer]
    done(*cosign(log, *answers))
    assert log.signers() == [KEY.name, *NAMES[:2]]
    log.grow("v1")
    done(*cosign(log, "--requests", log.root / "more"))
    for number, old in ((1, b"old 1\n"), (2, b"old 1\n"), (3, b"old 0\n")):
        assert (log.root / f"more/{number}.request").read_bytes().startswith(old)
    assert refused(*cosign(log, "--requests", requests)) == (2, "file.exists")


def test_who_has_cosigned_is_sent_no_request(log: Place) -> None:
    (log.root / "a").write_bytes(line(log))
    refused(*cosign(log, "--answer", log.root / "a"))
    done(*cosign(log, "--requests", log.root / "requests"))
    assert sorted(path.name for path in (log.root / "requests").iterdir()) == [
        "2.request", "3.request",
    ]  # fmt: skip


def test_an_answer_to_an_older_head_is_false_by_now(log: Place) -> None:
    (log.root / "late").write_bytes(line(log))
    log.grow("v1")
    before = log.note()
    assert refused(*cosign(log, "--answer", log.root / "late")) == (1, "witness.cosignature")
    assert log.note() == before


STRANGER = CosigningKey("w9.example", bytes([9] * 32))


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"thank you\n",
        b"\xff\n",
        "— w1.example/witness\n".encode(),
        b"\n\xe2\x80\x94 x AAAAAAA=\n",
        b"tal.example/log\n9\nAAAA\n\n",
        STRANGER,
        b"x" * 60_000,
    ],
)
def test_an_answer_without_a_line_of_a_listed_witness(
    log: Place, answer: bytes | CosigningKey
) -> None:
    """Of a stranger, or no signature at all: nothing is added, not even to pass it on."""
    data = line(log, answer) if isinstance(answer, CosigningKey) else answer
    (log.root / "a").write_bytes(data)
    before = log.note()
    assert refused(*cosign(log, "--answer", log.root / "a")) == (1, "witness.answer")
    with answering(told(200, data)) as address:
        code, _, err = run(*asking(log, address))
    assert (code, err.split(": ")[1]) == (1, "witness.answer")
    assert log.note() == before


def test_a_false_line_under_a_witnesss_key_is_not_added(log: Place) -> None:
    """The witness's own name and id, and no signature behind them."""
    false = bytearray(line(log))
    false[-20] ^= 1
    good = line(log, WITNESSES[1])
    before = log.note()
    for data in (bytes(false), good + bytes(false), line(log) + bytes(false)):
        (log.root / "a").write_bytes(data)
        code, name = refused(*cosign(log, "--answer", log.root / "a"))
        assert code == 1
        assert name in ("witness.cosignature", "witness.answer")
        with answering(told(200, data)) as address:
            assert run(*asking(log, address))[0] == 1
    assert log.note() == before


def test_lines_of_strangers_beside_a_good_one_are_left_out(log: Place) -> None:
    (log.root / "a").write_bytes(line(log, STRANGER) + line(log))
    refused(*cosign(log, "--answer", log.root / "a"))
    assert log.signers() == [KEY.name, NAMES[0]]


def test_a_witness_that_keeps_changing_its_size_is_given_up(log: Place) -> None:
    log.grow("v1")
    with answering(told(409, b"1\n", "text/x.tlog.size")) as address:
        code, _, err = run(*asking(log, address))
    assert (code, err.split(": ")[1]) == (1, "witness.refused")


def test_a_head_that_changed_meanwhile_is_left_alone(
    log: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The lines are those of another head: the command is to be run again."""
    (log.root / "a").write_bytes(line(log))
    really = ledger.locked

    @contextlib.contextmanager
    def meanwhile(folder: Path):  # type: ignore[no-untyped-def]
        monkeypatch.setattr(ledger, "locked", really)
        log.grow("v1")
        with really(folder):
            yield

    monkeypatch.setattr(ledger, "locked", meanwhile)
    assert refused(*cosign(log, "--answer", log.root / "a")) == (2, "record.busy")
    assert log.signers() == [KEY.name]


def test_while_another_writes_nothing_is_added(log: Place) -> None:
    (log.root / "a").write_bytes(line(log))
    with ledger.locked(log.record):
        assert refused(*cosign(log, "--answer", log.root / "a")) == (2, "record.busy")
    with pytest.raises(Unreadable), ledger.locked(log.record), ledger.locked(log.record):
        pass


def test_a_record_without_witnesses_has_nobody_to_ask(tmp_path: Path) -> None:
    alone = place(tmp_path / "log", witnesses=0, quorum=0)
    assert refused(*cosign(alone)) == (1, "witness.none")


def test_the_key_is_not_opened(log: Place) -> None:
    """Witnesses sign; the log's own key stays locked."""
    log.key.write_bytes(b"locked away")
    with serving(log.watch(0)) as one, serving(log.watch(1)) as two:
        done(*asking(log, one, two))
    assert ORIGIN in log.signers()
