"""A small referendum by commands, kept at each of its stages, for tests to take a copy of.

Made once a run: Ed25519, one ballot box, two trustees, three voters. The files are those of
docs/how-to, without their witness. `Town.at` gives a fresh copy of the record as it stood at a
stage.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path

from dauys.cli.ledger import memory_of
from dauys.log.keys import SigningKey
from tests.journeys import pages
from tests.journeys.world import PASSPHRASE, run

BEFORE = "2027-07-01T05:00:00Z"
VOTING = "2027-07-13T05:00:00Z"
LATER = "2027-07-20T15:00:00Z"
# A true key of the log's name, which is not the log's.
STRANGER = SigningKey("tal.example/log", b"7" * 32).verifier.write()
AGAIN = ("--work", "tal-charter", "--version", "draft-1")


def tell(*args: str | Path) -> str:
    """A command that must succeed: its standard output."""
    code, out, err = run(*(str(arg) for arg in args))
    assert (code, err) == (0, ""), f"{args}\n{out}\n{err}"
    return out


def code_of(*args: str | Path) -> tuple[int, str]:
    """A command that must fail: its exit code, and the code on its one line of standard error."""
    code, out, err = run(*(str(arg) for arg in args))
    assert "Traceback" not in err
    assert out == ""
    assert err.count("\n") == 1, err
    assert err.startswith("dauys: ")
    return code, err.split(": ")[1]


@dataclass(frozen=True, slots=True)
class Town:
    """Where everything lies."""

    root: Path

    @property
    def key(self) -> Path:
        return self.root / "log.key"

    @property
    def phrase(self) -> Path:
        """A file with the passphrase that everyone types."""
        return self.root / "passphrase.txt"

    @property
    def log_key(self) -> str:
        """The log's public key."""
        opening = json.loads((self.root / "opening.json").read_bytes())
        return str(opening["log"])

    def own(self, party: str) -> Path:
        """A party's own folder: registrar, trustee-1, trustee-2."""
        return self.root / party

    def credentials(self) -> list[str]:
        """The secret credentials of the three voters."""
        places = sorted((self.own("registrar") / "voters/town").iterdir())
        return [place.read_text().strip() for place in places]

    def at(self, stage: str, place: Path) -> Path:
        """A copy of the record as it stood at a stage, and everyone's machine as it was then."""
        memory_of(self.key).unlink(missing_ok=True)
        self.forget()
        return Path(shutil.copytree(self.root / "stages" / stage, place / "record"))

    def forget(self) -> None:
        """No party has seen a head of the log yet: a test may begin at any stage."""
        for memory in self.root.glob("*/seen"):
            shutil.rmtree(memory)

    def keep(self, stage: str) -> None:
        """Keeps the record as it stands now."""
        shutil.copytree(self.root / "record", self.root / "stages" / stage)

    def append(self, kind: str, body: Path, *more: str | Path, at: str = VOTING) -> None:
        """An event by its file."""
        tell("record", "append", self.root / "record", kind, body, *more, *self.keyed(at))

    def keyed(self, at: str = VOTING) -> tuple[str | Path, ...]:
        """The options that every command of the log keeper takes."""
        return ("--key", self.key, "--at", at)


def build(root: Path) -> Town:
    """The whole referendum, its record kept at each stage."""
    town = Town(root)
    secret_file(town.phrase, PASSPHRASE + "\n")
    for party in ("log-keeper", "registrar"):
        for name, content in pages.files(party).items():
            (root / name).write_text(content, encoding="utf-8")
    three = (root / "voters.csv").read_text(encoding="utf-8").splitlines()[:4]
    (root / "voters.csv").write_text("\n".join(three) + "\n", encoding="utf-8")
    _prepare(town)
    _set_up(town)
    _vote(town)
    _count(town)
    return town


