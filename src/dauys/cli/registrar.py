"""``dauys registrar``: credentials for a voter list, their sheets, and the check of the set-up.

FOLDER/public/          for the commission: rolls, boxes' UUIDs, the registrar's public key
FOLDER/sheets/REGION/   a sheet for each voter, to print and hand over
FOLDER/voters/REGION/   each voter's credential alone in a file, for a machine
FOLDER/sealed.list      who has which credential: opens to two persons together
FOLDER/journal.jsonl    what was done with the sealed list since, each line bound to the last
FOLDER/registrar.key    the registrar's own key
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

import typer

from dauys import group as groups
from dauys.cli import files, heads, keys, terminal
from dauys.cli.keys import PassphraseFile
from dauys.cli.log_key import LogKey
from dauys.cli.voice import echo, progress, words
from dauys.errors import Unreadable
from dauys.parties import duty, locked, registrar, sealed, sheet, trustee
from dauys.parties.sealed import Act, Holder, SealedList
from dauys.parties.sheet import Sheet, SheetWords
from dauys.question.check import setup_hash
from dauys.question.setup import RegionRoll
from dauys.question.wire import SetupConfirmed
from dauys.wire import ids, shape
from dauys.words import LANGUAGES, Words

app = typer.Typer(no_args_is_help=True)
Folder = Annotated[Path, typer.Option("--folder")]
GroupName = Annotated[str, typer.Option("--group")]
Output = Annotated[Path, typer.Option("--output", "-o")]
Reason = Annotated[str, typer.Option("--reason", metavar="TEXT")]
SecondFile = Annotated[Path | None, typer.Option("--second-passphrase-file", metavar="FILE")]
STEPS = 4
# What is left of a writing that was broken off is a secret as well.
SECRETS = ("sheets/*/*", "voters/*/*", "sealed.list", "sealed.list.new")


@dataclass(frozen=True, slots=True)
class Opened:
    """The sealed list while two persons look at it, and what it takes to lock it again."""

    folder: Path
    list: SealedList
    journal: bytes
    passphrases: tuple[bytes, bytes] = field(repr=False)

    def done(self, act: Act, voter: str, reason: str) -> None:
        """Writes what is done into the journal, before it is done, and locks the list again."""
        at = ids.moment(int(time.time()))
        known, journal = sealed.record_act(self.list, self.journal, act, at, voter, reason)
        files.put(self.folder / "journal.jsonl", journal, secret=True)
        data = sealed.write(known, self.passphrases, keys.COST)
        files.put(self.folder / "sealed.list", data, secret=True)


@app.command("credentials")
def credentials(
    voters: Path,
    folder: Annotated[Path, typer.Option("--folder", "-o")],
    group: GroupName = "Ed25519",
    title: Annotated[str, typer.Option("--title", metavar="TEXT")] = "",
    language: Annotated[list[str] | None, typer.Option("--language", metavar="CODE")] = None,
    log_key: LogKey = None,
    passphrase_file: PassphraseFile = None,
    second_passphrase_file: SecondFile = None,
) -> None:
    chosen = groups.named(group)
    listed = registrar.read_voters(files.read_bytes(voters), accused=f"file:{voters.name}")
    made = registrar.make_credentials(chosen, listed)
    new = sealed.new_list(group, title, spoken(language), listed, made, log_key or "")
    files.new_folder(folder)
    phrases = new_passphrases(folder, passphrase_file, second_passphrase_file)
    data = sealed.write(new, phrases, keys.COST)
    files.write_new(folder / "sealed.list", data, secret=True)
    for region in made:
        write_public(folder, region.region, region.public)
    with progress(words().say("registrar.progress"), len(new.holders)) as advance:
        for holder in new.holders:
            write_voter(folder, new, holder, files.write_new)
            advance(1)
    key, _ = trustee.generate_key(chosen)
    keys.write_private(folder / "registrar.key", chosen, key, phrases[0])
    files.write_new(folder / "public" / "registrar.public", key.public.encode("ascii"))
    echo(words().say("registrar.made", count=len(listed), boxes=len(made), folder=str(folder)))
    places = {name: str(folder / name) for name in ("public", "sheets", "voters")}
    echo(words().say("registrar.hand", **places))


def new_passphrases(folder: Path, given: Path | None, second: Path | None) -> tuple[bytes, bytes]:
    """The passphrases of the registrar and the second person, which must differ."""
    place = folder / "sealed.list"
    phrases = (
        keys.new_passphrase(place, given),
        keys.new_passphrase(place, second, "passphrase.new.second"),
    )
    if phrases[0] == phrases[1]:
        raise Unreadable("key.same", f"file:{place}")
    return phrases


def spoken(languages: list[str] | None) -> Sequence[str]:
    """The languages of the sheets: those that were asked for, else all."""
    for each in languages or ():
        if each not in LANGUAGES:
            reason = " | ".join(LANGUAGES)
            problem = words().say("usage.value", given="--language", reason=reason)
            raise Unreadable("cli.usage", problem=problem, command="dauys registrar credentials")
    return languages or LANGUAGES


def write_public(folder: Path, region: str, roll: RegionRoll) -> None:
    """One region's roll with the box's UUID, for the commission."""
    place = folder / "public" / region
    place.mkdir(parents=True, exist_ok=True)
    files.put(place / "uuid", roll.uuid.encode("ascii"))
    files.put(place / "roll.json", roll.roll)


def write_voter(
    folder: Path, known: SealedList, holder: Holder, write: Callable[..., None] = files.put
) -> None:
    """One voter's sheet, and the credential alone in a file; for no other eyes.

    Not even the names of the files: they may be the voters' ids.
    """
    page, alone = (folder / name / holder.voter.region for name in ("sheets", "voters"))
    for place in (page, alone):
        place.parent.mkdir(mode=0o700, exist_ok=True)
        place.mkdir(exist_ok=True)
    write(page / f"{holder.file}.pdf", sheet_of(known, holder), secret=True)
    data = holder.credential.encode("ascii") + b"\n"
    write(alone / f"{holder.file}.txt", data, secret=True)


def sheet_of(known: SealedList, holder: Holder) -> bytes:
    """The sheet of one voter."""
    voter = holder.voter
    data = Sheet(known.title, voter.region, voter.id, voter.name, known.log, holder.credential)
    return sheet.pdf(data, [sheet_words(language) for language in known.languages])


def sheet_words(language: str) -> SheetWords:
    """What a sheet says in one language."""
    say = Words(language).say
    return SheetWords(
        language,
        say("sheet.heading"),
        say("sheet.vote"),
        say("sheet.region"),
        say("sheet.id"),
        say("sheet.name"),
        say("sheet.credential"),
        say("sheet.log"),
        tuple(say(f"sheet.step.{number}") for number in range(1, STEPS + 1)),
        say("sheet.warning"),
    )


def open_list(folder: Path, given: Path | None, second: Path | None) -> Opened:
    """The sealed list, opened by two persons together and held against its journal."""
    place, journal = folder / "sealed.list", folder / "journal.jsonl"
    data = keys.read_secret(place, limit=locked.LIMIT)
    lines = keys.read_secret(journal, limit=files.MAX_BYTES) if journal.exists() else b""
    phrases = (
        keys.known_passphrase(place, given),
        keys.known_passphrase(place, second, "passphrase.known.second"),
    )
    found = sealed.read(data, phrases, lines, accused=f"file:{place}")
    return Opened(folder, found, lines, phrases)


@app.command("reprint")
def reprint(
    voter: str,
    folder: Folder,
    output: Output,
    reason: Reason,
    passphrase_file: PassphraseFile = None,
    second_passphrase_file: SecondFile = None,
) -> None:
    opened = open_list(folder, passphrase_file, second_passphrase_file)
    holder = opened.list.holder(voter)
    if output.exists():
        raise Unreadable("file.exists", f"file:{output}")
    opened.done("reprinted", voter, reason)
    files.write_new(output, sheet_of(opened.list, holder), secret=True)
    echo(words().say("registrar.reprinted", voter=voter, path=str(output)))


@app.command("replace")
def replace(
    voter: str,
    folder: Folder,
    reason: Reason,
    record: Annotated[str | None, typer.Option("--record")] = None,
    log_key: LogKey = None,
    passphrase_file: PassphraseFile = None,
    second_passphrase_file: SecondFile = None,
) -> None:
    check_not_set_up(folder, record, log_key)
    opened = open_list(folder, passphrase_file, second_passphrase_file)
    fresh = opened.list.with_fresh(voter)
    holder = fresh.holder(voter)
    Opened(folder, fresh, opened.journal, opened.passphrases).done("replaced", voter, reason)
    region = holder.voter.region
    write_public(folder, region, fresh.roll(region))
    write_voter(folder, fresh, holder)
    place = folder / "public" / region
    echo(words().say("registrar.replaced", voter=voter, path=str(place)))


def check_not_set_up(folder: Path, record: str | None, log_key: str | None) -> None:
    """No set-up holds the rolls yet: neither one that was confirmed here, nor in a record."""
    duty.check_unconfirmed((folder / "confirmed").exists())
    if record is None:
        echo(words().say("registrar.unchecked"))
    else:
        with heads.remembered(record, folder, log_key, duty.before_setup):
            pass


@app.command("destroy")
def destroy(
    record: str,
    folder: Folder,
    log_key: LogKey = None,
    yes: Annotated[bool, typer.Option("--yes")] = False,
) -> None:
    with heads.verified(record, folder, log_key) as trusted:
        setup, _ = duty.setup_of(trusted)
        registrar.check_rolls(setup, read_rolls(folder / "public"))
    duty.check_closed(trusted)
    secrets = [path for form in SECRETS for path in sorted(folder.glob(form))]
    if not yes:
        terminal.ask_yes(words().say("registrar.ask", count=len(secrets), folder=str(folder)))
    for path in secrets:
        files.destroy(path)
    echo(words().say("registrar.destroyed", count=len(secrets)))
    echo(words().say("registrar.remains"))


def read_rolls(folder: Path) -> dict[str, RegionRoll]:
    """The rolls in a registrar's folder ``public``, by region."""
    places = sorted(path for path in folder.iterdir() if path.is_dir())
    return {
        place.name: RegionRoll(
            files.read_bytes(place / "uuid", limit=keys.LIMIT).decode("ascii", "replace"),
            files.read_bytes(place / "roll.json"),
        )
        for place in places
    }


@app.command("check")
def check(
    record: str,
    folder: Folder,
    output: Output,
    log_key: LogKey = None,
    passphrase_file: PassphraseFile = None,
) -> None:
    with heads.verified(record, folder, log_key) as trusted:
        setup, _ = duty.setup_of(trusted)
        registrar.check_rolls(setup, read_rolls(folder / "public"))
        registrar.check_own_key(setup, keys.public_of(folder / "registrar.key"))
    group, key = keys.read_private(folder / "registrar.key", passphrase_file)
    hashed = setup_hash(setup)
    proof = trustee.confirm_setup(group, "registrar", 0, key, hashed)
    # From here on a credential is sealed into the set-up and is not replaced any more.
    files.put(folder / "confirmed", hashed.encode("ascii"))
    files.write_new(output, shape.write(SetupConfirmed("registrar", 0, hashed, proof)))
    echo(words().say("setup.confirmed", setup=hashed, path=str(output)))
