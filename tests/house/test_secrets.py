"""No secret shows itself: an object that holds one leaves it out of its ``repr``.

What a traceback, a log line or a bug report prints of an object must never open anything. A field
is known by its name; a new name for a secret belongs on the list below.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.house.source import Module, package

# Names that mean a secret wherever they stand.
SECRET = {
    "decryption_key", "passphrase", "passphrases", "password", "private", "private_key",
    "randomness", "sealing", "secret", "secrets", "seed", "x",
}  # fmt: skip
# Fields whose name alone does not tell, by their place.
HELD = {
    "ballots/challenge.py:Opening.choices",
    "parties/channel.py:ChannelMessage.message",
    "parties/channel.py:MemberKeys.decryption",
    "parties/channel.py:MemberKeys.signing",
    "parties/pedersen.py:SecretPolynomial.polynomial",
    "parties/pending.py:Pending.challenge",
    "parties/sealed.py:Holder.credential",
    "parties/sheet.py:Sheet.credential",
}
# What bears such a name and is public.
PUBLIC = {
    "consultation/opinion/event.py:GroupsComputed.seed": "of draws that anyone must repeat",
    "consultation/opinion/groups.py:Groups.seed": "of draws that anyone must repeat",
    "consultation/opinion/groups.py:Person.x": "a place in a picture",
    "parties/simulated.py:Simulation.seed": "of a vote that nobody cast",
    "question/ceremony.py:Polynomial.secrets": "encrypted, each to its receiver",
    "question/ceremony.py:Vinput.secrets": "encrypted to the one receiver",
    "question/ceremony.py:Voutput.private_key": "encrypted to its owner",
}


def fields() -> Iterator[tuple[Module, ast.AnnAssign, str]]:
    """Every annotated field of every class, with its place."""
    for module in package():
        for node in ast.walk(module.tree):
            for line in node.body if isinstance(node, ast.ClassDef) else ():
                if isinstance(line, ast.AnnAssign) and isinstance(line.target, ast.Name):
                    assert isinstance(node, ast.ClassDef)
                    yield module, line, f"{module.inside}:{node.name}.{line.target.id}"


def is_hidden(line: ast.AnnAssign) -> bool:
    """Whether the field is left out of what the object says of itself."""
    return line.value is not None and "repr=False" in ast.unparse(line.value)


def test_a_field_that_holds_a_secret_is_left_out_of_the_repr() -> None:
    shown = [
        module.at(line, place)
        for module, line, place in fields()
        if (place.rpartition(".")[2] in SECRET or place in HELD) and place not in PUBLIC
        if not is_hidden(line)
    ]
    assert shown == []


def test_the_named_fields_still_exist() -> None:
    assert HELD | PUBLIC.keys() <= {place for _, _, place in fields()}
