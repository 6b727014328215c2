"""What the pages say once the vote is over: nothing is offered that is closed, no code is shown."""

from __future__ import annotations

import json
import re

import pytest
from django.conf import settings
from django.test import Client

from dauys.site.question import queries
from tests.verification.world import World

CODE = re.compile(r">[^<]*\b(art_\d|town-yes|regional-yes)[^<]*<")


def page(client: Client, path: str) -> str:
    """A page in English."""
    answer = client.get(f"/en/{path}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_nothing_is_offered_any_more(whole: World, client: Client) -> None:
    asked = queries.question()
    assert asked is not None
    place = f"{asked.version}/art_1/"
    for path in (f"text/{place}", f"consultation/at/{place}"):
        assert "Propose a change here" not in page(client, path)
    assert "button" not in re.findall(
        r'<a class="(.*?)" href="[^"]*/propose/', page(client, "consultation/proposals/")
    )
    told = page(client, "consultation/opinions/")
    assert "opinions are no longer taken" in told
    assert "Утверждение 1." in told or "1-тұжырым." in told


def test_the_text_that_was_adopted_is_called_so(whole: World, client: Client) -> None:
    told = page(client, "text/")
    assert told.count("Adopted in the vote") == 1
    assert "discussed now" not in told
    assert "In force now" not in told


@pytest.mark.parametrize("path", ["implementation/", "outcome/", "question/"])
def test_provisions_and_conditions_are_told_in_words(
    whole: World, client: Client, path: str
) -> None:
    assert CODE.search(page(client, path)) is None


def test_districts_are_called_as_the_commission_calls_them(whole: World, client: Client) -> None:
    codes = sorted({each for region in queries.regions() for each in region.districts})
    names = {code: {"en": f"District of {code}"} for code in codes}
    place = settings.ENVIRONMENT.data / "policy.json"
    place.write_text(json.dumps({"regions": names}))
    try:
        for path in ("question/", "stations/"):
            told = page(client, path)
            assert f"District of {codes[0]}" in told
            assert f"<td>{codes[0]}</td>" not in told
    finally:
        place.unlink()
