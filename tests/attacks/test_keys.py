"""Family "keys and credentials", rows 26 to 31, 37 and 38: keys that nobody, or everybody, knows.

The keys of threshold groups, rows 32 to 36, are in `test_threshold_keys`.
"""

from __future__ import annotations

import ast
from dataclasses import replace
from typing import Any

from dauys.group import Element
from dauys.log import writer
from dauys.log.keys import SigningKey
from dauys.parties import trustee
from dauys.proofs.wire import Proof
from dauys.question.roll import MAX_TOTAL_WEIGHT
from dauys.question.trustees import PublicKey
from dauys.wire import shape
from tests.attacks.attack import holds, raises, refused
from tests.attacks.case import Case, altered
from tests.house.source import imports, package
from tests.verification.world import KEY, MemorySource, World

NOBODY = Proof(0, 0)


def _power(made: Case, exponent: int) -> Element:
    return made.world.group.power_secret(made.world.group.generator, exponent)


def _known(made: Case, x: int) -> PublicKey:
    """The public key of x, with a true proof that x is known."""
    return trustee.generate_key(made.world.group, iter([x, made.world.draw()]).__next__)[1]


# 26 to 28: trustees


@refused(26, "trustees.proof")
def test_a_key_that_cancels_the_others_without_a_proof(made: Case) -> Case:
    """A last trustee whose key is a key of choice divided by all the others holds the whole key
    alone; but nobody can prove to know the private part of such a key."""
    group, (first, _) = made.world.group, made.world.entries
    alone = group.over(_power(made, 1234), Element(first.public_key))
    return made.keys([first, PublicKey(made.world.entries[1].pok, alone)])


@refused(26, "trustees.proof", each={"of another key": "other", "made up": "none"})
def test_a_key_with_a_proof_that_is_not_its_own(made: Case, kind: str) -> Case:
    """A key that its trustee cannot use would stop the count, or is somebody else's."""
    first, second = made.world.entries
    pok = first.pok if kind == "other" else Proof(1, 2)
    return made.keys([first, replace(second, pok=pok)])


@refused(27, "trustees.key", each={"neutral": 0, "generator": 1})
def test_a_trustees_key_that_everybody_knows(made: Case, x: int) -> Case:
    """Its private key is 0 or 1; the proof is a true one, and the trustee is none."""
    return made.keys([made.world.entries[0], _known(made, x)])


@refused(27, "trustees.number")
def test_no_trustee_at_all(made: Case) -> Case:
    """The product of no keys is neutral, and every ballot would be open."""
    return made.keys([], key=made.world.sealed.public_key)


@refused(27, "election.key")
def test_two_trustees_whose_keys_cancel(made: Case) -> Case:
    """Each key is in order and proven; the key of the election is neutral, and hides nothing."""
    x = 1234
    return made.keys([_known(made, x), _known(made, made.world.group.order - x)])


@refused(27, "election.key", each={"neutral": 0, "generator": 1})
def test_an_election_whose_key_hides_nothing(made: Case, x: int) -> Case:
    """Whoever looks at a ballot reads it."""
    return made.spoilt("election", "public_key", lambda key: _power(made, x))


@refused(28, "trustees.duplicate")
def test_one_trustee_twice(made: Case) -> Case:
    """Two seats, one person: fewer have to agree than the list says."""
    first, _ = made.world.entries
    return made.keys([first, first])


@refused(28, "trustees.duplicate")
def test_one_trustee_twice_with_another_proof_and_name(made: Case) -> Case:
    """It is the key that opens the box, whatever stands beside it."""
    first, _ = made.world.entries
    again = _known(made, made.world.keys[0].x)
    return made.keys([first, replace(again, name="Somebody else")])


# 29 to 31: the roll


@refused(29, "roll.key", each={"neutral": 0, "generator": 1})
def test_a_credential_whose_secret_everybody_knows(made: Case, secret: int) -> Case:
    """Its secret is 0 or 1: anyone can sign with it."""
    known = _power(made, secret)
    return made.set_up(roll=altered(made.box.roll, lambda roll: roll.append(f"{known},1")))


@refused(30, "roll.duplicate", each={"same weight": 1, "another weight": 7})
def test_a_credential_twice_on_the_roll(made: Case, weight: int) -> Case:
    """Which of its weights counts would be left to the reader."""

    def change(roll: Any) -> None:
        roll.append(f"{roll[0].partition(',')[0]},{weight}")

    return made.set_up(roll=altered(made.box.roll, change))


SPELLINGS = {
    "leading zero": lambda line: "0" + line,
    "space": lambda line: " " + line,
    "plus": lambda line: "+" + line,
    "nothing": lambda line: "",
}


