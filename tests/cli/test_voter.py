"""``dauys voter``: a ballot that the box will take or that shows what it holds, and never both."""

from __future__ import annotations

import json
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from dauys.cli import commission, voice, voter
from dauys.record import state
from tests.ballots.world import CREDENTIALS, TWO
from tests.cli.town import Town, code_of, files_of, secret_file, spoil, tell
from tests.journeys.world import run
from tests.verification.world import played_until_the_count

Words = tuple[str | Path, ...]


def ballot(town: Town, folder: Path, secret: str, *more: str) -> Words:
    """The preparing of a ballot."""
    secret_file(folder / "credential", secret)
    words = ("voter", "ballot", town.root / "stages/confirmed", "--box", "town", *keyed(town))
    answer = more or ("--answer", "yes")
    return (*words, "--credential", folder / "credential", "-o", folder / "prepared.json", *answer)


def cast(folder: Path) -> Words:
    """The signing of a prepared ballot."""
    own = ("--credential", folder / "credential")
    return ("voter", "cast", folder / "prepared.json", *own, "-o", folder / "ballot.json")


def challenge(folder: Path) -> Words:
    """The opening of a prepared ballot."""
    return ("voter", "challenge", folder / "prepared.json", "-o", folder / "challenge.json")


def look(town: Town, record: Path, code: str, *more: str | Path) -> Words:
    """What anyone sees in a challenged ballot."""
    return ("voter", "check-challenge", record, code, *keyed(town), *more)


def find(town: Town, record: Path, code: str) -> Words:
    """The looking for a ballot by its code or tracker."""
    return ("voter", "find", record, code, *keyed(town))


def keyed(town: Town) -> Words:
    """The key of the log, as it stands on the voter's sheet."""
    return ("--log-key", town.log_key)


def prepared(town: Town, folder: Path, who: int = 0, answer: str = "yes") -> str:
    """Prepares a ballot; gives its code."""
    told = tell(*ballot(town, folder, town.credentials()[who], "--answer", answer))
    assert told.startswith("code: ")
    return told.split()[1]


def test_a_ballot_is_made_and_the_box_takes_it(town: Town, tmp_path: Path) -> None:
    secret = town.credentials()[0]
    tell(*ballot(town, tmp_path, secret))
    code, tracker = tell(*cast(tmp_path)).splitlines()
    record = town.at("confirmed", tmp_path)
    words = ("record", "cast", record, tmp_path / "ballot.json", "--box", "town")
    assert tell(*words, *town.keyed()) == f"{tracker}\n"
    assert secret.encode() not in (tmp_path / "ballot.json").read_bytes()
    for name in (code, tracker):
        found = tell(*find(town, record, name.split()[1]))
        assert found == f"in box town: this ballot counts\n{code}\n{tracker}\n"


def test_the_code_shown_first_is_the_hash_that_the_ballot_is_signed_with(
    town: Town, tmp_path: Path
) -> None:
    code = prepared(town, tmp_path)
    tell(*cast(tmp_path))
    assert json.loads((tmp_path / "ballot.json").read_bytes())["signature"]["hash"] == code


def test_nothing_but_the_code_is_told_before_the_choice(town: Town, tmp_path: Path) -> None:
    """Neither a signature nor the credential stands in the file, which its owner alone reads."""
    prepared(town, tmp_path)
    place = tmp_path / "prepared.json"
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    kept = place.read_bytes()
    assert b"signature" not in kept
    assert town.credentials()[0].encode() not in kept


@pytest.mark.parametrize("answer", ["yes", "no"])
def test_a_challenged_ballot_shows_the_answer_on_any_machine(
    town: Town, tmp_path: Path, answer: str
) -> None:
    """First from the file, then from the record, by the code that was written down."""
    code = prepared(town, tmp_path, answer=answer)
    told = tell(*challenge(tmp_path))
    assert told.splitlines()[0] == f"code: {code}"
    assert "beside your public credential" in told
    assert "can never be cast" in told
    assert "make a new one" in told
    record = town.at("confirmed", tmp_path)
    from_file = tell(*look(town, record, code, "--challenge", tmp_path / "challenge.json"))
    assert (
        from_file.splitlines()[2] == {"yes": "answer: Иә / Да", "no": "answer: Жоқ / Нет"}[answer]
    )
    assert "not in this record yet" in from_file
    enter = ("record", "challenge", record, tmp_path / "challenge.json", "--box", "town")
    assert tell(*enter, *town.keyed()) == f"challenged: {code}\n"
    published = tell(*look(town, record, code))
    assert published.splitlines()[:3] == from_file.splitlines()[:3]
    assert "challenged in this record" in published
    again = tell(*look(town, record, code, "--challenge", tmp_path / "challenge.json"))
    assert again == published


