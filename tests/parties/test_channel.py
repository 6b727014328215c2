"""Messages between members: read by one, signed by one, and carried by someone nobody trusts."""

from __future__ import annotations

import json
from typing import Any

import pytest

from dauys.errors import Refused
from dauys.parties import channel
from dauys.parties.channel import ChannelMessage, MemberKeys, receive, send, sign
from dauys.wire import canonical, shape
from tests.ballots.world import GROUPS
from tests.parties.threshold import Ceremony, held

either = pytest.mark.parametrize("name", GROUPS)
MESSAGE = '{"secret":"4711"}'


def sent(made: Ceremony, sender: int = 0, to: int = 1, message: str = MESSAGE) -> str:
    recipient = made.keys[to].encryption
    return send(made.group, made.keys[sender], recipient, message, made.draw)


def refusal(made: Ceremony, text: str, sender: int = 0, own: int = 1) -> Refused:
    with pytest.raises(Refused) as caught:
        receive(made.group, made.keys[own], made.keys[sender].verification, text, "trustee:1")
    assert caught.value.accused == "trustee:1"
    return caught.value


@either
@pytest.mark.parametrize("message", ["", "x", MESSAGE, "дауыс", "y" * 5000])
def test_a_message_reaches_its_recipient(name: str, message: str) -> None:
    made = held(name)
    sender = made.keys[0].verification
    text = sent(made, message=message)
    assert receive(made.group, made.keys[1], sender, text, "trustee:1") == message
    assert text.isascii()
    assert message == "" or message not in text or len(message) == 1


def test_the_same_message_is_never_sent_twice_alike() -> None:
    """Equal messages under one key would show that they are equal."""
    made = held()
    one, two = (json.loads(sent(made)) for _ in range(2))
    assert all(one[part] != two[part] for part in ("alpha", "beta", "data"))


@either
def test_only_the_recipient_can_open_it(name: str) -> None:
    made = held(name)
    for other in (0, 2):
        error = refusal(made, sent(made), own=other)
        assert error.code == "ceremony.sealed"
        assert not error.certain


def substituted(made: Ceremony, inner: str, signer: MemberKeys, to: int = 1) -> str:
    """A signed text, encrypted to a member by anyone: what the carrier can always do."""
    group, draw = made.group, made.draw
    signed = shape.write(sign(group, signer, inner, draw))
    nonce, hidden = draw(), group.power_secret(group.generator, draw())
    alpha = group.power_secret(group.generator, nonce)
    beta = group.times(group.power_secret(made.keys[to].encryption, nonce), hidden)
    data = channel._cipher(hidden).encrypt(channel._vector(alpha), signed, None).hex()
    parts = {"algorithm": "AES-GCM", "alpha": alpha, "beta": beta, "data": data}
    return canonical.write(parts).decode()


@either
def test_a_message_for_another_recipient_is_refused(name: str) -> None:
    """A member opens what was dealt to it and encrypts it, signature and all, to the next: a share
    for the one would be counted by the other."""
    made = held(name)
    inner = shape.write(ChannelMessage(made.keys[2].encryption, MESSAGE)).decode()
    error = refusal(made, substituted(made, inner, made.keys[0]))
    assert error.code == "ceremony.recipient"
    assert not error.certain


@either
def test_a_message_that_another_signed_is_refused(name: str) -> None:
    """The carrier, or another member, in the sender's name."""
    made = held(name)
    assert refusal(made, sent(made, sender=2)).code == "ceremony.sender"
    inner = shape.write(ChannelMessage(made.keys[1].encryption, MESSAGE)).decode()
    assert refusal(made, substituted(made, inner, made.keys[1])).code == "ceremony.sender"


@pytest.mark.parametrize("part", ["alpha", "beta", "data"])
def test_no_part_can_be_exchanged_for_that_of_another_message(part: str) -> None:
    made = held()
    value, other = json.loads(sent(made)), json.loads(sent(made))
    text = canonical.write(value | {part: other[part]}).decode()
    assert refusal(made, text).code == "ceremony.sealed"


def test_no_bit_of_what_is_encrypted_can_be_changed() -> None:
    made = held()
    value = json.loads(sent(made))
    data = bytes.fromhex(value["data"])
    for position in range(0, len(data), 29):
        flipped = data[:position] + bytes([data[position] ^ 1]) + data[position + 1 :]
        text = canonical.write(value | {"data": flipped.hex()}).decode()
        assert refusal(made, text).code == "ceremony.sealed"
    for shorter in (b"", data[:15], data[:-1]):
        text = canonical.write(value | {"data": shorter.hex()}).decode()
        assert refusal(made, text).code == "ceremony.sealed"


@pytest.mark.parametrize("change", [
    {"algorithm": "AES-CCM"}, {"algorithm": None}, {"data": "0"}, {"data": "AA"}, {"data": "zz"},
    {"alpha": 1}, {"more": ""},
])  # fmt: skip
def test_another_form_is_refused(change: dict[str, Any]) -> None:
    """The cipher of Belenios 2 is not known here either."""
    made = held()
    text = canonical.write(json.loads(sent(made)) | change).decode()
    assert refusal(made, text).code == "json.shape"
    without = {k: v for k, v in json.loads(sent(made)).items() if k != "algorithm"}
    assert refusal(made, canonical.write(without).decode()).code == "json.shape"


@either
@pytest.mark.parametrize("part", ["alpha", "beta"])
def test_a_part_outside_the_group_is_refused_before_a_secret_meets_it(name: str, part: str) -> None:
    """A power of an element of small order would tell the private key bit by bit."""
    made = held(name)
    value = json.loads(sent(made))
    minus_one = str(int("20694785691422546401013643657505008064922989295751104097100884787057374"
                        "21924271740192223725449768433812906663313807895840496005438963628979639"
                        "30387739057228036059737494276713767776188985898727358650490811670993105"
                        "35867780980030790491654063777173764198678527273474476341835600035698305"
                        "19314428456170191100078673730733356412397173289791324047457883446826065"
                        "23279746479511376726586935821800463179220736688600526271863633860887968"
                        "82120769432366149491002923444346373222145884100586421050242120365433561"
                        "20132048111885240873107701415166620016231317716937218924807850771182784"
                        "2317498073276598828825169183103125680162072880719") - 1)  # fmt: skip
    small = {"Ed25519": "7" + "f" * 62 + "ec", "BELENIOS-2048": minus_one}
    for text in ("", "0", small.get(name, "0")):
        changed = canonical.write(value | {part: text}).decode()
        assert refusal(made, changed).code in ("group.encoding", "group.member")


def test_secrets_are_not_shown() -> None:
    """A traceback or a log prints representations."""
    made = held()
    assert str(made.keys[0].signing) not in repr(made.keys[0])
    assert str(made.keys[0].decryption) not in repr(made.keys[0])
    assert "4711" not in repr(ChannelMessage("x", "4711"))
