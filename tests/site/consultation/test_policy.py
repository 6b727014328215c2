"""The policy is read strictly: what is unknown or cannot be is told by its place."""

from __future__ import annotations

import pytest

from dauys.consultation.proposal import GROUPS
from dauys.errors import DauysError
from dauys.site.consultation import policy


def test_what_is_left_out_has_its_default() -> None:
    told = policy.parse(b'{"limit": 3, "until": "2027-04-01T00:00:00Z"}')
    assert (told.propose, told.limit, told.until) == ("email", 3, "2027-04-01T00:00:00Z")
    assert told.groups == GROUPS


@pytest.mark.parametrize(
    ("written", "code"),
    [
        (b"", "json.syntax"),
        (b"[]", "json.shape"),
        (b'{"limits": 3}', "json.shape"),
        (b'{"propose": "none"}', "json.shape"),
        (b'{"limit": "3"}', "json.shape"),
        (b'{"limit": -1}', "json.shape"),
        (b'{"until": "2027-02-30T00:00:00Z"}', "json.shape"),
        (b'{"groups": ["Kings!"]}', "json.shape"),
        (b'{"opens": "2027-04-01T00:00:00Z", "until": "2027-03-01T00:00:00Z"}', "policy.order"),
        (b'{"regions": {"north": "The north"}}', "json.shape"),
        (b" " * 300_000, "json.size"),
    ],
)
def test_what_cannot_be_is_refused(written: bytes, code: str) -> None:
    with pytest.raises(DauysError) as refused:
        policy.parse(written)
    assert refused.value.code == code


def test_a_region_is_called_in_the_language_of_the_page() -> None:
    told = policy.parse('{"regions": {"north": {"kk": "Солтүстік"}}}'.encode())
    assert told.region("north", "kk") == told.region("north", "ru") == "Солтүстік"
    assert told.region("south", "kk") == "south"
