"""``dauys trustee threshold``: a group of trustees makes a key of which a threshold suffices.

The members' steps are certificate, deal, receive and recover, each on the member's own machine; the
commission's are collect, deliver and finish. Files pass between them and nothing else does; they
are those of Belenios, so that a member may also work with belenios-tool.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from dauys import group as groups
from dauys.cli import files, keys, ledger
from dauys.cli.keys import PassphraseFile
from dauys.cli.voice import echo, words
from dauys.errors import Refused
from dauys.group import Element, Group
from dauys.parties import locked, pedersen
from dauys.parties.channel import MemberKeys
from dauys.question import ceremony
from dauys.question.ceremony import Polynomial, Vinput, Voutput
from dauys.question.certificate import (
    Context,
    Member,
    SignedMessage,
    check_certificates,
    read_keys,
)
from dauys.wire import hashes, shape

app = typer.Typer(no_args_is_help=True)
FolderOption = Annotated[Path, typer.Option("--folder")]
Output = Annotated[Path, typer.Option("--output", "-o")]
Certificates = Annotated[Path, typer.Option("--certificates")]
GroupOption = Annotated[str, typer.Option("--group")]
SEED = "member.key"
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class SeedFile:
    """What a member keeps from the first step to the last."""

    group: str
    seed: str = field(repr=False)


@app.command("certificate")
def certificate(
    folder: Annotated[Path, typer.Option("--folder", "-o")],
    index: Annotated[int, typer.Option("--index")],
    size: Annotated[int, typer.Option("--size")],
    threshold: Annotated[int, typer.Option("--threshold")],
    group: GroupOption = "Ed25519",
    passphrase_file: PassphraseFile = None,
) -> None:
    chosen, seed = groups.named(group), pedersen.new_seed()
    own = pedersen.derive(chosen, seed)
    made = pedersen.certificate(chosen, own, Context(group, size, threshold, index))
    files.new_folder(folder)
    place = folder / SEED
    passphrase = keys.new_passphrase(place, passphrase_file)
    data = shape.write(SeedFile(group, seed))
    sealed = locked.lock(data, [passphrase], "member-seed", own.verification, keys.COST)
    files.write_new(place, sealed, secret=True)
    echo(words().say("key.written", path=str(place)))
    public = folder / "certificate.json"
    files.write_new(public, shape.write(made))
    echo(words().say("threshold.certificate", path=str(public)))


@app.command("collect")
def collect(certificates: list[Path], output: Output) -> None:
    certs = [each for path in certificates for each in read(SignedMessage, path)]
    members = checked(group_of(certs), certs)
    files.write_new(output, ceremony.write_documents(certs))
    counts = {"size": len(members), "threshold": members[0].context.threshold}
    echo(words().say("threshold.collected", path=str(output), **counts))


@app.command("deal")
def deal(
    folder: FolderOption,
    certificates: Certificates,
    output: Output,
    passphrase_file: PassphraseFile = None,
) -> None:
    certs = read(SignedMessage, certificates)
    files.check_new(output)
    group, own, _ = opened(folder, passphrase_file)
    data = dealt_once(folder, group, own, certs)
    files.write_new(output, data)
    told = ceremony.fingerprint(shape.read(Polynomial, data, nfc=False).coefexps)
    echo(words().say("threshold.dealt", path=str(output), fingerprint=told))


def dealt_once(folder: Path, group: Group, own: MemberKeys, certs: list[SignedMessage]) -> bytes:
    """What a member deals to the members of these certificates, ever; kept before it is given away.

    Of two deals the commission could take one half each, and an honest dealer would be accused.
    What is kept is what travels: its secrets are encrypted to their receivers.
    """
    named = hashes.sha256_hex(ceremony.write_documents(certs))[:32]
    place = folder / f"dealt-{named}.json"
    with ledger.locked(folder):
        if place.exists():
            data = shape.write(one(Polynomial, place))
            echo(words().say("threshold.again", path=str(place)))
            return data
        data = shape.write(pedersen.deal(group, own, certs))
        files.put(place, data)
    return data


@app.command("deliver")
def deliver(polynomials: list[Path], certificates: Certificates, output: Output) -> None:
    certs = read(SignedMessage, certificates)
    dealt = [each for path in polynomials for each in read(Polynomial, path)]
    inputs = ceremony.vinputs(group_of(certs), certs, dealt)
    files.new_folder(output)
    files.write_new(output / "polynomials.jsons", ceremony.write_documents(dealt))
    for index, each in enumerate(inputs, 1):
        files.write_new(output / f"{index}.json", shape.write(each))
    echo(words().say("threshold.delivered", folder=str(output)))


@app.command("receive")
def receive(
    folder: FolderOption,
    certificates: Certificates,
    shares: Annotated[Path, typer.Option("--shares")],
    output: Output,
    fingerprints: Annotated[Path | None, typer.Option("--fingerprints")] = None,
    passphrase_file: PassphraseFile = None,
) -> None:
    certs, given = read(SignedMessage, certificates), one(Vinput, shares)
    group, own, passphrase = opened(folder, passphrase_file)
    private, made = pedersen.receive_shares(group, own, certs, given)
    if fingerprints is not None:
        text = files.read_bytes(fingerprints, limit=keys.LIMIT).decode("ascii", "replace")
        ceremony.check_fingerprints(given.coefexps, text.split(), f"file:{fingerprints}")
    for index, signed in enumerate(given.coefexps, 1):
        told = ceremony.fingerprint(signed)
        echo(words().say("threshold.fingerprint", index=index, fingerprint=told))
    # The copy to oneself comes first: from it the key can be had again, whatever fails then.
    files.write_new(output, shape.write(made))
    keys.write_private(folder / "trustee.key", group, private, passphrase)
    echo(words().say("trustee.public", path=str(output)))


@app.command("recover")
def recover(
    folder: FolderOption,
    key: Annotated[Path, typer.Option("--key")],
    passphrase_file: PassphraseFile = None,
) -> None:
    kept = one(Voutput, key)
    group, own, passphrase = opened(folder, passphrase_file)
    private = pedersen.recover(group, own, kept.private_key, f"file:{key}")
    if private.public != kept.public_key.public_key:
        raise Refused("key.pair", f"file:{key}")
    keys.write_private(folder / "trustee.key", group, private, passphrase)


@app.command("finish")
def finish(
    keys_made: Annotated[list[Path], typer.Argument(metavar="KEYS")],
    certificates: Certificates,
    polynomials: Annotated[Path, typer.Option("--polynomials")],
    output: Output,
) -> None:
    certs, dealt = read(SignedMessage, certificates), read(Polynomial, polynomials)
    voutputs = [each for path in keys_made for each in read(Voutput, path)]
    parameters, _ = ceremony.finish(group_of(certs), certs, dealt, voutputs)
    files.write_new(output, shape.write(parameters))
    counts = {"size": len(certs), "threshold": parameters.threshold}
    echo(words().say("threshold.finished", path=str(output), **counts))


def read(form: type[T], path: Path) -> list[T]:
    """The documents of a file, one on each line."""
    return ceremony.read_documents(form, files.read_bytes(path), accused=f"file:{path}")


def one(form: type[T], path: Path) -> T:
    """The one document of a file."""
    data = files.read_bytes(path).removesuffix(b"\n")
    return shape.read(form, data, accused=f"file:{path}", nfc=False)


def checked(group: Group, certs: list[SignedMessage]) -> tuple[Member, ...]:
    """The members of whom these are the certificates."""
    commitments: list[Element] = []
    members = check_certificates(group, certs, commitments)
    ceremony.check_fresh(commitments)
    return members


def group_of(certs: list[SignedMessage]) -> Group:
    """The group that the first certificate names; the checks hold all of them to it."""
    return groups.named(read_keys(certs[0], "trustee:1").context.group)


def opened(folder: Path, given: Path | None) -> tuple[Group, MemberKeys, bytes]:
    """A member's keys, with the passphrase that opened them."""
    place = folder / SEED
    box = keys.read_locked(place, "member-seed")
    passphrase = keys.known_passphrase(place, given)
    data = locked.unlock(box, [passphrase], accused=f"file:{place}")
    kept = shape.read(SeedFile, data, accused=f"file:{place}", limit=keys.LIMIT)
    group = groups.named(kept.group)
    return group, pedersen.derive(group, kept.seed), passphrase
