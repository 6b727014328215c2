"""The witness's page, word by word: its own commands, and those of the log keeper beside them."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

from dauys.cli.main import tree
from tests.journeys import pages
from tests.journeys.world import Party, everything_in, run, served

WORDS = "the public key that was printed"


def keepers_commands() -> list[str]:
    """What the page says of the log keeper's side."""
    section = pages.text("witness").partition("## 4. ")[2]
    return re.findall(r"^dauys .*$", section, re.M)


def test_the_page_is_followed_word_by_word(tmp_path: Path) -> None:
    (tmp_path / "keeper").mkdir()
    with served(tmp_path / "keeper") as address:
        (tmp_path / "keeper").rmdir()
        shell = {"RECORD": f"{address}/record"}
        keeper = Party(tmp_path / "keeper", "log-keeper", "Ed25519", shell)
        witness = Party(tmp_path / "archive", "witness", "Ed25519", shell)
        public = witness.next().splitlines()[-1]
        shell["LOG_KEY"] = keeper.next().splitlines()[-1]
        opening = keeper.folder / "opening.json"
        stated = json.loads(opening.read_text(encoding="utf-8").replace(WORDS, shell["LOG_KEY"]))
        stated |= {"witnesses": [public], "quorum": 1}
        opening.write_text(json.dumps(stated, ensure_ascii=False), encoding="utf-8")
        keeper.next()
        assert unwitnessed(shell["RECORD"])
        witness.next()
        take(keeper, witness, "answer.txt")
        assert not unwitnessed(shell["RECORD"])
        keeper.next()
        assert unwitnessed(shell["RECORD"]), "a fresh head waits for its witnesses"
        witness.next()
        take(keeper, witness, "answer-2.txt")
        assert not unwitnessed(shell["RECORD"])
    assert witness.waiting == [], "a command is left over"
    secret = (witness.folder / "witness/witness.key").read_bytes()
    held = [(keeper.folder / name).read_bytes() for name in everything_in(keeper.folder)]
    assert not [data for data in held if secret in data]


def take(keeper: Party, witness: Party, name: str) -> None:
    """The log keeper adds the answer, by the command of the page."""
    witness.give(name, keeper, name)
    (words,) = [line for line in keepers_commands() if "--answer" in line]
    keeper.do(pages.Command(words.replace("answer.txt", name)))


def unwitnessed(record: str) -> bool:
    """Whether a verification misses the witness."""
    told = json.loads(run("verify", record, "--json")[1])
    return "log.unwitnessed" in [each["code"] for each in told["findings"]]


def test_every_command_beside_the_consoles_exists_with_its_options() -> None:
    known = tree()
    lines = re.findall(r"^dauys .*$", pages.text("witness"), re.M)
    assert len(lines) == 4
    for line in lines:
        words = shlex.split(line)[1:]
        options = {option for param in known[" ".join(words[:2])].params for option in param.opts}
        assert {word for word in words if word.startswith("--")} <= options, line
