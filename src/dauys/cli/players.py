"""The parties of a rehearsal: what each makes, kept in a folder of its own, where it lies open.

They do what the commands of `trustee threshold`, `registrar` and `witness` do, with the same
functions; only the locks on their keys are left out (`cli.rehearsal` says why).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from dauys.cli import cosign, files, keys
from dauys.cli.heads import Memory
from dauys.cli.registrar import write_public
from dauys.cli.watch import Watch
from dauys.group import Group
from dauys.log.keys import VerifierKey
from dauys.parties import pedersen, registrar, trustee
from dauys.parties.keeper import new_witness_key
from dauys.parties.registrar import RegionCredentials
from dauys.parties.sealed import file_names
from dauys.parties.trustee import PrivateKey
from dauys.question import ceremony
from dauys.question.certificate import Context
from dauys.question.pedersen import Parameters
from dauys.verification.sources import Folder


@dataclass(frozen=True, slots=True)
class Holders:
    """The trustees' keys, in order, and the group that they make together."""

    keys: tuple[PrivateKey, ...]
    group: Parameters

    @property
    def present(self) -> tuple[PrivateKey, ...]:
        """As many as suffice; the others stay away when the boxes are opened."""
        return self.keys[: self.group.threshold]


def hold_ceremony(group: Group, names: Sequence[str], threshold: int) -> Holders:
    """Trustees make one key, of whom a threshold suffices; step by step, as over a network."""
    own = [pedersen.derive(group, pedersen.new_seed()) for _ in names]
    contexts = [Context(group.name, len(own), threshold, n) for n in range(1, len(own) + 1)]
    certs = [
        pedersen.certificate(group, member, context)
        for member, context in zip(own, contexts, strict=True)
    ]
    dealt = [pedersen.deal(group, member, certs) for member in own]
    delivered = ceremony.vinputs(group, certs, dealt)
    received = [
        pedersen.receive_shares(group, member, certs, given)
        for member, given in zip(own, delivered, strict=True)
    ]
    made = [
        replace(output, public_key=replace(output.public_key, name=name))
        for (_, output), name in zip(received, names, strict=True)
    ]
    parameters, _ = ceremony.finish(group, certs, dealt, made)
    return Holders(tuple(key for key, _ in received), parameters)


def keep(place: Path, name: str, group: Group, key: PrivateKey) -> None:
    """A private key in its owner's folder."""
    place.mkdir(parents=True, exist_ok=True)
    keys.write_rehearsed(place / name, group, key)


def make_rolls(
    place: Path, group: Group, voters: bytes
) -> tuple[PrivateKey, list[RegionCredentials]]:
    """The registrar's own work, in the registrar's own folder."""
    credentials = registrar.make_credentials(group, registrar.read_voters(voters))
    files.new_folder(place)
    for region in credentials:
        write_public(place, region.region, region.public)
        write_credentials(place / "voters" / region.region, region)
    key, _ = trustee.generate_key(group)
    keep(place, "registrar.key", group, key)
    return key, credentials


def write_credentials(place: Path, region: RegionCredentials) -> None:
    """Each voter's credential in a file; a rehearsal has no sheets and no sealed list."""
    files.new_folder(place)
    names = file_names([voter for voter, _ in region.secrets])
    for name, (_, secret) in zip(names, region.secrets, strict=True):
        files.write_new(place / f"{name}.txt", secret.encode("ascii") + b"\n", secret=True)


def new_witness(place: Path, name: str, log: VerifierKey) -> Watch:
    """A witness of this log, with a fresh key in its own folder."""
    key = new_witness_key(name)
    files.new_folder(place)
    files.write_new(place / "witness.key", key.write().encode("utf-8") + b"\n", secret=True)
    return Watch(key, Memory(place), (log,))


def cosigned(record: Path, key: Path, witnesses: Sequence[Watch]) -> None:
    """Every witness looks at the record and cosigns its head; the log keeper adds the lines."""
    work = cosign.begun(record, key)
    for witness in witnesses:
        _, signature = witness.add(witness.request_for(Folder(record)))
        work.take(signature.line().encode("utf-8"), f"witness:{signature.name}")
    work.publish(record)
