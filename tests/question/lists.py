"""Lists with a threshold group, altered, and what they are refused with."""

from __future__ import annotations

import json
from typing import Any

import pytest

from dauys.errors import DauysError, Refused
from dauys.parties import trustee
from dauys.parties.channel import MemberKeys, sign
from dauys.question.certificate import Context
from dauys.question.pedersen import Parameters
from dauys.question.trustees import Entry, read_trustees, write_trustees
from dauys.wire import canonical, shape
from tests.ballots.world import seeded
from tests.parties.threshold import Ceremony, coefficients, dealt


def refusal(made: Ceremony, *entries: Entry, form: type[DauysError] = Refused) -> DauysError:
    """What the list with these entries is refused with, after it has travelled."""
    with pytest.raises(DauysError) as caught:
        read_trustees(made.group, write_trustees(entries), accused="trustees")
    assert type(caught.value) is form
    return caught.value


def told(error: DauysError) -> tuple[str, str]:
    """Code and accused."""
    return error.code, error.accused


def single(made: Ceremony, seed: int) -> Entry:
    """A single trustee."""
    return trustee.generate_key(made.group, seeded(made.group, seed))[1]


def plain(made: Ceremony) -> Any:
    """The entry as a JSON value."""
    return json.loads(shape.write(made.parameters))


def with_certificate(made: Ceremony, message: str, signer: MemberKeys | None = None) -> Parameters:
    """Everyone signs anew with another certificate of the second member."""
    cert = sign(made.group, signer or made.keys[1], message, made.draw)
    certs = (made.certs[0], cert, made.certs[2])
    return dealt(made, certs, coefficients(made))


def keyed(made: Ceremony, verification: str, encryption: str, signer: MemberKeys) -> Parameters:
    """The second member certifies these keys."""
    message = {
        "context": shape.plain(Context(made.group.name, 3, 2, 2)),
        "verification": verification,
        "encryption": encryption,
    }
    return with_certificate(made, canonical.write(message).decode(), signer)
