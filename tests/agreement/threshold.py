"""A threshold group beside a single trustee, whose members use belenios-tool or Dauys, as told.

Files pass between them as they do between people; the commission is either program's too.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from dauys import group as groups
from dauys.parties import pedersen, trustee
from dauys.parties.randomness import scalars
from dauys.parties.trustee import PrivateKey
from dauys.question import ceremony
from dauys.question.ceremony import Polynomial, Vinput, Voutput
from dauys.question.certificate import Context, SignedMessage
from dauys.question.election import read_election
from dauys.record.belenios import Owned, read_archive
from dauys.tally.encrypted import read_encrypted_tally
from dauys.wire import hashes, shape
from tests.agreement.made_by_belenios import Singles, Tool

CERTS, DEALT, ENTRY = "certs.jsons", "polynomials.jsons", "threshold.json"
T = TypeVar("T")


@dataclass(slots=True)
class Mixed:
    """Trustee 1 is single; ``members`` says of each member after it who makes its steps.

    ``commission`` says who makes the commission's; ``present`` are the members (from 1) who
    decrypt; ``lent``: a member of ours decrypts with belenios-tool, by its seed.
    """

    members: Sequence[str] = ("theirs", "ours", "theirs")
    threshold: int = 2
    commission: str = "theirs"
    present: Sequence[int] = (1, 2)
    lent: bool = False
    names: list[str] = field(default_factory=list)  # by which a member's files go
    private: dict[int, PrivateKey] = field(default_factory=dict)

    def make_keys(self, belenios: Tool, group: str) -> None:
        """The whole ceremony, and the single trustee's key."""
        Singles(1).make_keys(belenios, group)
        self.certify(belenios, group)
        self.deal(belenios, group)
        self.receive(belenios, group)
        self.finish(belenios, group)

    def numbered(self) -> list[tuple[int, str]]:
        """The members from 1, with who makes their steps."""
        return list(enumerate(self.members, 1))

    def certify(self, belenios: Tool, group: str) -> None:
        """Step 1, and the file of all certificates."""
        size = len(self.members)
        for number, who in self.numbered():
            if who == "theirs":
                place = f"--threshold-context={number}/{self.threshold}/{size}"
                self.names.append(step(belenios, group, 1, place).strip())
                continue
            seed, context = pedersen.new_seed(), Context(group, size, self.threshold, number)
            keys = pedersen.derive(groups.named(group), seed)
            made = pedersen.certificate(groups.named(group), keys, context)
            self.names.append(f"ours-{number}")
            write(belenios, f"ours-{number}.key", seed)
            write(belenios, f"ours-{number}.cert", shape.write(made).decode())
        certs = [read(belenios, f"{name}.cert") for name in self.names]
        write(belenios, CERTS, "\n".join(certs))
        step(belenios, group, 2, f"--certs={CERTS}")

    def deal(self, belenios: Tool, group: str) -> None:
        """Steps 3 and 4."""
        certs, lines = documents(SignedMessage, belenios, CERTS), []
        for (_, who), name in zip(self.numbered(), self.names, strict=True):
            if who == "theirs":
                own = (f"--key={name}.key", f"--certs={CERTS}")
                lines.append(step(belenios, group, 3, *own).strip())
            else:
                keys = pedersen.derive(groups.named(group), read(belenios, f"{name}.key"))
                made = pedersen.deal(groups.named(group), keys, certs)
                lines.append(shape.write(made).decode())
        write(belenios, DEALT, "\n".join(lines))
        if self.commission == "theirs" and "ours" not in self.members:
            step(belenios, group, 4, f"--certs={CERTS}", f"--polynomials={DEALT}")
            return
        # Theirs names the files after certificates that it made itself.
        dealt = documents(Polynomial, belenios, DEALT)
        inputs = ceremony.vinputs(groups.named(group), certs, dealt)
        for name, each in zip(self.names, inputs, strict=True):
            write(belenios, f"{name}.vinput", shape.write(each).decode())

    def receive(self, belenios: Tool, group: str) -> None:
        """Step 5."""
        certs = documents(SignedMessage, belenios, CERTS)
        for (number, who), name in zip(self.numbered(), self.names, strict=True):
            if who == "theirs":
                own = (f"--key={name}.key", f"--certs={CERTS}")
                given = read(belenios, f"{name}.vinput")
                made = step(belenios, group, 5, *own, stdin=given)
            else:
                keys = pedersen.derive(groups.named(group), read(belenios, f"{name}.key"))
                (vinput,) = documents(Vinput, belenios, f"{name}.vinput")
                private, voutput = pedersen.receive_shares(groups.named(group), keys, certs, vinput)
                self.private[number] = private
                made = shape.write(voutput).decode()
            write(belenios, f"{name}.voutput", made)

    def finish(self, belenios: Tool, group: str) -> None:
        """Step 6: the entry for the list of trustees."""
        lines = "".join(read(belenios, f"{name}.voutput") + "\n" for name in self.names)
        if self.commission == "theirs":
            known = (f"--certs={CERTS}", f"--polynomials={DEALT}")
            entry = step(belenios, group, 6, *known, stdin=lines)
        else:
            certs = documents(SignedMessage, belenios, CERTS)
            dealt = documents(Polynomial, belenios, DEALT)
            voutputs = ceremony.read_documents(Voutput, lines.encode())
            parameters, _ = ceremony.finish(groups.named(group), certs, dealt, voutputs)
            entry = shape.write(parameters).decode()
        write(belenios, ENTRY, entry)

    def decrypt(self, belenios: Tool) -> list[str]:
        """The single trustee's, and those of the members who are there."""
        made = Singles(1).decrypt(belenios)
        for number in self.present:
            name, owner = self.names[number - 1], number + 1
            if self.members[number - 1] == "ours" and not self.lent:
                made.append(self.our_share(belenios, number))
                continue
            voutput = json.loads(read(belenios, f"{name}.voutput"))
            write(belenios, f"{name}.copy", voutput["private_key"])
            own = (f"--key={name}.key", f"--decryption-key={name}.copy")
            arguments = ("decrypt-threshold", *own, f"--trustee-id={owner}")
            made.append(belenios.run("election", *arguments))
        return made

    def our_share(self, belenios: Tool, number: int) -> str:
        """What a member of ours decrypts, in the form in which belenios-tool takes it."""
        box = read_archive(next(belenios.folder.glob("*.bel")).read_bytes())
        sealed = read_election(box.election)
        tally = read_encrypted_tally(sealed, box.encrypted_tally or b"")
        draw = scalars(sealed.group)
        partial = trustee.decrypt(sealed, tally, self.private[number], draw)
        data = shape.write(partial)
        owned = Owned(number + 1, hashes.sha256_hex(data))
        return f"{data.decode()}\n{shape.write(owned).decode()}\n"


def step(belenios: Tool, group: str, number: int, *arguments: str, stdin: str = "") -> str:
    """A step of belenios-tool."""
    command = ("generate-trustee-key-threshold", f"--group={group}", f"--step={number}")
    return belenios.run("setup", *command, *arguments, stdin=stdin)


def read(belenios: Tool, name: str) -> str:
    """A file of one line."""
    return (belenios.folder / name).read_text().strip()


def write(belenios: Tool, name: str, text: str) -> None:
    """A file of lines."""
    (belenios.folder / name).write_text(text.strip() + "\n")


def documents(form: type[T], belenios: Tool, name: str) -> list[T]:
    """The documents of a file."""
    return ceremony.read_documents(form, (belenios.folder / name).read_bytes())
