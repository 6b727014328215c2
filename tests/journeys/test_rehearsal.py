"""A whole referendum by the commands of docs/how-to alone, word by word, each party by itself."""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from unittest import mock

import pytest

from dauys.cli import entries, terminal
from dauys.cli.keys import read_private
from dauys.cli.main import tree
from dauys.cli.page import label
from dauys.wire import ids
from tests.journeys import pages
from tests.journeys.pages import Command
from tests.journeys.world import Party, everything_in, run, served, typed


class Clock:
    """The time on everyone's wall; the log keeper's entries take it."""

    now = "2027-05-14T05:00:00Z"

    def time(self) -> int:
        """Seconds since 1970."""
        return ids.seconds(self.now)


class Town:
    """The five parties of the pages, with two trustees and three voters."""

    def __init__(self, folder: Path, group: str, address: str):
        self.shell = {"RECORD": f"{address}/record"}

        def party(name: str, page: str) -> Party:
            return Party(folder / name, page, group, self.shell)

        self.keeper = party("keeper", "log-keeper")
        self.registrar = party("registrar", "registrar")
        self.trustees = [party("trustee-1", "trustee"), party("trustee-2", "trustee")]
        self.voters = [party(f"voter-{number}", "voter") for number in (1, 2, 3)]
        self.auditor = party("auditor", "auditor")


def prepare(town: Town) -> None:
    """The log is open, the text published, the question called."""
    key = town.keeper.next().splitlines()[-1]
    town.shell["LOG_KEY"] = key
    opening = town.keeper.folder / "opening.json"
    words = "the public key that was printed"
    opening.write_text(opening.read_text(encoding="utf-8").replace(words, key), encoding="utf-8")
    town.keeper.next(4)


def set_up(town: Town) -> None:
    """Keys, credentials, the sealed set-up, everyone's confirmation."""
    town.registrar.next(2)
    town.registrar.give("registrar/public", town.keeper, "rolls")
    for number, trustee in enumerate(town.trustees, 1):
        trustee.next()
        trustee.give("trustee/trustee.public.json", town.keeper, f"trustee-{number}.json")
    town.keeper.next(2)
    town.registrar.next()
    town.registrar.give("confirmation.json", town.keeper, "from-registrar.json")
    town.registrar.next()
    for number, trustee in enumerate(town.trustees, 1):
        trustee.next()
        trustee.give("confirmation.json", town.keeper, f"from-trustee-{number}.json")
    town.keeper.next(3)


def vote(town: Town) -> None:
    """Each voter challenges a ballot and casts one; of the two of the first, the later counts."""
    for number, voter in enumerate(town.voters, 1):
        town.registrar.give(f"registrar/voters/town/V-00{number}.txt", voter, "credential.txt")
    cast, challenge = town.keeper.waiting[:2]
    make, sign = (town.voters[0].waiting[n] for n in (0, 5))
    town.voters[0].do(make, {"prepared.json": "first-made.json", "yes": "no"})
    first = town.voters[0].do(
        sign, {"another.json": "first-made.json", "ballot.json": "first.json"}
    )
    town.voters[0].give("first.json", town.keeper, "first.json")
    assert town.keeper.do(cast, {"ballot.json": "first.json"}) == first
    for number, (voter, answer) in enumerate(zip(town.voters, ("yes", "no", "yes"), strict=True)):
        tried(town, voter, challenge, number, answer)
        make = voter.waiting.pop(0)
        assert make.holds(voter.do(make, {"yes": answer}))
        told = voter.next()
        voter.give("ballot.json", town.keeper, f"ballot-{number}.json")
        # the tracker that the commission gives back is the voter's own
        assert town.keeper.do(cast, {"ballot.json": f"ballot-{number}.json"}) == told
        town.shell["TRACKER"] = told.split()[-1]
        voter.next()
    town.shell["TRACKER"] = first.split()[-1]
    find = town.voters[0].last
    assert find is not None
    told = town.voters[0].do(find)
    assert told.startswith(
        "in box town: a later ballot of the same credential counts instead\n"
        "every ballot of this credential:\n"
    )
    assert [line.split(": ", 1)[1] for line in told.splitlines()[2:5]] == [
        "a later ballot of the same credential counts instead",
        "challenged: opened, and never counted",
        "this ballot counts",
    ]
    town.keeper.waiting = town.keeper.waiting[2:]


