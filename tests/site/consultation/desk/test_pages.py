"""Every page of the desk opens for who may see it, in every language, and for nobody else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from dauys.consultation.proposal import Proposal

pytestmark = pytest.mark.django_db
DESK = "consultation/desk/"
PAGES = {
    "": "aigul",
    "list/": "aigul",
    "list/?queue=mine&assigned=none&older=3&search=45&sort=place": "dana",
    "list/?queue=second&older=99999&assigned=999999999999": "gulnar",
    "decisions/": "gulnar",
    "alike/": "dana",
    "stock/": "aigul",
    "statements/": "dana",
    "import/": "aigul",
    "hearings/": "aigul",
    "hearings/new/plan/": "aigul",
    "anchors/": "dana",
    "proposals/p-01/": "dana",
    "proposals/p-01/split/": "gulnar",
}


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_opens(
    consulted: dict[str, Proposal], signed_in: Callable[[str], Client], path: str, language: str
) -> None:
    answer: Any = signed_in(PAGES[path]).get(f"/{language}/{DESK}{path}")
    assert answer.status_code == 200


@pytest.mark.parametrize("path", PAGES)
def test_a_visitor_is_sent_to_sign_in_and_others_are_refused(
    consulted: dict[str, Proposal], signed_in: Callable[[str], Client], path: str
) -> None:
    visitor: Any = Client().get(f"/en/{DESK}{path}")
    assert (visitor.status_code, "/account/login/" in visitor["Location"]) == (302, True)
    for name in ("madina", "nurlan"):
        assert signed_in(name).get(f"/en/{DESK}{path}").status_code == 403
