"""A whole referendum by the commands of docs/how-to alone, word by word, each party by itself."""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from unittest import mock

import pytest

from dauys.cli import moment, terminal
from dauys.cli.keys import read_cosigning, read_private, read_signing
from dauys.cli.main import tree
from dauys.cli.page import label
from dauys.wire import ids
from tests.journeys import pages, town
from tests.journeys.town import Town
from tests.journeys.world import everything_in, run, served, typed


class Clock:
    """The time on everyone's wall; the log keeper's entries take it."""

    now = "2027-05-14T05:00:00Z"

    def time(self) -> int:
        """Seconds since 1970."""
        return ids.seconds(self.now)


ACTS = (
    ("2027-05-14T05:00:00Z", (town.open_log, town.call)),
    ("2027-07-01T05:00:00Z", (town.make_keys, town.set_up)),
    ("2027-07-13T05:00:00Z", (town.vote, town.look)),
    ("2027-07-18T15:00:00Z", (town.count,)),
    ("2027-07-20T15:00:00Z", (town.conclude,)),
)


@pytest.fixture(params=["Ed25519", "BELENIOS-2048"])
def played(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Town]:
    """The whole journey, up to the point where only the auditor is left."""
    clock = Clock()
    monkeypatch.setattr(moment, "time", SimpleNamespace(time=clock.time))
    (tmp_path / "keeper").mkdir()
    with served(tmp_path / "keeper") as address:
        (tmp_path / "keeper").rmdir()
        made = Town(tmp_path, request.param, address)
        for clock.now, acts in ACTS:
            for act in acts:
                act(made)
        yield made


def test_the_referendum_of_the_pages_is_accepted_by_the_auditor(played: Town) -> None:
    keeper, auditor = played.keeper, played.auditor
    keeper.give("record", auditor, "record")
    auditor.next(len(auditor.waiting))
    left = {party.folder.name: len(party.waiting) for party in played.everyone() if party.waiting}
    kept = {f"voter-{number}": 8 for number in range(1, 6)}  # a voter may begin again and again
    assert left == kept | {"archive": 2, "trustee-3": 1}, "a command is left over"
    exported = [party.folder / "town.bel" for party in (keeper, auditor)]
    assert exported[0].read_bytes() == exported[1].read_bytes()
    shown = run("record", "show", str(auditor.folder / "record"), "--json")[1].splitlines()
    outcome = json.loads(shown[-2])
    assert outcome["kind"] == "outcome.declared"
    assert outcome["body"]["result"]["valid"] is True
    assert outcome["body"]["figures"]["rows"][0]["yes"] == 50 + 3
    nothing_secret_has_left(played)


def nothing_secret_has_left(played: Town) -> None:
    """No secret stands in anybody else's folder, the record's among them."""
    secrets = {each: voter for voter in played.voters for each in [secret_of(voter.folder)]}
    with mock.patch.object(terminal, "ask_secret", typed):
        registrar = played.registrar.folder / "registrar/registrar.key"
        secrets[str(read_private(registrar)[1].x)] = played.registrar
        for trustee in played.trustees:
            secrets[str(read_private(trustee.folder / "trustee/trustee.key")[1].x)] = trustee
        secrets[read_signing(played.keeper.folder / "log.key").write()] = played.keeper
        witness = played.witness.folder / "witness/witness.key"
        secrets[read_cosigning(witness).write()] = played.witness
    assert len(secrets) == 5 + 1 + 3 + 1 + 1
    for party in [*played.everyone(), played.library]:
        held = [(party.folder / name).read_bytes() for name in everything_in(party.folder)]
        foreign = [secret for secret, owner in secrets.items() if owner is not party]
        assert not [secret for secret in foreign if any(secret.encode() in data for data in held)]


def secret_of(folder: Path) -> str:
    """A voter's credential."""
    return (folder / "credential.txt").read_text(encoding="ascii").strip()


@pytest.mark.parametrize("party", pages.PARTIES)
def test_every_command_of_a_page_exists_with_its_options(party: str) -> None:
    known = tree()
    for command in [*pages.commands(party), *pages.beside(party)]:
        program, *words = shlex.split(command.words)
        if program != "dauys":
            continue
        path = next(" ".join(words[:n]) for n in (3, 2, 1) if " ".join(words[:n]) in known)
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
