"""``dauys voter find``: a voter sees all that was cast with the own credential, by the paper."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.test_voter import ballot, cast, challenge, find, keyed, look, prepared
from tests.cli.town import Town, code_of, tell
from tests.journeys.world import run


def entered(town: Town, folder: Path, record: Path, *, challenged: bool = False) -> list[str]:
    """Casts or challenges what was prepared, and enters it: its code, and its tracker if cast."""
    folder_of = {True: ("challenge", challenge), False: ("cast", cast)}
    word, use = folder_of[challenged]
    document = folder / ("challenge.json" if challenged else "ballot.json")
    told = tell(*use(folder)).splitlines()
    tell("record", word, record, document, "--box", "town", *town.keyed())
    return [line.split()[1] for line in told[: 1 if challenged else 2]]


ANYONE = "Anybody can make a challenge for any credential"
FOREIGN = "If one that was cast is not yours, somebody else has your credential"


def test_every_ballot_of_the_credential_is_shown(town: Town, tmp_path: Path) -> None:
    """A machine that votes again in silence is seen by the one whose credential it used."""
    record, names = town.at("confirmed", tmp_path), []
    for number, answer in enumerate(("yes", "no", "yes")):
        folder = tmp_path / str(number)
        folder.mkdir()
        prepared(town, folder, answer=answer)
        names.append(entered(town, folder, record, challenged=number == 1))
    other = tmp_path / "other"
    other.mkdir()
    prepared(town, other, who=1)
    entered(town, other, record)
    told = [
        "a later ballot of the same credential counts instead",
        "challenged: opened, and never counted",
        "this ballot counts",
    ]
    listed = [
        f"{', tracker '.join(own)}: {standing}" for own, standing in zip(names, told, strict=True)
    ]
    for own, standing in zip(names, told, strict=True):
        for name in own:
            lines = tell(*find(town, record, name)).splitlines()
            assert lines[0] == f"in box town: {standing}"
            assert lines[1 : 1 + len(own)] == [
                f"code: {own[0]}",
                *(f"tracker: {t}" for t in own[1:]),
            ]
            rest = lines[1 + len(own) :]
            assert rest[0] == "every ballot that bears this credential, by its code:"
            assert [line.split(maxsplit=1)[1] for line in rest[1:4]] == listed
            assert [rest[4].startswith(ANYONE), rest[5].startswith(FOREIGN)] == [True, True]
            assert len(rest) == 6


def test_a_machine_that_casts_another_ballot_is_seen_by_the_code_on_paper(
    town: Town, tmp_path: Path
) -> None:
    """The ballot that was shown stands nowhere; the one that was cast has another code."""
    folders = [tmp_path / name for name in ("shown", "cast")]
    codes = []
    for folder, answer in zip(folders, ("yes", "no"), strict=True):
        folder.mkdir()
        codes.append(prepared(town, folder, answer=answer))
    record = town.at("confirmed", tmp_path)
    code, tracker = entered(town, folders[1], record)
    assert code == codes[1]
    assert code_of(*find(town, record, codes[0])) == (1, "ballot.absent")
    assert f"code: {code}" in tell(*find(town, record, tracker)).splitlines()


def test_a_challenge_by_somebody_else_is_no_sign_of_a_stolen_credential(
    town: Town, tmp_path: Path
) -> None:
    """The public credential stands on the roll: nobody needs the secret one to open a ballot."""
    record = town.at("confirmed", tmp_path)
    for name, challenged in (("theirs", True), ("mine", False)):
        (tmp_path / name).mkdir()
        prepared(town, tmp_path / name)
        found = entered(town, tmp_path / name, record, challenged=challenged)
    told = tell(*find(town, record, found[0]))
    assert ANYONE in told
    assert FOREIGN not in told


def test_whoever_only_tested_is_told_of_a_ballot_that_was_cast(town: Town, tmp_path: Path) -> None:
    """A machine that cast one in silence beside the one it was asked to open."""
    record = town.at("confirmed", tmp_path)
    codes = []
    for name, challenged in (("tested", True), ("silent", False)):
        (tmp_path / name).mkdir()
        prepared(town, tmp_path / name)
        codes.append(entered(town, tmp_path / name, record, challenged=challenged)[0])
    assert FOREIGN in tell(*find(town, record, codes[0]))


@pytest.mark.parametrize("tracker", ["A" * 43, "", "x" * 5000, "../../etc"])
def test_a_tracker_that_is_not_in_the_record(town: Town, tracker: str) -> None:
    assert code_of(*find(town, town.root / "record", tracker)) == (1, "ballot.absent")


def test_a_ballot_of_a_changed_record_is_not_found(town: Town, tmp_path: Path) -> None:
    record = town.at("voted", tmp_path)
    (record / "checkpoint").write_bytes(b"")
    assert code_of(*find(town, record, "A" * 43))[0] in (1, 2)


@pytest.mark.parametrize("command", ["ballot", "find", "check-challenge"])
def test_no_record_is_read_without_the_key_of_its_log(
    town: Town, tmp_path: Path, command: str
) -> None:
    """A log that was made for this voter alone has other trustees, who read the ballot."""
    record = town.root / "stages/confirmed"
    words = {
        "ballot": ballot(town, tmp_path, town.credentials()[0]),
        "find": find(town, record, "A" * 43),
        "check-challenge": look(town, record, "A" * 43),
    }[command]
    bare = [word for word in words if word not in keyed(town)]
    code, _, err = run(*(str(word) for word in bare))
    assert code == 2
    assert "--log-key" in err
    foreign = "tal.example/log+" + town.log_key.partition("+")[2][::-1]
    other = [foreign if word == town.log_key else word for word in words]
    assert code_of(*other)[0] in (1, 2)
    assert not (tmp_path / "prepared.json").exists()
