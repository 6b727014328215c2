"""What takes long is worked out once, however many ask for it at the same time."""

from __future__ import annotations

import threading

import pytest
from django.core.cache import caches

from dauys.site.look.kept import PAGES, TEXTS, kept


def test_who_comes_while_it_is_worked_out_waits_for_it() -> None:
    made: list[str] = []
    begun, go_on = threading.Event(), threading.Event()

    def make() -> str:
        made.append("once")
        begun.set()
        assert go_on.wait(10)
        return "the page"

    told: list[str] = []
    asking = [
        threading.Thread(target=lambda: told.append(kept(PAGES, "long", make))) for _ in range(4)
    ]
    asking[0].start()
    assert begun.wait(10)
    for each in asking[1:]:
        each.start()
    go_on.set()
    for each in asking:
        each.join(10)
    assert (made, told) == (["once"], ["the page"] * 4)


def test_one_part_of_another_is_no_reason_to_wait_for_ever() -> None:
    assert kept(PAGES, "whole", lambda: kept(PAGES, "whole", lambda: "inner") + "!") == "inner!"


def test_what_failed_is_tried_again() -> None:
    def fail() -> str:
        raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011
        kept(TEXTS, "failed", fail)
    assert kept(TEXTS, "failed", lambda: "made") == "made"
    assert caches[TEXTS].get("failed") == "made"