def _prepare(town: Town) -> None:
    root, record = town.root, town.root / "record"
    key = tell("record", "key", "tal.example/log", "-o", town.key).splitlines()[-1]
    opening = json.loads((root / "opening.json").read_text(encoding="utf-8"))
    opening |= {"log": key, "witnesses": [], "quorum": 0}  # tests of witnesses name their own
    (root / "opening.json").write_text(json.dumps(opening, ensure_ascii=False), encoding="utf-8")
    start = "2027-05-14T05:00:00Z"
    tell("record", "open", record, root / "opening.json", *town.keyed(start))
    town.keep("opened")
    texts = (root / "charter.kk.txt", root / "charter.ru.txt")
    dated = ("--date", "2027-05-14", "--author", "tal-council", "--authoritative", "kk")
    tell("record", "text", record, *texts, *AGAIN, *dated, *town.keyed(start))
    town.keep("text")
    rule = ("--rule", "town-charter")
    tell("record", "question", record, root / "question.json", *rule, *AGAIN, *town.keyed(start))
    town.keep("called")
    tell("record", "stations", record, root / "stations.csv", *town.keyed(start))


def _set_up(town: Town) -> None:
    root = town.root
    tell("registrar", "credentials", root / "voters.csv", "-o", town.own("registrar"))
    for number in (1, 2):
        tell("trustee", "key", "-o", town.own(f"trustee-{number}"))
    keys = [town.own(f"trustee-{number}") / "trustee.public.json" for number in (1, 2)]
    tell(
        "question", "setup", root / "record", "--rolls", town.own("registrar") / "public",
        "--trustee", keys[0], "--trustee", keys[1], "-o", root / "sealed",
    )  # fmt: skip
    town.append("voting.setup", root / "sealed/voting.setup.json", "--object", root / "sealed")
    town.keep("sealed")
    for party in ("registrar", "trustee-1", "trustee-2"):
        body = root / f"{party}.json"
        role = party.partition("-")[0]
        tell(role, "check", root / "record", "--folder", town.own(party), "-o", body)
        town.append("setup.confirmed", body)
    town.keep("confirmed")


def _vote(town: Town) -> None:
    answers = ("yes", "no", "yes")
    for number, secret in enumerate(town.credentials()):
        place = town.root / f"credential-{number}"
        secret_file(place, secret)
        ballot = town.root / f"ballot-{number}.json"
        chosen = ("--box", "town", "--answer", answers[number])
        made = town.root / f"prepared-{number}.json"
        own = ("--credential", place)
        record = (town.root / "record", "--log-key", town.log_key)
        tell("voter", "ballot", *record, *chosen, *own, "-o", made)
        tell("voter", "cast", made, *own, "-o", ballot)
        cast = ("record", "cast", town.root / "record", ballot, "--box", "town")
        tell(*cast, *town.keyed())
    town.keep("voted")


def _count(town: Town) -> None:
    root, record = town.root, town.root / "record"
    box = ("--box", "town", *town.keyed(LATER))
    tell("record", "close", record, *box)
    town.keep("closed")
    tell("record", "tally", record, *box)
    town.keep("added-up")
    for number in (1, 2):
        place = root / f"opened-{number}"
        own = town.own(f"trustee-{number}")
        tell("trustee", "decrypt", root / "record", "--folder", own, "-o", place)
        town.append("tally.decrypted", place / "town.json", "--object", place, at=LATER)
        town.keep(f"opened-{number}")
    tell("record", "result", record, *box)
    tell("record", "protocols", record, root / "protocols.csv", *town.keyed(LATER))
    town.keep("counted")
    tell("record", "declare", record, *town.keyed(LATER))
    matrix = (root / "tasks.csv", "--language", "kk")
    tell("record", "tasks", record, *matrix, *town.keyed(LATER))
    town.keep("whole")


def secret_file(path: Path, text: str) -> None:
    """A file that only its owner may read."""
    path.touch(mode=0o600)
    path.write_text(text, encoding="utf-8")


def files_of(folder: Path) -> dict[str, bytes]:
    """Every file of a folder with its bytes, to see that nothing was written."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in found}


def spoil(record: Path, name: str = "tile/entries/000.p/*") -> None:
    """Changes one bit of a file of the record, in the middle."""
    path = next(iter(sorted(record.glob(name))))
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
