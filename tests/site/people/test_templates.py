"""No page and no mail of allauth's own is ever shown: each that can be is replaced by ours."""

from __future__ import annotations

from pathlib import Path

import allauth
import pytest
from django.conf import settings

THEIRS = Path(allauth.__file__).parent / "templates"
OURS = settings.FOLDER / "templates"
# Ways of signing in that are not offered, and the frames of pages, which ours do not extend.
OTHERS = ("webauthn", "passkey", "phone", "base", "snippets", "messages")


def replaced() -> list[str]:
    """Every page and mail of allauth's of a way of signing in that is offered here."""
    names = [
        path.relative_to(THEIRS).as_posix()
        for part in ("account", "mfa", "socialaccount")
        for path in (THEIRS / part).rglob("*")
        if path.is_file()
    ]
    return sorted(name for name in names if not any(other in name for other in OTHERS))


@pytest.mark.parametrize("name", replaced())
def test_it_is_replaced_by_ours(name: str) -> None:
    assert (OURS / name).is_file()


def test_what_is_left_of_theirs_stands_in_our_frame() -> None:
    for layout in ("base", "entrance", "manage"):
        text = (OURS / f"allauth/layouts/{layout}.html").read_text()
        assert 'extends "look/frame.html"' in text


def test_no_template_of_ours_holds_a_script_or_a_style() -> None:
    for folder in ("account", "mfa", "socialaccount", "people", "allauth"):
        for path in (OURS / folder).rglob("*.html"):
            text = path.read_text()
            assert not any(each in text for each in ("<script", "<style", " style=", " onclick")), (
                path
            )
