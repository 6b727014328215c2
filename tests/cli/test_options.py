"""What an auditor gives ``dauys verify``, rightly or wrongly, and what it then says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dauys.cli.main import main
from dauys.record.belenios import read_archive, write_archive
from dauys.words import Words
from tests.cli.town import STRANGER, Town
from tests.journeys.world import run


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a record, and with an archive, of few ballots."""
    folder = tmp_path_factory.mktemp("made")
    for name in ("record", "box.bel"):
        given = ("--voters", "3", "--ballots", "4", "--workers", "1")
        assert main(["simulate", *given, "--out", str(folder / name)]) == 0
    return folder


@pytest.mark.parametrize("shard", [False, True])
def test_a_key_for_an_archive_is_refused_because_it_has_no_log(
    made: Path, tmp_path: Path, shard: bool
) -> None:
    """Were it ignored, an auditor would think that somebody had signed the archive."""
    run("record", "key", "auditor/one", "-o", str(tmp_path / "key"), "--no-passphrase")
    signing = ("--key", str(tmp_path / "key"), "--receipt", str(tmp_path / "receipt"))
    more = ("--shard", "1/1", *signing) if shard else ()
    code, out, err = run("verify", str(made / "box.bel"), "--log-key", STRANGER, *more)
    assert (code, "source.record: " in out + err) == (2, True)
    assert not (tmp_path / "receipt").exists()


def test_the_first_step_of_an_archive_speaks_of_no_log(made: Path, tmp_path: Path) -> None:
    (tmp_path / "cut.bel").write_bytes((made / "box.bel").read_bytes()[:5000])
    assert run("verify", str(made / "record"))[1].startswith(" 1  ok  The log: signed")
    assert run("verify", str(made / "box.bel"))[1].startswith(" 1  ok  The archive: every doc")
    assert run("verify", str(tmp_path / "cut.bel"))[1].startswith(" 1  WRONG  The archive: every")


def cut_between_two_events(whole: bytes) -> bytes:
    """The archive as it stood before its result: a sound beginning of another, and of itself."""
    box = read_archive(whole)
    box.result = None
    cut = write_archive(box)
    assert whole.startswith(cut)
    return cut


@pytest.mark.parametrize("name", ["record", "box.bel"])
def test_what_has_come_to_its_end_is_finished(made: Path, name: str) -> None:
    assert run("verify", str(made / name), "--finished")[0] == 0


def test_an_archive_that_was_cut_between_two_events_is_refused_when_the_vote_is_over(
    made: Path, tmp_path: Path
) -> None:
    """Nothing but its end tells it from the archive of a vote that goes on."""
    cut = tmp_path / "cut.bel"
    cut.write_bytes(cut_between_two_events((made / "box.bel").read_bytes()))
    assert run("verify", str(cut))[0] == 0
    code, out, _ = run("verify", str(cut), "--finished")
    assert (code, "\nerror: verify.unfinished: " in out) == (1, True)
    assert "\n13  WRONG  " not in out  # which was not come to
    assert out.endswith("verification: refused\n")


@pytest.mark.parametrize("stage", ["opened", "voted", "added-up"])
def test_a_record_on_its_way_is_refused_when_the_vote_is_over(town: Town, stage: str) -> None:
    code, out, _ = run("verify", str(town.root / "stages" / stage), "--finished", "--json")
    told = json.loads(out)
    assert (code, told["verdict"]) == (1, "refused")
    errors = [each["code"] for each in told["findings"] if each["severity"] == "error"]
    assert errors == ["verify.unfinished"]


def test_no_shard_is_signed_of_what_should_be_finished_and_is_not(
    town: Town, tmp_path: Path
) -> None:
    run("record", "key", "auditor/one", "-o", str(tmp_path / "key"), "--no-passphrase")
    signing = ("--key", str(tmp_path / "key"), "--receipt", str(tmp_path / "receipt"))
    words = ("verify", str(town.root / "stages/voted"), "--shard", "1/1", *signing)
    code, _, err = run(*words, "--finished")
    assert (code, "\ndauys: verify.unfinished: " in err) == (1, True)
    assert not (tmp_path / "receipt").exists()
    assert run(*words)[0] == 0


