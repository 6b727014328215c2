"""The policy is read strictly: what is unknown or cannot be is told by its place."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.test import Client

from dauys.consultation.proposal import GROUPS
from dauys.errors import DauysError
from dauys.site.consultation import policy
from tests.house.source import ROOT

PAGE = (ROOT / "docs/how-to/policy.md").read_text(encoding="utf-8")


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


def test_the_page_names_every_key_with_its_default() -> None:
    rows = dict(re.findall(r"^\| `(\w+)` \|.*\| ([^|]+) \|$", PAGE, re.M))
    assert list(rows) == list(policy.Written.__slots__)
    told = policy.Policy()
    for name in ("propose", "opinions", "limit", "days"):
        assert str(getattr(told, name)) in rows[name]
    assert all(name in GROUPS for name in re.findall(r"`(\w+)`", rows["groups"]))


def test_the_example_of_the_page_is_a_policy_with_every_key() -> None:
    (example,) = re.findall(r"```json\n(.+?)```", PAGE, re.S)
    told = policy.parse(example.encode())
    bare = policy.Policy()
    assert [name for name in policy.Written.__slots__ if f'"{name}"' not in example] == []
    assert (told.limit, told.propose) != (bare.limit, bare.propose)
    assert told.region("central", "ru") == "Центральный"


@pytest.mark.usefixtures("consulted")
def test_a_policy_that_is_wrong_keeps_nobody_from_reading(client: Client) -> None:
    place = settings.ENVIRONMENT.data / policy.NAME
    place.write_text('{"limits": 3}', encoding="utf-8")
    try:
        told = client.get("/en/consultation/proposals/")
    finally:
        place.unlink()
    assert told.status_code == 200
    assert "/proposals/p-60/" in told.content.decode()
