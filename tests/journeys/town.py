"""A small referendum by the pages of docs/how-to: everyone who takes part, and the acts in order.

Each party has a folder of its own and types the commands of its page; whatever goes from one to
another is handed over as a file, by name. The log keeper alone writes into the record, which all
others read over HTTP.
"""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from tests.journeys import pages
from tests.journeys.world import PASSPHRASE, Party

MEMBERS = (1, 2, 3)
ANSWERS = ("yes", "yes", "no", "yes", "no")  # the last word of each voter
WORDS = {"yes": "answer: Иә / Да\n", "no": "answer: Жоқ / Нет\n"}


class Town:
    """The parties of the pages, and another machine on which a voter looks at a challenge."""

    def __init__(self, folder: Path, group: str, address: str):
        self.shell = {"RECORD": f"{address}/record"}

        def party(name: str, page: str) -> Party:
            return Party(folder / name, page, group, self.shell)

        self.keeper = party("keeper", "log-keeper")
        self.witness = party("archive", "witness")
        self.registrar = party("registrar", "registrar")
        self.trustees = [party(f"trustee-{number}", "trustee") for number in MEMBERS]
        self.voters = [party(f"voter-{number}", "voter") for number in range(1, 6)]
        self.library = party("library", "voter")
        self.auditor = party("auditor", "auditor")
        self.ceremony = pages.commands("threshold")
        self.cosigning = self.keeper.waiting.pop(2)  # asked for again and again
        self.answers = 0

    def everyone(self) -> list[Party]:
        """All but the library, which has no page of its own."""
        single = [self.keeper, self.witness, self.registrar, self.auditor]
        return [*single, *self.trustees, *self.voters]

    def cosign(self) -> None:
        """The witness cosigns the head by hand, and the log keeper adds the line."""
        first, again = self.witness.waiting
        self.answers += 1
        name = "answer.txt" if self.answers == 1 else f"answer-{self.answers}.txt"
        if self.answers == 1:
            self.witness.do(first)
        else:
            self.witness.do(again, {"answer-2.txt": name})
        self.witness.give(name, self.keeper, name)
        self.keeper.do(self.cosigning, {"answer.txt": name})


def open_log(town: Town) -> None:
    """The log is open, and names its witness; the witness cosigns."""
    witness = town.witness.next().splitlines()[-1]
    town.shell["LOG_KEY"] = town.keeper.next().splitlines()[-1]
    opening = town.keeper.folder / "opening.json"
    stated = opening.read_text(encoding="utf-8")
    stated = stated.replace("the public key that was printed", town.shell["LOG_KEY"])
    stated = stated.replace("the public key of the witness", witness)
    opening.write_text(stated, encoding="utf-8")
    town.keeper.next()
    town.cosign()


def call(town: Town) -> None:
    """The text is published, the question called, the stations listed."""
    town.keeper.next(3)
    town.cosign()


def make_keys(town: Town) -> None:
    """The registrar's credentials; the trustees' one key, carried by the commission."""
    town.registrar.next(2)
    town.registrar.give("registrar/public", town.keeper, "rolls")
    certificate, collect, deal, deliver, receive, finish, recover = town.ceremony
    for number, trustee in enumerate(town.trustees, 1):
        trustee.do(certificate, {"1": str(number)})
        trustee.give("trustee/certificate.json", town.keeper, f"certificate-{number}.json")
    town.keeper.do(collect)
    told = []
    for trustee in town.trustees:
        town.keeper.give("certificates.jsons", trustee, "certificates.jsons")
        told += re.findall("[0-9a-f]{64}", trustee.do(deal))
    for number, trustee in enumerate(town.trustees, 1):  # by voice
        (trustee.folder / "fingerprints.txt").write_text("\n".join(told), encoding="ascii")
        trustee.give("dealt.json", town.keeper, f"dealt-{number}.json")
    town.keeper.do(deliver)
    for number, trustee in enumerate(town.trustees, 1):
        town.keeper.give(f"delivered/{number}.json", trustee, f"{number}.json")
        shown = trustee.do(receive, {"1.json": f"{number}.json"})
        assert re.findall("[0-9a-f]{64}", shown) == told
        trustee.give("key.json", town.keeper, f"key-{number}.json")
    town.keeper.do(finish)
    (town.trustees[2].folder / "trustee/trustee.key").unlink()
    town.trustees[2].do(recover)


def set_up(town: Town) -> None:
    """The sealed set-up, and everyone's confirmation of it."""
    town.keeper.next(2)
    refused(town.registrar, "log.unwitnessed")
    town.cosign()
    town.registrar.next()
    town.registrar.give("confirmation.json", town.keeper, "from-registrar.json")
    town.registrar.next()
    for number, trustee in enumerate(town.trustees, 1):
        trustee.next()
        trustee.give("confirmation.json", town.keeper, f"from-trustee-{number}.json")
    town.keeper.next(4)
    town.cosign()