def test_a_ballot_is_used_once(town: Town, tmp_path: Path) -> None:
    """Cast, it can no more be opened; opened, it can no more be cast; nothing secret is left."""
    for use, other, code in (
        (cast, challenge, "pending.cast"),
        (challenge, cast, "pending.challenged"),
    ):
        folder = tmp_path / code
        folder.mkdir()
        prepared(town, folder)
        numbers = json.loads((folder / "prepared.json").read_bytes())["challenge"]["answers"][0]
        tell(*use(folder))
        left = (folder / "prepared.json").read_bytes()
        assert not any(number.encode() in left for number in numbers["randomness"])
        assert stat.S_IMODE((folder / "prepared.json").stat().st_mode) == 0o600
        for again in (use, other):
            assert code_of(*again(folder)) == (1, code)
        assert len(list(folder.iterdir())) == 3, "credential, what is left, and the one document"


def test_the_keeper_takes_no_ballot_that_was_challenged(town: Town, tmp_path: Path) -> None:
    """A machine that kept a copy of the file could sign it all the same."""
    prepared(town, tmp_path)
    kept = (tmp_path / "prepared.json").read_bytes()
    tell(*challenge(tmp_path))
    (tmp_path / "prepared.json").write_bytes(kept)
    tell(*cast(tmp_path))
    record = town.at("confirmed", tmp_path)
    enter = ("record", "challenge", record, tmp_path / "challenge.json", "--box", "town")
    put = ("record", "cast", record, tmp_path / "ballot.json", "--box", "town")
    tell(*enter, *town.keyed())
    assert code_of(*put, *town.keyed()) == (1, "ballot.challenged")
    assert code_of(*enter, *town.keyed()) == (1, "challenge.repeated")


def test_the_keeper_takes_no_challenge_of_a_ballot_that_was_cast(
    town: Town, tmp_path: Path
) -> None:
    """It would tell how the voter voted; and whoever looks at the file is told so too."""
    code = prepared(town, tmp_path)
    kept = (tmp_path / "prepared.json").read_bytes()
    tell(*cast(tmp_path))
    (tmp_path / "prepared.json").write_bytes(kept)
    tell(*challenge(tmp_path))
    record = town.at("confirmed", tmp_path)
    put = ("record", "cast", record, tmp_path / "ballot.json", "--box", "town")
    enter = ("record", "challenge", record, tmp_path / "challenge.json", "--box", "town")
    tell(*put, *town.keyed())
    assert code_of(*enter, *town.keyed()) == (1, "challenge.cast")
    seen = look(town, record, code, "--challenge", tmp_path / "challenge.json")
    assert code_of(*seen) == (1, "challenge.cast")


