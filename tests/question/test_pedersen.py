"""A threshold group in the list of trustees: read, numbered, and in one form only."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from dauys import group as groups
from dauys.errors import Refused, Unreadable
from dauys.parties.channel import sign
from dauys.question.trustees import (
    MAX_TRUSTEES,
    Entry,
    check_trustees,
    election_key,
    read_entry,
    read_trustees,
    write_trustees,
)
from dauys.record.belenios import read_archive
from dauys.wire import canonical, shape
from tests.ballots.world import GROUPS
from tests.parties.threshold import (
    coefficients,
    dealt,
    held,
)
from tests.question.lists import plain, refusal, single, told
from tests.shared import shared

either = pytest.mark.parametrize("name", GROUPS)
RECORD = "records/ed25519-threshold-2-of-3-plus-one/record.bel"


# What is in order


@either
def test_a_group_is_read_and_written_again(name: str) -> None:
    made = held(name)
    data = write_trustees([made.parameters])
    trustees = read_trustees(made.group, data)
    assert trustees.keys == tuple(each.public for each in made.private)
    assert (trustees.count, trustees.needed) == (3, 2)
    # of each member: certificate, coefficients, transcript, key; and the proof of the key
    assert len(set(trustees.commitments)) == len(trustees.commitments) == 15
    assert read_entry(shape.write(made.parameters)) == made.parameters


@either
@pytest.mark.parametrize(("threshold", "size"), [(2, 2), (3, 3), (3, 5)])
def test_groups_of_several_sizes_pass(name: str, threshold: int, size: int) -> None:
    """All of them may be needed: then it is like single trustees, but for one key."""
    made = held(name, threshold, size)
    trustees = check_trustees(made.group, [made.parameters])
    assert (trustees.count, trustees.needed) == (size, threshold)


def test_trustees_are_numbered_through_the_list() -> None:
    """A single one takes one number, a group of three takes three."""
    made, other = held(), held(seed=8)
    entries = [single(made, 1), made.parameters, single(made, 2), other.parameters]
    trustees = read_trustees(made.group, write_trustees(entries))
    assert (trustees.count, trustees.needed) == (8, 6)
    assert [q.owners for q in trustees.quorums] == [(1,), (2, 3, 4), (5,), (6, 7, 8)]
    assert [q.shared for q in trustees.quorums] == [False, True, False, True]
    assert trustees.key(3) == made.private[1].public
    assert trustees.quorum(8).owners == (6, 7, 8)
    for owners, enough in (
        ((1, 2, 3, 5, 6, 8), True),
        (range(1, 9), True),
        ((2, 3, 5, 6, 8), False),
        ((1, 2, 5, 6, 8), False),
        ((1, 2, 3, 5, 6), False),
        ((1, 2, 3, 4, 6, 7, 8), False),
        ((), False),
    ):
        assert trustees.enough(tuple(owners)) is enough, owners
    for owner in (0, 9, -1):
        for ask in (trustees.key, trustees.quorum):
            with pytest.raises(Refused) as caught:
                ask(owner, "entry:4")
            assert told(caught.value) == ("trustees.owner", "entry:4")


@either
def test_the_key_of_the_election_is_the_sum_of_what_was_dealt(name: str) -> None:
    made = held(name)
    group = made.group
    trustees = check_trustees(group, [single(made, 1), made.parameters])
    one, two = made.private[:2]
    # The line through members 1 and 2 at 0: twice the first less the second.
    secret = (2 * one.x - two.x) % group.order
    shared_key = group.power_secret(group.generator, secret)
    assert election_key(group, trustees) == group.times(trustees.keys[0], shared_key)


def test_the_group_of_a_real_record_is_read() -> None:
    box = read_archive(shared(RECORD).read_bytes())
    trustees = read_trustees(groups.named("Ed25519"), box.trustees)
    assert (trustees.count, trustees.needed) == (4, 3)
    election = json.loads(box.election)
    assert election_key(groups.named("Ed25519"), trustees) == election["public_key"]


def test_members_may_have_names() -> None:
    made = held()
    keys = zip(made.parameters.verification_keys, ("Әлия", "Ержан", "Сәуле"), strict=True)
    named = tuple(replace(key, name=name) for key, name in keys)
    data = write_trustees([replace(made.parameters, verification_keys=named)])
    assert data.count('"name":"Ержан"'.encode()) == 1
    assert read_trustees(made.group, data).count == 3


# The threshold


@pytest.mark.parametrize("threshold", [-1, 0, 1, 4, 10**9])
def test_a_threshold_that_a_group_cannot_have_is_refused(threshold: int) -> None:
    """With 1 all members hold one key; with 0 nobody is needed; with 4 of 3 nothing ever opens."""
    made = held()
    messages = [cert.message.replace('d":2', f'd":{threshold}') for cert in made.certs]
    certs = tuple(
        sign(made.group, own, message, made.draw)
        for own, message in zip(made.keys, messages, strict=True)
    )
    entry = dealt(made, certs, coefficients(made, max(1, min(threshold, 4))))
    error = refusal(made, replace(entry, threshold=threshold))
    assert told(error) == ("trustees.threshold", "trustees")
    assert error.facts == {"threshold": threshold, "size": 3}


@pytest.mark.parametrize("threshold", [1, 3])
def test_another_threshold_than_the_members_agreed_on_is_refused(threshold: int) -> None:
    """It would say that fewer suffice, or keep those who suffice from opening."""
    made = held()
    error = refusal(made, replace(made.parameters, threshold=threshold))
    assert told(error) == ("trustees.threshold", "trustees")


@pytest.mark.parametrize("field", ["coefexps", "signatures", "verification_keys"])
def test_every_member_has_one_document_of_each_kind(field: str) -> None:
    made = held()
    items = getattr(made.parameters, field)
    for wrong in ((), items[:2], (*items, items[0])):
        change: dict[str, Any] = {field: wrong}
        error = refusal(made, replace(made.parameters, **change))
        assert told(error) == ("trustees.members", "trustees")
        assert error.facts == {"size": 3}


# Forms


def test_the_form_of_belenios_2_is_refused_by_name() -> None:
    """No context in a certificate, no signature of the transcript: a commission that shows each
    member other certificates could read every share."""
    made = held()
    value = plain(made)
    del value["signatures"]
    data = canonical.write([["Single", shape.plain(single(made, 1))], ["Pedersen", value]])
    with pytest.raises(Unreadable) as caught:
        read_trustees(made.group, data)
    assert told(caught.value) == ("trustees.old_format", "trustee:2")
    message = '{"verification":"%s","encryption":"%s"}'
    old = [
        sign(made.group, own, message % (own.verification, own.encryption), made.draw)
        for own in made.keys
    ]
    entry = dealt(made, old, coefficients(made))
    error = refusal(made, entry, form=Unreadable)
    assert told(error) == ("trustees.old_format", "trustee:1")


def test_an_entry_of_an_unknown_kind_is_unsupported() -> None:
    made = held()
    data = canonical.write([["Pedersen", plain(made)], ["Shamir", {}]])
    with pytest.raises(Unreadable) as caught:
        read_trustees(made.group, data)
    assert told(caught.value) == ("trustees.unsupported", "trustee:4")
    assert caught.value.facts == {"kind": "Shamir"}


@pytest.mark.parametrize(
    "value", [{}, [], None, 1, "x", {"threshold": 2}, {"certs": 1, "signatures": []}]
)
def test_another_shape_is_refused(value: Any) -> None:
    with pytest.raises(Refused) as caught:
        read_trustees(held().group, canonical.write([["Pedersen", value]]))
    assert told(caught.value) == ("json.shape", "trustee:1")


def test_unknown_and_reordered_fields_are_refused() -> None:
    made = held()
    value = plain(made)
    more = canonical.write([["Pedersen", value | {"more": 1}]])
    turned = canonical.write([["Pedersen", dict(reversed(value.items()))]])
    for data, code in ((more, "json.shape"), (turned, "json.canonical")):
        with pytest.raises(Refused) as caught:
            read_trustees(made.group, data)
        assert caught.value.code == code
    for data in (canonical.write(dict(reversed(value.items()))), b" " + canonical.write(value)):
        with pytest.raises(Refused) as caught:
            read_entry(data)
        assert caught.value.code == "json.canonical"


def test_no_members_and_too_many_are_refused_before_any_arithmetic() -> None:
    made = held()
    for size in (0, MAX_TRUSTEES + 1):
        entry = replace(made.parameters, certs=made.certs[:1] * size)
        error = refusal(made, single(made, 1), entry)
        assert told(error) == ("trustees.number", "trustees")
    many: Sequence[Entry] = [made.parameters] * (MAX_TRUSTEES // 3 + 1)
    assert refusal(made, *many).code == "trustees.number"
