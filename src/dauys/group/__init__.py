"""Prime-order groups by name: Ed25519 over libsodium, BELENIOS-2048 and RFC-3526-2048 over GMP.

An allow-list: parameters that come with a message are never used, whatever they claim.
"""

from __future__ import annotations

from dauys.errors import Unreadable
from dauys.group.belenios2048 import BELENIOS_2048
from dauys.group.ed25519 import ED25519
from dauys.group.protocol import Element, Group
from dauys.group.rfc3526 import RFC_3526_2048

GROUPS: dict[str, Group] = {group.name: group for group in (ED25519, BELENIOS_2048, RFC_3526_2048)}

__all__ = ["GROUPS", "Element", "Group", "named"]


def named(name: str) -> Group:
    """The group of that name; `Unreadable` ``group.unknown`` for any other."""
    if name not in GROUPS:
        raise Unreadable("group.unknown", group=name[:40])
    return GROUPS[name]