@refused(30, "group.encoding", each=SPELLINGS)
def test_a_credential_in_another_spelling(made: Case, spell: Any) -> Case:
    """Its holder could vote once under each spelling."""
    return made.spoilt("roll", "0", spell)


WEIGHTS = ("0", "-1", "+1", "01", "1.0", "1e3", " 1", "", "1,1", "9" * 13)


@refused(31, "roll.weight", each=WEIGHTS)
def test_a_weight_that_is_not_a_number_from_1(made: Case, weight: str) -> Case:
    """-1 takes a vote away from others; of weight 0 one votes and does not count, and is not told;
    and one number has one spelling."""
    return made.spoilt("roll", "0", lambda line: line.partition(",")[0] + "," + weight)


@refused(31, "roll.total")
def test_weights_beyond_the_bound(made: Case) -> Case:
    """A sum that nobody can find again by its logarithm is no result."""
    return made.spoilt("roll", "0", lambda line: f"{line.partition(',')[0]},{MAX_TOTAL_WEIGHT}")


@refused(31, bel="question.unsupported")
def test_a_weight_in_a_box_for_a_mixnet(made: Case) -> Case:
    """Where single ballots are opened a weight would tell whose they are; there are no such
    questions here."""
    question = {"type": "NonHomomorphic", "value": {"answers": ["A"], "question": "?"}}
    return made.set_up(election=lambda election: election.update(questions=[question]))


# 37: signatures are checked before what they sign is used


@refused(37, record="record.order")
def test_a_ballot_before_all_have_confirmed(made: Case) -> Case:
    """What nobody has answered for is used by nobody."""
    made.until("confirmed")
    assert made.record
    made.record.entries.pop()
    return made.cast(made.world.ballot(0, [[1, 0]]))


@refused(37, record="setup.signature", each={"registrar": 0, "trustee": 1})
def test_a_confirmation_by_another_key(made: Case, index: int) -> World:
    """Only who has compared the roll or the key can answer for it."""
    assert made.record
    number = made.record.find("setup.confirmed", index)
    del made.record.entries[number + 1 :]
    body = made.record.entries[number]["body"]
    stranger, _ = trustee.generate_key(made.world.group, made.world.draw)
    args = (made.world.group, body["role"], index, stranger, body["setup"], made.world.draw)
    body["proof"] = shape.plain(trustee.confirm_setup(*args))
    return made.record


@refused(37, record="setup.registrar")
def test_a_registrar_who_is_a_trustee(made: Case) -> World:
    """One person would know whose credential is whose, and open the box."""
    record = made.until("setup").record
    assert record
    record.entries[-1]["body"]["registrar"] = made.world.keys[0].public
    return record


@raises(37, "note.unsigned")
def test_a_log_signed_by_another_key() -> None:
    """Entry 0 names the key; before its signature holds, nothing of the log is believed."""
    from dauys.verification.report import Report
    from dauys.verification.verify import verify_record
    from tests.attacks import case

    record = case.of("Ed25519").record
    assert record
    stranger = SigningKey(KEY.name, bytes(32))
    _, files = writer.publish(writer.EMPTY, record.lines(), KEY.name, [stranger])
    verify_record(MemorySource(dict(files)), Report(lambda: 0.0, fail_fast=True))


# 38: weak randomness, small keys


@refused(38, "group.unknown", each=("BELENIOS-256", "RFC-2409-768", "SECP-160"))
def test_a_group_that_is_too_small(made: Case, name: str) -> Case:
    """Groups are known by name, and none of them can be broken in days."""
    return made.set_up(election=lambda election: election.update(group=name))


@holds(38)
def test_every_group_has_an_order_of_250_bits_at_least() -> None:
    """A logarithm takes about the root of the order."""
    from dauys.group import GROUPS as ALL

    assert min(group.order.bit_length() for group in ALL.values()) >= 250


@holds(38)
def test_secrets_come_from_the_operating_system_alone() -> None:
    """No module draws from a generator that can be seeded; one of the parties, and one of the site,
    which holds no secret of a vote, draw from the system."""
    drawing = {
        (module.inside, name.split(".")[0])
        for module in package()
        for _, name in imports(module)
        if name.split(".")[0] in ("random", "secrets", "uuid") or name.startswith("numpy.random")
    }
    drawing |= {
        (module.inside, node.attr)
        for module in package()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Attribute) and node.attr in ("random", "default_rng", "RandomState")
    }
    assert drawing == {("parties/randomness.py", "secrets"), ("site/secret.py", "secrets")}