def vote(town: Town) -> None:
    """Five voters; the first challenges a ballot before the own, the second casts two."""
    for number, voter in enumerate(town.voters, 1):
        town.registrar.give(f"registrar/voters/town/V-00{number}.txt", voter, "credential.txt")
    with serving(town) as address:
        challenged(town, address)
        cast(town, town.voters[1], "no", address)
        again(town, town.voters[1], ANSWERS[1], address)
        for voter, answer in zip(town.voters[2:], ANSWERS[2:], strict=True):
            cast(town, voter, answer, address)
    del town.keeper.waiting[:2]


@contextlib.contextmanager
def serving(town: Town) -> Iterator[str]:
    """The address of the witness's server, in a process of its own, until it is stopped."""
    place = town.witness.folder / "passphrase"
    place.touch(mode=0o600)
    place.write_text(PASSPHRASE, encoding="utf-8")
    (command,) = [each for each in pages.beside("witness") if " serve " in each.words]
    _, *words = town.witness.typed(command, {"8080": "0"})
    server = subprocess.Popen(
        [sys.executable, "-m", "dauys", "--lang", "en", *words, "--passphrase-file", place.name],
        stdout=subprocess.PIPE, text=True, env={**os.environ}, cwd=town.witness.folder,
    )  # fmt: skip
    try:
        assert server.stdout is not None
        yield server.stdout.readline().split()[-1]
    finally:
        server.send_signal(signal.SIGINT)
        assert server.wait(timeout=10) == 130
        place.unlink()


def entered(town: Town, position: int, instead: dict[str, str], address: str) -> str:
    """What the log keeper says of a ballot that came in; the witness's server cosigns."""
    told = town.keeper.do(town.keeper.waiting[position], instead)
    (ask,) = [each for each in pages.beside("log-keeper") if " cosign " in each.words]
    answer = town.keeper.do(ask, {"https://witness.archive.example": address})
    assert town.cosigning.holds(answer)
    return told.split()[-1]


def challenged(town: Town, address: str) -> None:
    """A voter tests the own machine, has another machine look, and casts a fresh ballot."""
    voter, looker = town.voters[0], town.library
    make, challenge, look, look_again, *_ = voter.waiting
    told = voter.do(make, {"yes": "no"})
    town.shell["CODE"] = told.split()[1]
    assert voter.do(challenge).split()[1] == town.shell["CODE"]
    voter.give("challenge.json", looker, "challenge.json")
    assert WORDS["no"] in looker.do(look)
    voter.give("challenge.json", town.keeper, "challenge-1.json")
    code = entered(town, 1, {"challenge.json": "challenge-1.json"}, address)
    assert code == town.shell["CODE"]
    assert WORDS["no"] in looker.do(look_again)
    again(town, voter, ANSWERS[0], address)


def cast(town: Town, voter: Party, answer: str, address: str) -> None:
    """A voter prepares a ballot and casts it."""
    make, sign = voter.waiting[0], voter.waiting[4]
    code = voter.do(make, {"yes": answer}).split()[1]
    signed(town, voter, voter.do(sign), code, "ballot.json", address)


def again(town: Town, voter: Party, answer: str, address: str) -> None:
    """After a challenge, or after another mind: the ballot that counts."""
    make, sign = voter.waiting[5:7]
    code = voter.do(make, {"yes": answer}).split()[1]
    signed(town, voter, voter.do(sign), code, "ballot-2.json", address)


def signed(town: Town, voter: Party, told: str, code: str, name: str, address: str) -> None:
    """A signed ballot is handed in; voter and commission have the same tracker of it."""
    assert told.splitlines()[0] == f"code: {code}"
    new = f"{voter.folder.name}-{name}"
    voter.give(name, town.keeper, new)
    assert entered(town, 0, {"ballot.json": new}, address) == told.split()[-1]
    (voter.folder / "paper").write_text(code, encoding="ascii")


def look(town: Town) -> None:
    """The auditor looks while it goes on, and keeps the signed head."""
    town.auditor.next()
    with urllib.request.urlopen(town.shell["RECORD"] + "/checkpoint") as answer:
        (town.auditor.folder / "checkpoint.july").write_bytes(answer.read())


def count(town: Town) -> None:
    """The box is closed and added up; two trustees open the sum, the third stays away."""
    town.keeper.next(2)
    town.cosign()
    town.registrar.next()
    for number, trustee in enumerate(town.trustees[:2], 1):
        trustee.next()
        trustee.give("opened", town.keeper, f"opened-{number}")
        town.keeper.next()
        town.cosign()
    town.keeper.next()


def conclude(town: Town) -> None:
    """Protocols, outcome, plan; the last head is cosigned, and all voters look again."""
    town.keeper.next(4)
    town.cosign()
    refused(town.trustees[2], "decryption.nothing")
    for number, voter in enumerate(town.voters):
        find = voter.waiting[-1]
        town.shell["CODE"] = (voter.folder / "paper").read_text(encoding="ascii")
        lines = voter.do(find).count(town.shell["CODE"])
        assert lines == (2 if number < 2 else 1)  # those who have other ballots see them all


def refused(party: Party, code: str) -> None:
    """The next command of a party is refused now."""
    status, _, err = party.ask(party.waiting[0])
    assert (status, err.split(": ")[1]) == (1, code)
