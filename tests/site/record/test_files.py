"""The record as files under one address: verified from outside, cached as it may be."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from dauys.log.proofs import check_inclusion
from dauys.site.record import queries
from dauys.verification.entrance import verify
from tests.verification.world import World

pytestmark = pytest.mark.django_db(transaction=True)


def test_whoever_verifies_the_address_accepts_it(whole: World, live_server: Any) -> None:
    report = verify(f"{live_server.url}/record", lambda: 0.0)
    assert report.verdict() == "accepted"
    assert report.log is not None
    assert report.log.size == len(whole.entries)


def test_an_object_that_is_altered_on_the_disk_is_noticed_there(
    whole: World, live_server: Any
) -> None:
    name = next(iter(whole.objects))
    (settings.ENVIRONMENT.record / "object" / name).write_bytes(b"x" * len(whole.objects[name]))
    report = verify(f"{live_server.url}/record", lambda: 0.0)
    assert report.verdict() == "refused"
    assert "object.hash" in {finding.code for finding in report.findings.errors()}


def test_the_checkpoint_is_never_kept_by_caches(whole: World, client: Client) -> None:
    answer = client.get("/record/checkpoint")
    signed = queries.signed()
    assert signed is not None
    assert b"".join(answer.streaming_content) == signed.note.encode()  # type: ignore[attr-defined]
    assert answer["Cache-Control"] == "no-cache"
    assert answer["Access-Control-Allow-Origin"] == "*"


def test_partial_tiles_and_objects_are_not_kept_either(whole: World, client: Client) -> None:
    size = len(whole.entries)
    names = [
        f"tile/0/000.p/{size}",
        f"tile/entries/000.p/{size}",
        f"object/{next(iter(whole.objects))}",
    ]
    for name in names:
        answer = client.get(f"/record/{name}")
        assert (answer.status_code, answer["Cache-Control"]) == (200, "no-cache"), name


def test_a_full_tile_may_be_kept_for_ever(whole: World, client: Client) -> None:
    place = settings.ENVIRONMENT.record / "tile/0/000"
    place.write_bytes(bytes(256 * 32))
    assert "immutable" in client.get("/record/tile/0/000")["Cache-Control"]


@pytest.mark.parametrize(
    "name",
    [
        "../log.key", "..%2flog.key", "%2e%2e/log.key", "object/../../log.key",
        "tile/0/../../../secret", "object/" + "0" * 64, "object/" + "A" * 64, "tile/0",
        "checkpoint/", ".", "tile/0/000.p/0x1",
    ],
)  # fmt: skip
def test_nothing_else_is_served(whole: World, client: Client, name: str) -> None:
    """The log's key lies beside the record: no path may lead to it."""
    assert client.get(f"/record/{name}").status_code == 404


def test_head_is_answered_and_nothing_is_written(whole: World, client: Client) -> None:
    answer = client.head("/record/checkpoint")
    assert (answer.status_code, b"".join(answer.streaming_content)) == (200, b"")  # type: ignore[attr-defined]
    assert client.post("/record/checkpoint").status_code == 405


def test_the_proof_of_a_page_leads_to_the_root(whole: World, client: Client) -> None:
    signed = queries.signed()
    assert signed is not None
    for index in (0, len(whole.entries) - 1):
        proof = queries.inclusion(index)
        assert proof is not None
        page = client.get(f"/en/record/{index}/").content.decode()
        assert all(node.hex() in page for node in proof)
        line = whole.lines()[index]
        check_inclusion(line, index, signed.size, bytes.fromhex(signed.root), proof)
