"""A person takes out what is kept, reads what stays, and leaves; then there is nobody any more.

In every language once, at both widths, by the code that comes by mail, without a password. The page
says for how many days backups keep the data; what was proposed has lost its words. What exactly is
erased from which table is in test_erasing.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings

from dauys.record.opening import ReferendumOpened
from dauys.site.people.models import Person
from tests.site.browser import OpenPage, Width
from tests.site.people.test_signing_in import code_in_mail
from tests.site.walking import ONCE_EACH, Walker

pytestmark = pytest.mark.django_db(transaction=True)
OWN = {
    "kk": "Тыңдау ашық өтсін.",
    "ru": "Пусть слушания будут открытыми.",
    "en": "Let hearings be open.",
}


@pytest.mark.parametrize(("language", "width"), ONCE_EACH)
def test_what_is_kept_is_handed_out_and_then_erased(
    drafted: ReferendumOpened,
    person: Callable[..., Person],
    session_of: Callable[[Person], str],
    open_page: OpenPage,
    language: str,
    width: Width,
) -> None:
    who = person("leaving@example.org", name="Әлия")
    who.set_unusable_password()
    who.save()
    walker = Walker(open_page(width, session=session_of(who)), language)
    proposal = propose(walker)
    walker.section("My page")
    export(walker, proposal)
    walker.follow("Erase my account")
    walker.reads("What stays")
    walker.sees(f" {settings.ENVIRONMENT.backup_days} ")  # days that backups live
    walker.press("Send me a code")
    walker.page.locator("main input[name=code]").fill(code_in_mail())
    walker.press("Erase my account")
    walker.go("people/")
    assert "/account/login/" in walker.page.url
    walker.go(f"consultation/proposals/{proposal}/")
    assert OWN[language] not in walker.page.locator("main").inner_text()
    walker.reads("The author has taken this proposal back. Its words are no longer published.")


def propose(walker: Walker) -> str:
    """Something of one's own in the record: a proposal, whose number is given."""
    walker.go("")
    walker.section("Proposals")
    walker.follow("Propose a change")
    walker.choose("Provision", "art_8")
    walker.press("Go on")
    walker.choose("What you propose", "question")
    walker.write("Your words", OWN[walker.language])
    walker.press("Send")
    walker.reads("Its course")
    return walker.page.url.rstrip("/").rpartition("/")[2]


def export(walker: Walker, proposal: str) -> None:
    """The file names the person, and the proposal with its words."""
    with walker.page.expect_download() as coming:
        walker.seen("link", "Get the file").click()
    told = json.loads(Path(coming.value.path()).read_text(encoding="utf-8"))
    shown = json.dumps(told, ensure_ascii=False)
    for wanted in ("leaving@example.org", "Әлия", proposal, OWN[walker.language]):
        assert wanted in shown