def tried(town: Town, voter: Party, challenge: Command, number: int, answer: str) -> None:
    """A voter tests the own machine: prepares, challenges, and lets another machine look."""
    make = voter.waiting.pop(0)
    told = voter.do(make, {"yes": answer})
    assert make.holds(told)
    town.shell["CODE"] = told.split()[1]
    assert voter.next().split()[1] == town.shell["CODE"]
    words = {"yes": "answer: Иә / Да\n", "no": "answer: Жоқ / Нет\n"}[answer]
    assert words in voter.next()
    voter.give("challenge.json", town.keeper, f"challenge-{number}.json")
    entered = town.keeper.do(challenge, {"challenge.json": f"challenge-{number}.json"})
    assert challenge.holds(entered)
    assert entered.split()[-1] == town.shell["CODE"]
    assert words in voter.next()


def count(town: Town) -> None:
    """The box is closed and added up, the trustees open the sum; the registrar's list is gone."""
    town.keeper.next(2)
    town.registrar.next()
    for number, trustee in enumerate(town.trustees, 1):
        trustee.next()
        trustee.give("opened", town.keeper, f"opened-{number}")
    town.keeper.next(3)


@pytest.fixture(params=["Ed25519", "BELENIOS-2048"])
def town(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Town]:
    """The whole journey, up to the point where only the auditor is left."""
    clock = Clock()
    monkeypatch.setattr(entries, "time", SimpleNamespace(time=clock.time))
    (tmp_path / "keeper").mkdir()
    with served(tmp_path / "keeper") as address:
        (tmp_path / "keeper").rmdir()
        made = Town(tmp_path, request.param, address)
        prepare(made)
        clock.now = "2027-07-01T05:00:00Z"
        set_up(made)
        clock.now = "2027-07-13T05:00:00Z"
        vote(made)
        clock.now = "2027-07-18T15:00:00Z"
        count(made)
        clock.now = "2027-07-20T15:00:00Z"
        made.keeper.next(4)
        yield made


def test_the_referendum_of_the_pages_is_accepted_by_the_auditor(town: Town) -> None:
    town.auditor.next(4)
    code, out, _ = run("verify", str(town.keeper.folder / "town.bel"), "--json")
    archive = json.loads(out)
    assert (code, archive["verdict"], archive["result"]) == (0, "accepted", [[2, 1]])
    everyone = [town.keeper, town.registrar, *town.trustees, *town.voters, town.auditor]
    assert [party.waiting for party in everyone] == [[] for _ in everyone], "a command is left over"
    exported = [party.folder / "town.bel" for party in (town.keeper, town.auditor)]
    assert exported[0].read_bytes() == exported[1].read_bytes()
    outcome = json.loads(run("record", "show", town.shell["RECORD"], "--json")[1].splitlines()[-2])
    assert outcome["kind"] == "outcome.declared"
    assert outcome["body"]["result"]["valid"] is True
    assert outcome["body"]["figures"]["rows"][0]["yes"] == 50 + 2
    nothing_secret_has_left(town)


def opened(place: Path) -> int:
    """The secret of a key file, whose owner types the passphrase."""
    with mock.patch.object(terminal, "ask_secret", typed):
        return read_private(place)[1].x


def nothing_secret_has_left(town: Town) -> None:
    """No secret stands in anybody else's folder, the record's among them."""
    secrets = {
        str(opened(party.folder / place)): party
        for party, place in (
            (town.registrar, "registrar/registrar.key"),
            (town.trustees[0], "trustee/trustee.key"),
            (town.trustees[1], "trustee/trustee.key"),
        )
    }
    for voter in town.voters:
        secrets[(voter.folder / "credential.txt").read_text().strip()] = voter
    everyone = [town.keeper, *town.trustees, *town.voters, town.auditor]
    for party in everyone:
        held = [(party.folder / name).read_bytes() for name in everything_in(party.folder)]
        foreign = [secret for secret, owner in secrets.items() if owner is not party]
        assert not [secret for secret in foreign if any(secret.encode() in data for data in held)]


@pytest.mark.parametrize("party", pages.PARTIES)
def test_every_command_of_a_page_exists_with_its_options(party: str) -> None:
    known = tree()
    for command in pages.commands(party):
        words = shlex.split(command.words)[1:]
        path = next(" ".join(words[:n]) for n in (2, 1) if " ".join(words[:n]) in known)
        options = {option for param in known[path].params for option in param.opts}
        asked = {word for word in words if word.startswith("-")}
        assert asked <= options, command.words
        needed = {label(p) for p in known[path].params if p.required and p.opts[0][0] == "-"}
        assert needed <= {label(p) for p in known[path].params if asked & set(p.opts)}, (
            command.words
        )


def test_every_page_leads_on_from_the_log_keepers() -> None:
    keeper = pages.text("log-keeper")
    assert all(f"({party}.md)" in keeper for party in pages.PARTIES[1:])
    assert all("(log-keeper.md)" in pages.text(party) for party in pages.PARTIES[1:])
