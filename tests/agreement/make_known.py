"""Makes the known answers of `dauys.group.known`: a ballot by belenios-tool, and spoilt ones.

    PYTHONPATH=src:. python tests/agreement/make_known.py BELENIOS_TOOL FOLDER

Prints the election, which stands in tests/agreement/test_known.py, and the constants of the module.
belenios-tool draws anew each time, so the bytes are others each time; the test asks of them what
must hold.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from dauys.ballots.native import form_of
from dauys.group.ed25519 import ED25519
from dauys.parties.credential import secret_exponent
from dauys.proofs.prove import prove_knowledge
from dauys.proofs.statements import BallotSignature
from dauys.question.election import SealedElection, read_election
from dauys.record.belenios import read_archive
from dauys.wire import canonical, hashes, shape
from tests.agreement.made_by_belenios import Vote, make_record
from tests.ballots.world import seeded

QUESTIONS: tuple[dict[str, Any], ...] = (
    {"answers": ["Yes", "No"], "min": 1, "max": 1, "question": "Yes or no?"},
    {"answers": ["Yes", "No"], "blank": True, "min": 1, "max": 1, "question": "Or neither?"},
)
CHOICES = [[1, 0], [0, 0, 1]]
# One number each of a proof of each kind.
SPOILT: tuple[Callable[[Any], dict[str, str]], ...] = (
    lambda ballot: ballot["answers"][0]["individual_proofs"][0][0],
    lambda ballot: ballot["answers"][0]["overall_proof"][0],
    lambda ballot: ballot["answers"][1]["overall_proof"][1],
    lambda ballot: ballot["answers"][1]["blank_proof"][0],
)


def resigned(sealed: SealedElection, credential: str, ballot: Any) -> str:
    """The signature of an altered ballot, as it stands in it."""
    unsigned = canonical.write({key: ballot[key] for key in ballot if key != "signature"})
    secret = secret_exponent(sealed.group, sealed.election.uuid, credential)
    digest = hashes.sha256_base64(unsigned)
    statement = BallotSignature(sealed.group, ballot["credential"], digest)
    proof = prove_knowledge(statement, secret, seeded(ED25519, 20261126))
    return canonical.write({"hash": digest, "proof": shape.plain(proof)}).decode()


def spoilt(sealed: SealedElection, credential: str, data: str) -> Iterator[tuple[str, str]]:
    """A number of a proof, and the signature of the ballot where it is another."""
    for proof in SPOILT:
        ballot = json.loads(data)
        number = proof(ballot)["response"]
        proof(ballot)["response"] = str(int(number) ^ 1)
        yield number, resigned(sealed, credential, ballot)


def printed(text: str, indent: int = 4) -> str:
    """A long text in lines."""
    lines = (text[at : at + 90] for at in range(0, len(text), 90))
    return "\n".join(f"{' ' * indent}{line!r}" for line in lines)


def main() -> None:
    tool, folder = sys.argv[1:]
    vote = Vote(QUESTIONS, (("ann", 1),), (("ann", CHOICES),), CHOICES)
    made = make_record(tool, "Ed25519", Path(folder), vote)
    box = read_archive(made.path.read_bytes())
    sealed, ballot = read_election(box.election), box.ballots[0].decode()
    form = form_of(sealed)
    lines = [
        f"ELECTION = (\n{printed(box.election.decode())}\n)\n",
        f"FINGERPRINT = {form.fingerprint!r}\nKEY = {form.key!r}",
        f"QUESTIONS = {form.questions}\nLIMIT = {form.limit}",
        f"BALLOT = (\n{printed(ballot)}\n)\nSPOILT = (",
    ]
    for number, signature in spoilt(sealed, made.credentials["ann"], ballot):
        lines.append(f"    (\n{printed(number, 8)},\n{printed(signature, 8)},\n    ),")
    sys.stdout.write("\n".join([*lines, ")"]) + "\n")


if __name__ == "__main__":
    main()
