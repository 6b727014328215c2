"""A member of a threshold group: keys from a seed, shares dealt and received, a key recovered."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from dauys import group as groups
from dauys.errors import Refused
from dauys.parties import pedersen
from dauys.parties.channel import MemberKeys, receive, send
from dauys.parties.trustee import PrivateKey
from dauys.question import ceremony
from dauys.question.ceremony import Polynomial, Vinput, Voutput
from dauys.question.certificate import Context, SignedMessage
from dauys.question.trustees import read_trustees
from dauys.record.belenios import read_archive
from dauys.wire import canonical, shape
from tests.ballots.world import GROUPS
from tests.parties.threshold import Ceremony, certificates, held
from tests.shared import shared

either = pytest.mark.parametrize("name", GROUPS)
RECORD = "records/ed25519-threshold-2-of-3-plus-one"


def told(error: Refused) -> tuple[str, str]:
    return error.code, error.accused


# Seeds and certificates


def test_a_seed_is_fresh_and_of_its_form() -> None:
    seeds = {pedersen.new_seed() for _ in range(20)}
    assert len(seeds) == 20
    for seed in seeds:
        pedersen.derive(groups.named("Ed25519"), seed)


@pytest.mark.parametrize(
    "seed", ["", "1" * 21, "1" * 23, "0" * 22, "l" * 22, "1" * 22 + "\n", "ә" * 22]
)
def test_a_seed_of_another_form_is_refused(seed: str) -> None:
    with pytest.raises(Refused) as caught:
        pedersen.derive(groups.named("Ed25519"), seed)
    assert caught.value.code == "ceremony.seed"


@pytest.mark.parametrize(
    ("context", "code"),
    [
        (Context("Ed25519", 3, 1, 1), "trustees.threshold"),
        (Context("Ed25519", 3, 4, 1), "trustees.threshold"),
        (Context("Ed25519", 3, 2, 0), "trustees.context"),
        (Context("Ed25519", 3, 2, 4), "trustees.context"),
        (Context("BELENIOS-2048", 3, 2, 1), "trustees.context"),
    ],
)
def test_no_certificate_is_made_that_would_be_refused(context: Context, code: str) -> None:
    made = held()
    with pytest.raises(Refused) as caught:
        pedersen.certificate(made.group, made.keys[0], context)
    assert caught.value.code == code


# The ceremony


@either
def test_every_member_receives_a_share_of_one_key(name: str) -> None:
    """The three private keys lie on one line."""
    made = held(name)
    one, two, three = (each.x for each in made.private)
    assert (one - 2 * two + three) % made.group.order == 0
    assert len({one, two, three}) == 3


def test_two_ceremonies_of_the_same_members_make_different_keys() -> None:
    made = held()
    again = [pedersen.deal(made.group, own, made.certs) for own in made.keys]
    first = ceremony.check_polynomials(made.group, made.certs, made.polynomials)
    assert ceremony.check_polynomials(made.group, made.certs, again).sums != first.sums


def received(made: Ceremony, vinput: Vinput, own: int = 0, **other: Any) -> PrivateKey:
    certs = other.get("certs", made.certs)
    private, _ = pedersen.receive_shares(made.group, made.keys[own], certs, vinput, made.draw)
    return private


def refusal(made: Ceremony, vinput: Vinput, own: int = 0, **other: Any) -> Refused:
    with pytest.raises(Refused) as caught:
        received(made, vinput, own, **other)
    return caught.value


def with_secret(made: Ceremony, dealer: int, text: str, own: int = 0) -> Vinput:
    secrets = list(made.vinputs[own].secrets)
    secrets[dealer] = text
    return replace(made.vinputs[own], secrets=tuple(secrets))


def share_of(made: Ceremony, dealer: int, to: int) -> int:
    """What one member dealt to another."""
    text = made.polynomials[dealer].secrets[to]
    sender = made.keys[dealer].verification
    message = receive(made.group, made.keys[to], sender, text, "trustee:1")
    return int(json.loads(message)["secret"])


def dealt_falsely(made: Ceremony, dealer: int, share: int, to: int = 0) -> str:
    message = canonical.write({"secret": str(share)}).decode()
    return send(made.group, made.keys[dealer], made.keys[to].encryption, message, made.draw)


@either
@pytest.mark.parametrize("dealer", [1, 2])
def test_a_false_share_names_its_dealer(name: str, dealer: int) -> None:
    """One more; that of another member; none at all; and the same one plus q."""
    made = held(name)
    right = share_of(made, dealer, 0)
    received(made, with_secret(made, dealer, dealt_falsely(made, dealer, right)))
    wrong = (right + 1, share_of(made, dealer, 1), 0, right + made.group.order)
    for share in wrong:
        error = refusal(made, with_secret(made, dealer, dealt_falsely(made, dealer, share)))
        assert told(error) == ("ceremony.share", f"trustee:{dealer + 1}")
        assert not error.certain


def test_two_deals_of_an_honest_member_that_were_mixed_accuse_nobody_for_certain() -> None:
    """Whoever carries the messages takes the coefficients of one and a share of the other."""
    made = held()
    again = pedersen.deal(made.group, made.keys[1], made.certs)
    error = refusal(made, with_secret(made, 1, again.secrets[0]))
    assert (told(error), error.certain) == (("ceremony.share", "trustee:2"), False)


def test_a_share_is_a_number() -> None:
    made = held()
    for message in ("", "{}", '{"secret":5}', '{"secret":"05"}', '{"secret":"5","more":1}'):
        text = send(made.group, made.keys[1], made.keys[0].encryption, message, made.draw)
        error = refusal(made, with_secret(made, 1, text))
        assert error.code in ("json.syntax", "json.shape")
        assert error.accused == "trustee:2"


@either
def test_shares_that_the_commission_exchanged_are_refused(name: str) -> None:
    """Another member's message, or another dealer's, or the own of another place."""
    made = held(name)
    to_other = made.polynomials[1].secrets[2]
    error = refusal(made, with_secret(made, 1, to_other))
    assert told(error) == ("ceremony.sealed", "trustee:2")
    swapped = replace(made.vinputs[0], secrets=tuple(reversed(made.vinputs[0].secrets)))
    assert told(refusal(made, swapped)) == ("ceremony.sender", "trustee:1")
    assert refusal(made, made.vinputs[1]).code == "ceremony.sealed"


@pytest.mark.parametrize("number", [0, 2, 4])
def test_a_share_too_few_or_too_many_is_refused(number: int) -> None:
    made = held()
    secrets = (made.vinputs[0].secrets * 2)[:number]
    error = refusal(made, replace(made.vinputs[0], secrets=secrets))
    assert (error.code, error.facts) == ("trustees.members", {"size": 3})


@either
def test_a_member_finds_the_own_certificate(name: str) -> None:
    """Someone else in one's place would receive one's shares."""
    made = held(name)
    stranger = pedersen.derive(made.group, "Z" * 22)
    for step in (
        lambda: pedersen.deal(made.group, stranger, made.certs),
        lambda: pedersen.receive_shares(made.group, stranger, made.certs, made.vinputs[0]),
    ):
        with pytest.raises(Refused) as caught:
            step()
        assert caught.value.code == "ceremony.own"
    halves = MemberKeys(
        made.keys[0].signing, stranger.decryption, made.keys[0].verification, stranger.encryption
    )
    with pytest.raises(Refused) as caught:
        pedersen.deal(made.group, halves, made.certs)
    assert caught.value.code == "ceremony.own"


@either
def test_what_stands_as_ones_own_is_what_one_dealt(name: str) -> None:
    """A polynomial of an earlier ceremony with the same keys."""
    made = held(name)
    earlier = pedersen.deal(made.group, made.keys[0], made.certs, made.draw)
    error = refusal(made, replace(made.vinputs[0], polynomial=earlier.polynomial))
    assert told(error) == ("ceremony.own", "trustee:1")


@either
def test_a_member_notices_that_another_was_shown_other_certificates(name: str) -> None:
    """The signatures of the transcripts come with the shares: before a key is made."""
    made = held(name)
    false_keys = pedersen.derive(made.group, "Z" * 22)
    false = certificates(made.group, (false_keys, *made.keys[1:]), 2, made.draw)
    shown = (false[0], *made.certs[1:])
    deceived = pedersen.deal(made.group, made.keys[2], shown, made.draw)
    vinput = made.vinputs[0]
    altered = replace(
        vinput,
        coefexps=(*vinput.coefexps[:2], deceived.coefexps),
        signatures=(*vinput.signatures[:2], deceived.signature),
    )
    assert told(refusal(made, altered)) == ("trustees.transcript", "trustee:3")
    # The second member, shown the false certificate too, with a first one who answers for it.
    middle = pedersen.deal(made.group, false_keys, shown, made.draw)
    second = pedersen.deal(made.group, made.keys[1], shown, made.draw)
    third = made.polynomials[2]
    whole = (middle, second, third)
    between = Vinput(
        second.polynomial,
        tuple(each.secrets[1] for each in whole),
        tuple(each.coefexps for each in whole),
        tuple(each.signature for each in whole),
    )
    error = refusal(made, between, own=1, certs=shown)
    assert told(error) == ("trustees.transcript", "trustee:3")


def test_a_nonce_that_serves_two_signatures_is_refused() -> None:
    """Of a certificate, of what is dealt, and at the end."""
    made = held()
    own = pedersen.certificate(made.group, made.keys[0], Context("Ed25519", 3, 2, 1), lambda: 4711)
    other = pedersen.certificate(
        made.group, made.keys[1], Context("Ed25519", 3, 2, 2), lambda: 4711
    )
    certs = (own, other, made.certs[2])
    with pytest.raises(Refused) as caught:
        pedersen.deal(made.group, made.keys[0], certs)
    assert caught.value.code == "ceremony.nonce"
    careless = pedersen.deal(made.group, made.keys[0], made.certs, lambda: 4711)
    dealt = (careless, *made.polynomials[1:])
    with pytest.raises(Refused) as caught:
        ceremony.vinputs(made.group, made.certs, dealt)
    assert caught.value.code == "ceremony.nonce"
    _, voutput = pedersen.receive_shares(
        made.group, made.keys[0], made.certs, made.vinputs[0], lambda: 4711
    )
    with pytest.raises(Refused) as caught:
        ceremony.finish(made.group, made.certs, made.polynomials, (voutput, *made.voutputs[1:]))
    assert caught.value.code == "ceremony.nonce"


# What was told before


def test_who_deals_other_coefficients_than_told_is_named() -> None:
    """The last to deal could choose by what the others dealt, and so bias the key."""
    made = held()
    coefexps = made.vinputs[0].coefexps
    fingerprints = [ceremony.fingerprint(each) for each in coefexps]
    assert len(set(fingerprints)) == 3
    ceremony.check_fingerprints(coefexps, fingerprints)
    for number in range(3):
        wrong = [*fingerprints[:number], "0" * 64, *fingerprints[number + 1 :]]
        with pytest.raises(Refused) as caught:
            ceremony.check_fingerprints(coefexps, wrong)
        assert told(caught.value) == ("ceremony.fingerprint", f"trustee:{number + 1}")
    with pytest.raises(Refused) as caught:
        ceremony.check_fingerprints(coefexps, fingerprints[:2], "file:fingerprints.txt")
    told_of_two = (caught.value.code, caught.value.accused, caught.value.facts)
    assert told_of_two == ("ceremony.fingerprints", "file:fingerprints.txt", {"size": 3})


# The commission's steps


def test_the_commission_refuses_what_a_member_left_out() -> None:
    made = held()
    short = replace(made.polynomials[1], secrets=made.polynomials[1].secrets[:2])
    polynomials = (made.polynomials[0], short, made.polynomials[2])
    with pytest.raises(Refused) as caught:
        ceremony.vinputs(made.group, made.certs, polynomials)
    assert told(caught.value) == ("trustees.members", "trustee:2")
    for wrong in (made.polynomials[:2], (*made.polynomials, made.polynomials[0])):
        with pytest.raises(Refused) as caught:
            ceremony.vinputs(made.group, made.certs, wrong)
        assert caught.value.code == "trustees.members"
    with pytest.raises(Refused) as caught:
        ceremony.finish(made.group, made.certs, made.polynomials, made.voutputs[:2])
    assert caught.value.code == "trustees.members"
    with pytest.raises(Refused) as caught:
        ceremony.vinputs(made.group, (), ())
    assert caught.value.code == "trustees.threshold"


def test_the_commission_refuses_a_key_that_does_not_follow() -> None:
    made = held()
    voutputs = (made.voutputs[1], made.voutputs[0], made.voutputs[2])
    with pytest.raises(Refused) as caught:
        ceremony.finish(made.group, made.certs, made.polynomials, voutputs)
    assert told(caught.value) == ("trustees.verification", "trustee:1")


@either
def test_everything_that_travels_is_read_and_written_again(name: str) -> None:
    made = held(name)
    forms: list[tuple[Any, Any]] = [
        (SignedMessage, made.certs),
        (Polynomial, made.polynomials),
        (Vinput, made.vinputs),
        (Voutput, made.voutputs),
    ]
    for form, documents in forms:
        data = ceremony.write_documents(documents)
        assert ceremony.read_documents(form, data) == list(documents)
        assert ceremony.read_documents(form, data[:-1]) == list(documents)
        for wrong in (b"", data + b"\n", b"\n" + data, data.replace(b"\n", b"\r\n", 1)):
            with pytest.raises(Refused) as caught:
                ceremony.read_documents(form, wrong, accused="file:x")
            assert caught.value.accused == "file:x"


@either
def test_no_secret_stands_in_what_travels(name: str) -> None:
    made = held(name)
    travels = b"".join(
        ceremony.write_documents(each)
        for each in (made.certs, made.polynomials, made.vinputs, made.voutputs)
    )
    secrets = [str(each.x) for each in made.private]
    secrets += [str(share_of(made, dealer, to)) for dealer in range(3) for to in range(3)]
    assert not [each for each in (*secrets, *made.seeds) if each.encode() in travels]


# Recovery


@either
def test_the_private_key_is_recovered_from_the_seed(name: str) -> None:
    made = held(name)
    for seed, voutput, private in zip(made.seeds, made.voutputs, made.private, strict=True):
        keys = pedersen.derive(made.group, seed)
        assert pedersen.recover(made.group, keys, voutput.private_key) == private


def test_only_the_own_copy_is_recovered() -> None:
    made = held()
    with pytest.raises(Refused) as caught:
        pedersen.recover(made.group, made.keys[0], made.voutputs[1].private_key, "file:k")
    assert told(caught.value) == ("ceremony.sealed", "file:k")
    message = canonical.write({"decryption_key": str(made.group.order)}).decode()
    own = made.keys[0]
    text = send(made.group, own, own.encryption, message, made.draw)
    with pytest.raises(Refused) as caught:
        pedersen.recover(made.group, own, text, "file:k")
    assert told(caught.value) == ("ceremony.share", "file:k")


def test_the_shares_of_a_real_record_are_recovered() -> None:
    """From the seeds and messages of a ceremony of belenios-tool 3.3, in both ways."""
    folder = shared(RECORD)
    group = groups.named("Ed25519")
    certs = ceremony.read_documents(SignedMessage, (folder / "certs.jsons").read_bytes())
    dealt = ceremony.read_documents(Polynomial, (folder / "polynomials.jsons").read_bytes())
    trustees = read_trustees(group, read_archive((folder / "record.bel").read_bytes()).trustees)
    inputs = ceremony.vinputs(group, certs, dealt)
    for number in (1, 2, 3):
        name = (folder / f"{number}.trustee").read_text().strip()
        keys = pedersen.derive(group, (folder / f"{name}.key").read_text().strip())
        vinput = (folder / f"{name}.vinput").read_bytes().rstrip(b"\n")
        assert shape.write(inputs[number - 1]) == vinput
        private, _ = pedersen.receive_shares(group, keys, certs, inputs[number - 1])
        encrypted = (folder / f"{name}.dkey").read_text().strip()
        assert pedersen.recover(group, keys, encrypted) == private
        assert private.public == trustees.key(number + 1)


def test_the_entry_of_a_real_record_is_made_again() -> None:
    folder = shared(RECORD)
    group = groups.named("Ed25519")
    certs = ceremony.read_documents(SignedMessage, (folder / "certs.jsons").read_bytes())
    dealt = ceremony.read_documents(Polynomial, (folder / "polynomials.jsons").read_bytes())
    names = [(folder / f"{number}.trustee").read_text().strip() for number in (1, 2, 3)]
    voutputs = [
        ceremony.read_documents(Voutput, (folder / f"{name}.voutput").read_bytes())[0]
        for name in names
    ]
    parameters, checked = ceremony.finish(group, certs, dealt, voutputs)
    box = read_archive((folder / "record.bel").read_bytes())
    assert b'["Pedersen",' + shape.write(parameters) + b"]" in box.trustees
    assert checked.threshold == 2


def test_secrets_are_not_shown() -> None:
    assert "4711" not in repr(pedersen.SecretShare(4711))
    assert "4711" not in repr(pedersen.SecretPolynomial((4711,)))
    assert "4711" not in repr(pedersen.SecretKey(4711))
