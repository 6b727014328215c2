"""A voter's secret credential, in the format of Belenios 2.4 to 3.3 (section 4.8).

22 base58 characters in four groups; the secret exponent is derived from the characters, dashes
included, and from the box's UUID, so that one credential opens one box only.
"""

from __future__ import annotations

import hashlib
import re

from dauys.errors import Refused
from dauys.group import Element, Group
from dauys.parties import randomness

BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_FORM = re.compile(f"[{BASE58}]{{5}}-[{BASE58}]{{6}}-[{BASE58}]{{5}}-[{BASE58}]{{6}}")


def generate() -> str:
    """A fresh credential: 22 characters, 128 bits."""
    text = randomness.characters(BASE58, 22)
    return "-".join((text[:5], text[5:11], text[11:16], text[16:]))


def generate_uuid() -> str:
    """A fresh UUID of a ballot box."""
    return randomness.characters(BASE58, 14)


def secret_exponent(group: Group, uuid: str, credential: str) -> int:
    """The secret exponent of a credential in one box; raises ``credential.form``."""
    if not _FORM.fullmatch(credential):
        raise Refused("credential.form")
    halves = (
        hashlib.sha256(f"derive_credential|{uuid}|{half}|{credential}".encode()).hexdigest()
        for half in (0, 1)
    )
    return int("".join(halves), 16) % group.order


def public_key(group: Group, uuid: str, credential: str) -> Element:
    """The public credential that stands on the roll."""
    return group.power_secret(group.generator, secret_exponent(group, uuid, credential))