@pytest.mark.parametrize("key", ["nonsense", "", "/etc/hostname", STRANGER[:-9], STRANGER[1:]])
def test_a_log_key_that_is_none_is_not_held_against_the_record(made: Path, key: str) -> None:
    code, out, err = run("verify", str(made / "record"), "--log-key", key)
    assert (code, out) == (2, "")
    assert err.startswith("dauys: note.key: The option --log-key: ")
    for language, option in (("ru", "Параметр --log-key: "), ("kk", "«--log-key» параметрі: ")):
        err = run("verify", str(made / "record"), "--log-key", key, "--lang", language)[2]
        assert err.startswith(f"dauys: note.key: {option}")


@pytest.mark.parametrize("cut", [0, 30, 100, -1])
def test_a_kept_checkpoint_that_is_none_is_not_held_against_the_record(
    made: Path, tmp_path: Path, cut: int
) -> None:
    kept = tmp_path / "kept"
    kept.write_bytes((made / "record/checkpoint").read_bytes()[:cut])
    code, out, err = run("verify", str(made / "record"), "--since", str(kept), "--json")
    assert (code, json.loads(out)["verdict"]) == (2, "unread")
    assert err.startswith(f"dauys: checkpoint.kept: File {kept} ")


def test_a_text_is_no_checkpoint(made: Path, tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("The checkpoint of July.\n")
    code, _, err = run("verify", str(made / "record"), "--since", str(tmp_path / "kept"))
    assert (code, "checkpoint.kept: " in err) == (2, True)


def test_a_checkpoint_of_another_log_is_told_as_that(made: Path, town: Town) -> None:
    """No key was asked for: to say so would send the auditor the wrong way."""
    kept = town.root / "record/checkpoint"
    code, out, _ = run("verify", str(made / "record"), "--since", str(kept))
    assert (code, "\nerror: log.key: " in out) == (1, True)
    assert "or that signed the checkpoint kept before" in out


@pytest.mark.parametrize(("cut", "told"), [(300, "archive.size"), (1000, "archive.header")])
@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_an_archive_that_ends_inside_a_document_is_told_to_be_fetched_again(
    made: Path, tmp_path: Path, language: str, cut: int, told: str
) -> None:
    (tmp_path / "cut.bel").write_bytes((made / "box.bel").read_bytes()[:-cut])
    code, out, _ = run("verify", str(tmp_path / "cut.bel"), "--lang", language)
    again = {"en": "fetch it again.", "ru": "получите его снова.", "kk": "оны қайта алыңыз."}
    assert code == 1
    (line,) = [each for each in out.splitlines() if f"{told}: " in each]
    assert line.endswith(again[language])


@pytest.mark.parametrize(
    ("language", "told"), [("en", "(step 4)"), ("ru", "(шаг 4)"), ("kk", "(4-қадам)")]
)
def test_what_was_skipped_is_told_with_its_step(
    town: Town, tmp_path: Path, language: str, told: str
) -> None:
    record = town.at("whole", tmp_path)
    next(record.glob("object/*")).unlink()
    out = run("verify", str(record), "--lang", language)[1].splitlines()
    skipped = [line for line in out if "verify.skipped: " in line]
    assert skipped
    assert any(line.endswith(told) for line in skipped)


def test_a_count_of_one_is_told_as_well_as_any_other(tmp_path: Path) -> None:
    """Where a log may have one entry, and where a simulated vote has one voter."""
    out = run("simulate", "--voters", "1", "--out", str(tmp_path / "one"))[1]
    assert out.endswith("(voters: 1, ballots: 1)\n")
    for code in ("log.rollback", "log.fork", "log.behind", "log.size"):
        facts = {"size": 1, "signed": 1, "known": 1}
        assert "1 entries" not in Words("en").sentence(code, "log", facts)


def test_every_key_of_the_report_is_documented(made: Path) -> None:
    told = json.loads(run("verify", str(made / "record"), "--json")[1])
    page = (Path(__file__).parents[2] / "docs/9-verification.md").read_text(encoding="utf-8")
    keys = {*told, *told["log"], *(key for part in ("boxes", "steps") for key in told[part][0])}
    assert [key for key in sorted(keys) if f"`{key}`" not in page] == []
