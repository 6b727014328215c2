"""Signing in by a provider of identities, which a stub of its HTTP stands in for."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from django.core import mail
from django.test import Client

from dauys.errors import Unreadable
from dauys.site.people import providers
from dauys.site.people.models import Person
from dauys.site.people.roles import Role, Tier

Make = Callable[..., Person]
SERVER = "https://id.example"
ROW = {"id": "egov", "name": "eGov", "server": SERVER, "client": "dauys", "secret": "s"}


class Stub:
    """The provider: its description, its tokens, and what it tells of who signs in."""

    def __init__(self) -> None:
        self.told = {"sub": "17", "email": "new@example.org", "email_verified": True}
        self.told |= {"name": "Әлия", "iin": "900101300123"}
        self.verifier = ""

    def get(self, address: str, **more: object) -> requests.Response:
        """Its description, or what it tells of the owner of a token."""
        if address == f"{SERVER}/.well-known/openid-configuration":
            return answer(
                {
                    "issuer": SERVER,
                    "authorization_endpoint": f"{SERVER}/authorize",
                    "token_endpoint": f"{SERVER}/token",
                    "userinfo_endpoint": f"{SERVER}/me",
                    "jwks_uri": f"{SERVER}/keys",
                }
            )
        assert address == f"{SERVER}/me"
        return answer(self.told)

    def request(self, method: str, address: str, **more: object) -> requests.Response:
        """A token for a code."""
        assert (method, address) == ("POST", f"{SERVER}/token")
        self.verifier = str(more["data"]["code_verifier"])  # type: ignore[index]
        return answer({"access_token": "t", "token_type": "Bearer"})

    def __enter__(self) -> Stub:
        return self

    def __exit__(self, *_: object) -> None:
        return None


def answer(told: dict[str, object]) -> requests.Response:
    """An answer over HTTP."""
    made = requests.Response()
    made.status_code = 200
    made._content = json.dumps(told).encode()
    made.headers["Content-Type"] = "application/json"
    return made


@pytest.fixture(params=[True, False], ids=["verifies", "does not verify"])
def stub(
    request: pytest.FixtureRequest,
    settings: object,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Stub:
    """The provider in the settings of the site, in place of the network."""
    known = providers.read(written(tmp_path, {"providers": [ROW | {"verifies": request.param}]}))
    settings.PROVIDERS = known  # type: ignore[attr-defined]
    settings.SOCIALACCOUNT_PROVIDERS = {  # type: ignore[attr-defined]
        "openid_connect": {"APPS": providers.apps(known)}
    }
    made = Stub()
    monkeypatch.setattr(
        "dauys.site.people.adapter.Providers.get_requests_session", lambda self: made
    )
    return made


def written(folder: Path, told: object) -> Path:
    """A file of providers."""
    path = folder / "oidc.json"
    path.write_text(told if isinstance(told, str) else json.dumps(told))
    path.chmod(0o600)
    return path


def through(client: Client, **query: str) -> requests.Response:
    """Goes to the provider and comes back."""
    there = client.post(f"/kk/account/oidc/egov/login/?{'&'.join(map('='.join, query.items()))}")
    asked = parse_qs(urlsplit(there.url).query)
    assert there.url.startswith(f"{SERVER}/authorize?")
    assert asked["code_challenge_method"] == ["S256"]
    back = urlsplit(asked["redirect_uri"][0]).path
    return client.get(back, {"code": "c", "state": asked["state"][0]})


@pytest.mark.django_db
def test_signing_in_makes_an_account_of_the_tier_that_the_provider_is_good_for(
    client: Client, stub: Stub, settings: object
) -> None:
    through(client)
    made = Person.objects.get()
    verifies = settings.PROVIDERS[0].verifies  # type: ignore[attr-defined]
    assert made.tier == (Tier.VERIFIED if verifies else Tier.EMAIL)
    assert (made.email, made.name) == ("new@example.org", "Әлия")
    assert stub.verifier
    for _ in range(2):  # also when one comes back later
        assert SocialAccount.objects.get().extra_data == {}
        through(Client())
    assert Person.objects.count() == 1


@pytest.mark.django_db
def test_an_address_that_has_an_account_is_not_taken_over(
    client: Client, stub: Stub, person: Make
) -> None:
    """A provider that says an address does not open the account that has it."""
    owner = person("new@example.org", Role.STEWARD)
    through(client)
    assert "_auth_user_id" not in client.session
    assert not SocialAccount.objects.filter(user=owner).exists()
    assert mail.outbox[-1].to == ["new@example.org"]


@pytest.mark.django_db
def test_the_second_factor_is_asked_for_after_the_provider_too(
    client: Client, stub: Stub, person: Make
) -> None:
    owner = person("a@example.org", Role.STEWARD)
    SocialAccount.objects.create(user=owner, provider="egov", uid="17")
    gone = through(client)
    assert gone.url == "/kk/account/2fa/authenticate/"
    assert "_auth_user_id" not in client.session


@pytest.mark.django_db
def test_a_provider_that_is_taken_away_takes_its_word_along(
    client: Client, stub: Stub, person: Make, settings: object
) -> None:
    owner = person("a@example.org")
    client.post("/kk/account/login/", {"login": "a@example.org", "password": "correct horse"})
    client.post("/kk/account/reauthenticate/", {"password": "correct horse"})
    through(client, process="connect")
    verifies = settings.PROVIDERS[0].verifies  # type: ignore[attr-defined]
    owner.refresh_from_db()
    assert owner.tier == (Tier.VERIFIED if verifies else Tier.EMAIL)
    kept = SocialAccount.objects.get()
    assert "eGov" in client.get("/kk/account/3rdparty/").content.decode()
    client.post("/kk/account/3rdparty/", {"account": kept.pk})
    owner.refresh_from_db()
    assert owner.tier == Tier.EMAIL
    assert not SocialAccount.objects.exists()


@pytest.mark.parametrize(
    "told",
    [
        "",
        "{",
        "[" * 100_000,
        "[]",
        {"providers": []},
        {"providers": [ROW], "more": 1},
        {"providers": [ROW, ROW]},
        {"providers": [ROW | {"more": 1}]},
        {"providers": [ROW | {"verifies": 1}]},
        {"providers": [ROW | {"id": "a/b"}]},
        {"providers": [ROW | {"secret": ""}]},
        {"providers": [ROW | {"server": "http://id.example"}]},
        {"providers": [ROW | {"server": "https://id.example;script-src *"}]},
        {"providers": [ROW | {"server": "https://user@id.example"}]},
        {"providers": [ROW | {"pages": ["*"]}]},
        {"providers": [ROW | {"pages": [1]}]},
        {"providers": [{k: v for k, v in ROW.items() if k != "secret"}]},
        base64.b64encode(bytes(80_000)).decode(),
    ],
)
def test_a_wrong_list_of_providers_stops_the_site(tmp_path: Path, told: object) -> None:
    with pytest.raises(Unreadable) as refused:
        providers.read(written(tmp_path, told))
    assert refused.value.code == "setting.provider"


def test_a_list_that_others_can_read_is_not_taken(tmp_path: Path) -> None:
    path = written(tmp_path, {"providers": [ROW]})
    path.chmod(0o640)
    with pytest.raises(Unreadable):
        providers.read(path)
    with pytest.raises(Unreadable):
        providers.read(tmp_path / "missing.json")
    assert providers.read(None) == ()


def test_forms_may_go_to_the_pages_of_the_providers_and_nowhere_else(tmp_path: Path) -> None:
    row = ROW | {"pages": ["https://sign.example:8443/x", SERVER]}
    (known,) = providers.read(written(tmp_path, {"providers": [row]}))
    assert known.origins == ("https://id.example", "https://sign.example:8443")
    assert "secret" not in repr(known)
