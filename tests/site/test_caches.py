"""Throttles and used codes have a cache of their own, and no cache keeps what was withdrawn."""

from __future__ import annotations

import pytest
from django.core.cache import caches
from django.db import transaction

from dauys.record.opening import ReferendumOpened
from dauys.site.record import actions
from tests.house.source import imports, package


def test_only_people_keeps_anything_in_the_cache_of_throttles() -> None:
    """Large pages there would push out what holds an attacker off."""
    offences = [
        module.at(node, name)
        for module in package()
        for node, name in imports(module)
        if name == "django.core.cache.cache" and not module.inside.startswith("site/people/")
    ]
    assert offences == []


@pytest.mark.django_db(transaction=True)
def test_what_was_kept_to_save_work_goes_with_words_that_are_withdrawn(
    drafted: ReferendumOpened,
) -> None:
    caches["pages"].set("a page", "with words")
    caches["default"].set("a throttle", 1)
    with transaction.atomic():
        actions.withdraw(["0" * 64])
        assert caches["pages"].get("a page")  # not before it is signed
    assert caches["pages"].get("a page") is None
    assert caches["default"].get("a throttle") == 1
