"""A voter's secret credential, in the two formats of Belenios (5-voting, section 4.3).

That of 2.4 to 3.3 (Belenios, section 4.8): 22 base58 characters in four groups. That of 2.0, for
boxes that such a program is to read: 14 characters and one that guards against slips of the pen,
in five groups of three. The secret exponent is derived from the characters, dashes included, and
from the box's UUID, so that one credential opens one box only.
"""

from __future__ import annotations

import hashlib
import re
from typing import Literal

from dauys.errors import Refused
from dauys.group import Element, Group
from dauys.parties import randomness

BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_FORM = re.compile(f"[{BASE58}]{{5}}-[{BASE58}]{{6}}-[{BASE58}]{{5}}-[{BASE58}]{{6}}")
_FORM_2_0 = re.compile("-".join([f"[{BASE58}]{{3}}"] * 5))

Format = Literal["3.3", "2.0"]


def generate(format: Format = "3.3") -> str:
    """A fresh credential: 22 characters, 128 bits; in the format of 2.0, 14 and 82 bits."""
    if format == "2.0":
        text = randomness.characters(BASE58, 14)
        text += _check_character(text)
        return "-".join(text[at : at + 3] for at in range(0, 15, 3))
    text = randomness.characters(BASE58, 22)
    return "-".join((text[:5], text[5:11], text[11:16], text[16:]))


def generate_uuid() -> str:
    """A fresh UUID of a ballot box."""
    return randomness.characters(BASE58, 14)


def secret_exponent(group: Group, uuid: str, credential: str) -> int:
    """The secret exponent of a credential in one box.

    Raises ``credential.form`` for another form than these two, and ``credential.checksum`` where
    the last character of the older one does not fit the others.
    """
    if _FORM_2_0.fullmatch(credential):
        return _secret_exponent_2_0(group, uuid, credential)
    if not _FORM.fullmatch(credential):
        raise Refused("credential.form")
    halves = (
        hashlib.sha256(f"derive_credential|{uuid}|{half}|{credential}".encode()).hexdigest()
        for half in (0, 1)
    )
    return int("".join(halves), 16) % group.order


def _secret_exponent_2_0(group: Group, uuid: str, credential: str) -> int:
    """PBKDF2 over the credential as typed, salted with the UUID (Belenios 2.0, section 4.8)."""
    text = credential.replace("-", "")
    if text[14] != _check_character(text[:14]):
        raise Refused("credential.checksum")
    key = hashlib.pbkdf2_hmac("sha256", credential.encode(), uuid.encode(), 1000, 32)
    return int.from_bytes(key, "big") % group.order


def _check_character(text: str) -> str:
    """The digit 53 - n mod 53, where n is the number that the characters spell in base 58."""
    number = 0
    for character in text:
        number = 58 * number + BASE58.index(character)
    return BASE58[53 - number % 53]


def public_key(group: Group, uuid: str, credential: str) -> Element:
    """The public credential that stands on the roll."""
    return group.power_secret(group.generator, secret_exponent(group, uuid, credential))
