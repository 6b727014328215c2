"""The desk with the sample's consultation on it, and the staff who sit there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from dauys.site.people.models import Person
from dauys.site.people.roles import Role

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def staff(person: Callable[..., Person]) -> dict[str, Person]:
    """Two secretaries, two editors, two moderators, a steward, and a person without a role."""
    told: dict[str, tuple[Role, ...]] = {
        "aigul": (Role.SECRETARY,),
        "bolat": (Role.SECRETARY,),
        "dana": (Role.EDITOR,),
        "erlan": (Role.EDITOR,),
        "gulnar": (Role.MODERATOR,),
        "kairat": (Role.MODERATOR,),
        "madina": (Role.STEWARD,),
        "nurlan": (),
    }
    return {
        name: person(f"{name}@example.org", *roles, name=name.title())
        for name, roles in told.items()
    }


@pytest.fixture
def signed_in(staff: dict[str, Person]) -> Callable[[str], Client]:
    """A browser in which somebody of the staff has signed in."""

    def sign_in(name: str) -> Client:
        client = Client()
        client.force_login(staff[name], backend=BACKEND)
        return client

    return sign_in


def text(answer: Any) -> str:
    """What a page says."""
    return str(answer.content.decode())
