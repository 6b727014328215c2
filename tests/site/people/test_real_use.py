"""Real use: Django's own checks are silent, and a server with unsafe settings does not start."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from dauys.log.keys import SigningKey
from dauys.site import secret

REAL = {
    "DAUYS_REAL": "1",
    "DAUYS_HOSTS": "vote.example",
    "DAUYS_PROXY": "x-forwarded-proto",
    "DAUYS_MAIL": "smtp://localhost:2525",
    "DAUYS_MAIL_FROM": "vote@vote.example",
}
START = "from dauys.site.wsgi import application"
WARM = """
from dauys.site.wsgi import application
from django.contrib.sessions.models import Session
from dauys.site.look import warming
read = list(warming.pages(application))
assert read and {status for _, status in read} == {200}, read
assert Session.objects.count() == 0
"""
COOKIES = """
from dauys.site.wsgi import application
from django.test import Client
plain = Client().get("/en/account/login/", HTTP_HOST="vote.example")
assert (plain.status_code, plain.url) == (301, "https://vote.example/en/account/login/"), plain
page = Client().get(
    "/en/account/login/", HTTP_HOST="vote.example", HTTP_X_FORWARDED_PROTO="https"
)
assert page.status_code == 200, page
assert page["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains; preload"
for cookie in page.cookies.values():
    assert cookie["secure"] and cookie["httponly"] and cookie["samesite"] == "Lax", cookie
assert set(page.cookies) == {"sessionid"}, page.cookies
other = Client().get("/", HTTP_HOST="evil.example", HTTP_X_FORWARDED_PROTO="https")
assert other.status_code == 400
"""


def run(folder: Path, *words: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """Runs Python in an installation in real use; a setting that is empty is left out."""
    secret.django_secret(folder / "secret", real=False)
    ours = ("DAUYS_", "DJANGO_")  # of the tests, the one for the browser's loop among them
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    told = {name: value for name, value in {**REAL, **settings}.items() if value}
    return subprocess.run(
        [sys.executable, *words],
        env={
            **kept,
            **told,
            "DAUYS_DATA": str(folder),
            "DJANGO_SETTINGS_MODULE": "dauys.site.settings",
        },
        capture_output=True,
        text=True,
        check=False,
    )


def prepare(folder: Path, **settings: str) -> None:
    """What `dauys.site.checks` asks for before a server starts: tables, static files, the key."""
    key = folder / "log.key"
    key.write_text(SigningKey("town-log", bytes(range(32))).write() + "\n")
    key.chmod(0o600)
    for command in (["migrate", "--verbosity=0"], ["collectstatic", "--no-input", "--verbosity=0"]):
        done = run(folder, "-m", "dauys.site", *command, **settings)
        assert done.returncode == 0, done.stderr


def test_the_checks_for_deployment_are_clean_in_real_settings(tmp_path: Path) -> None:
    done = run(tmp_path, "-m", "dauys.site", "check", "--deploy", "--fail-level", "INFO")
    assert (done.returncode, "0 silenced" in done.stdout) == (0, True), done.stderr


def test_cookies_travel_by_tls_only_and_no_other_host_is_answered(tmp_path: Path) -> None:
    prepare(tmp_path)
    done = run(tmp_path, "-c", COOKIES)
    assert done.returncode == 0, done.stderr


def test_pages_are_read_before_a_process_answers_as_its_own_host_and_nobody_is_signed_in(
    tmp_path: Path,
) -> None:
    prepare(tmp_path)
    done = run(tmp_path, "-c", WARM)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("setting", "value", "told"),
    [
        ("DAUYS_HOSTS", "", "dauys.hosts"),
        ("DAUYS_HOSTS", "*", "dauys.hosts"),
        ("DAUYS_HOSTS", ".example", "dauys.hosts"),
        ("DAUYS_PROXY", "", "dauys.proxy"),
        ("DAUYS_MAIL", "", "dauys.mail"),
        ("DAUYS_MAIL_FROM", "", "dauys.from"),
    ],
)
def test_a_server_with_unsafe_settings_does_not_start(
    tmp_path: Path, setting: str, value: str, told: str
) -> None:
    done = run(tmp_path, "-c", START, **{setting: value})
    assert done.returncode != 0
    assert told in done.stderr
    assert "Set " in done.stderr or "set " in done.stderr


def test_neither_a_default_secret_nor_debugging_gets_through(settings: object) -> None:
    from dauys.site import environment
    from dauys.site.people import checks

    real = environment.read({**REAL, "DAUYS_DATA": "x"})
    settings.ENVIRONMENT = real  # type: ignore[attr-defined]
    settings.SECRET_KEY = "s" * 60  # type: ignore[attr-defined]
    assert checks.real_use() == []
    settings.DEBUG = True  # type: ignore[attr-defined]
    settings.SECRET_KEY = "django-insecure-" + "s" * 60  # type: ignore[attr-defined]
    assert [fault.id for fault in checks.real_use()] == ["dauys.debug", "dauys.secret"]


def test_a_trial_needs_its_tables_and_no_setting(tmp_path: Path) -> None:
    trial = dict.fromkeys(REAL, "")
    run(tmp_path, "-m", "dauys.site", "migrate", "--verbosity=0", **trial)
    done = run(tmp_path, "-c", START, **trial)
    assert done.returncode == 0, done.stderr


def test_a_wrong_file_of_providers_stops_the_server_with_its_name(tmp_path: Path) -> None:
    wrong = tmp_path / "oidc.json"
    wrong.write_text(json.dumps({"providers": [{"id": "x"}]}))
    wrong.chmod(0o600)
    done = run(tmp_path, "-c", START, DAUYS_OIDC=str(wrong))
    assert done.returncode != 0
    assert "setting.provider" in done.stderr
    assert "oidc.json" in done.stderr