def test_the_keeper_takes_so_many_challenges_an_hour(
    town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Anybody can make them for any credential. The record with more of them is none the worse."""
    record = town.at("confirmed", tmp_path)
    enter = []
    for number in range(4):
        folder = tmp_path / str(number)
        folder.mkdir()
        prepared(town, folder, who=number % 2)
        tell(*challenge(folder))
        enter.append(("record", "challenge", record, folder / "challenge.json", "--box", "town"))
    with monkeypatch.context() as patched:
        patched.setattr(state, "CHALLENGES", 2)
        patched.setattr(commission, "CHALLENGES", 2)
        first, last, later = (f"2027-07-13T0{time}Z" for time in ("5:00:00", "5:59:59", "6:00:00"))
        tell(*enter[0], *town.keyed(first))
        tell(*enter[1], *town.keyed(first))
        assert code_of(*enter[2], *town.keyed(last)) == (1, "challenge.many")
        tell(*enter[2], *town.keyed(later))
        tell(*enter[3], *town.keyed(later))
    tell("verify", record)


def test_a_challenge_of_another_ballot_is_told(town: Town, tmp_path: Path) -> None:
    """A machine that opens an honest ballot instead of the one whose code it showed."""
    prepared(town, tmp_path)
    tell(*challenge(tmp_path))
    record = town.root / "stages/confirmed"
    seen = look(town, record, "A" * 43, "--challenge", tmp_path / "challenge.json")
    assert code_of(*seen) == (1, "challenge.code")


def test_a_challenge_that_shows_another_answer_is_told(town: Town, tmp_path: Path) -> None:
    code = prepared(town, tmp_path, answer="no")
    tell(*challenge(tmp_path))
    place = tmp_path / "challenge.json"
    document = json.loads(place.read_bytes())
    document["answers"][0]["choices"] = [1, 0]
    place.write_text(json.dumps(document, separators=(",", ":")))
    seen = look(town, town.root / "stages/confirmed", code, "--challenge", place)
    assert code_of(*seen) == (1, "challenge.opening")


def test_a_challenge_for_another_vote_is_told(town: Town, tmp_path: Path) -> None:
    code = prepared(town, tmp_path)
    tell(*challenge(tmp_path))
    place = tmp_path / "challenge.json"
    uuid = (town.own("registrar") / "public/town/uuid").read_text()
    place.write_text(place.read_text().replace(uuid, "AnotherBox1111"))
    seen = look(town, town.root / "stages/confirmed", code, "--challenge", place)
    assert code_of(*seen) == (1, "ballot.election")


@pytest.mark.parametrize("code", ["A" * 43, "", "x" * 5000, "../../etc"])
def test_a_code_that_is_not_in_the_record(town: Town, code: str) -> None:
    assert code_of(*look(town, town.root / "stages/whole", code)) == (1, "ballot.absent")


def test_the_tracker_of_a_ballot_that_was_cast_opens_nothing(town: Town, tmp_path: Path) -> None:
    prepared(town, tmp_path)
    tracker = tell(*cast(tmp_path)).split()[-1]
    record = town.at("confirmed", tmp_path)
    put = ("record", "cast", record, tmp_path / "ballot.json", "--box", "town")
    tell(*put, *town.keyed())
    assert code_of(*look(town, record, tracker)) == (1, "ballot.absent")


def test_a_credential_that_others_can_read_is_not_used(town: Town, tmp_path: Path) -> None:
    words = ballot(town, tmp_path, town.credentials()[0])
    (tmp_path / "credential").chmod(0o644)
    assert code_of(*words) == (1, "key.open")
    (tmp_path / "credential").chmod(0o600)
    tell(*words)
    (tmp_path / "credential").chmod(0o640)
    assert code_of(*cast(tmp_path)) == (1, "key.open")


def test_a_ballot_waits_for_its_own_credential(town: Town, tmp_path: Path) -> None:
    """Another one signs nothing, and the ballot is as it was."""
    prepared(town, tmp_path)
    before = (tmp_path / "prepared.json").read_bytes()
    secret_file(tmp_path / "credential", town.credentials()[1])
    assert code_of(*cast(tmp_path)) == (1, "pending.credential")
    assert (tmp_path / "prepared.json").read_bytes() == before
    assert not (tmp_path / "ballot.json").exists()
    secret_file(tmp_path / "credential", town.credentials()[0])
    tell(*cast(tmp_path))


@pytest.mark.parametrize("use", [cast, challenge])
def test_a_document_is_not_written_over_and_the_ballot_is_put_back(
    town: Town, tmp_path: Path, use: Callable[[Path], Words]
) -> None:
    prepared(town, tmp_path)
    for name in ("ballot.json", "challenge.json"):
        (tmp_path / name).write_text("mine")
    before = files_of(tmp_path)
    assert code_of(*use(tmp_path)) == (2, "file.exists")
    assert files_of(tmp_path) == before


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"used":"lost","code":"x"}'])
def test_a_file_that_is_no_prepared_ballot(tmp_path: Path, content: str) -> None:
    secret_file(tmp_path / "credential", CREDENTIALS[0])
    (tmp_path / "prepared.json").write_text(content)
    for use in (cast, challenge):
        exit_, code = code_of(*use(tmp_path))
        assert (exit_, code.partition(".")[0]) == (1, "json")
    assert (tmp_path / "prepared.json").read_text() == content


def test_a_prepared_ballot_that_is_not_there(tmp_path: Path) -> None:
    secret_file(tmp_path / "credential", CREDENTIALS[0])
    for use in (cast, challenge):
        assert code_of(*use(tmp_path)) == (2, "file.missing")


def test_a_box_goes_by_its_uuid_too(town: Town, tmp_path: Path) -> None:
    uuid = (town.own("registrar") / "public/town/uuid").read_text()
    words = [
        uuid if word == "town" else word for word in ballot(town, tmp_path, town.credentials()[0])
    ]
    tell(*words)
    tell(*cast(tmp_path))
    assert json.loads((tmp_path / "ballot.json").read_bytes())["election_uuid"] == uuid


def test_the_same_choice_gives_another_ballot_each_time(town: Town, tmp_path: Path) -> None:
    """Who sees two ballots must not see that they say the same."""
    codes = set()
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        codes.add(prepared(town, tmp_path / name))
    assert len(codes) == 2


@pytest.mark.parametrize("answer", ["maybe", "Yes", "", "blank", "1"])
def test_an_answer_that_the_question_does_not_have(town: Town, tmp_path: Path, answer: str) -> None:
    """Blank is none here: the question of this town does not allow it."""
    words = ballot(town, tmp_path, town.credentials()[0], "--answer", answer)
    assert code_of(*words) == (2, "voter.answer")
    assert not (tmp_path / "prepared.json").exists()


def test_blank_is_an_answer_where_the_question_allows_it() -> None:
    """It is the first cell, and its words are those of the language, not of the question."""
    trusted = played_until_the_count(blank=True).trusted
    made = {key: voter.choices(trusted, key) for key in ("blank", "yes", "no")}
    assert made == {"blank": [[1, 0, 0]], "yes": [[0, 1, 0]], "no": [[0, 0, 1]]}
    box = next(iter(trusted.boxes.values()))
    question = box.sealed.sealed.election.questions[0]
    voice.speak("en")
    told = {key: voter.chosen_words(question, tuple(made[key][0])) for key in made}
    assert told == {"blank": ["blank vote"], "yes": ["Yes / Да"], "no": ["No / Нет"]}


def test_several_answers_or_none_are_shown_each_for_itself() -> None:
    question = TWO[1]
    assert voter.chosen_words(question, (1, 0, 1)) == ["North", "East"]
    assert voter.chosen_words(question, (0, 0, 0)) == []


@pytest.mark.parametrize("secret", ["", "abc", "0" * 25, "\ufeff", "x" * 1025])
def test_a_credential_that_is_none(town: Town, tmp_path: Path, secret: str) -> None:
    exit_, code = code_of(*ballot(town, tmp_path, secret))
    assert (exit_, code) in ((1, "credential.form"), (2, "file.size"))


def test_a_credential_that_was_mistyped_is_told_before_it_is_cast(
    town: Town, tmp_path: Path
) -> None:
    """Its form is right, but it stands on no roll: the box would refuse the ballot."""
    assert code_of(*ballot(town, tmp_path, CREDENTIALS[0])) == (1, "ballot.credential")
    assert not (tmp_path / "prepared.json").exists()


def test_a_box_that_is_not_there(town: Town, tmp_path: Path) -> None:
    words = ballot(town, tmp_path, town.credentials()[0])
    other = ["village" if word == "town" else word for word in words]
    assert code_of(*other) == (2, "record.box")


def test_a_prepared_ballot_is_not_written_over(town: Town, tmp_path: Path) -> None:
    words = ballot(town, tmp_path, town.credentials()[0])
    tell(*words)
    before = files_of(tmp_path)
    assert code_of(*words) == (2, "file.exists")
    assert files_of(tmp_path) == before


def test_a_ballot_is_made_for_a_sound_record_only(town: Town, tmp_path: Path) -> None:
    """The election's key could be another's, who would read the ballot."""
    record = town.at("confirmed", tmp_path)
    spoil(record, "object/*")
    words = [
        record if word == town.root / "stages/confirmed" else word
        for word in ballot(town, tmp_path, town.credentials()[0])
    ]
    assert code_of(*words) == (1, "object.hash")


def test_there_is_no_vote_yet(town: Town, tmp_path: Path) -> None:
    words = [
        town.root / "stages/called" if word == town.root / "stages/confirmed" else word
        for word in ballot(town, tmp_path, town.credentials()[0])
    ]
    assert code_of(*words) == (1, "setup.missing")


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_what_a_challenge_means_is_told_in_every_language(
    town: Town, tmp_path: Path, language: str
) -> None:
    prepared(town, tmp_path)
    code, out, err = run("--lang", language, *(str(word) for word in challenge(tmp_path)))
    assert (code, err) == (0, "")
    assert len(out.splitlines()) == 2
    assert str(tmp_path / "challenge.json") in out
