"""The settings of an installation are read strictly: a wrong one stops it with a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from dauys.errors import Unreadable
from dauys.log.keys import SigningKey
from dauys.site import environment, secret
from dauys.site.people.keys import log_key


def told_of(values: dict[str, str]) -> str:
    """What settings are refused for."""
    try:
        settings = environment.read(values)
        environment.database(settings)
        environment.mail(settings)
    except Unreadable as refused:
        return f"{refused.code}: {refused.accused}"
    return "taken"


def test_without_settings_everything_lies_in_one_folder() -> None:
    settings = environment.read({})
    assert settings.record == settings.data / "record"
    assert settings.head == settings.data / "log.key.head"
    assert not settings.real


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"DAUYS_DATABSE": "x"}, "setting.unknown: setting:DAUYS_DATABSE"),
        ({"DAUYS_PORT": "80000"}, "setting.value: setting:DAUYS_PORT"),
        ({"DAUYS_PORT": "٣"}, "setting.value: setting:DAUYS_PORT"),
        ({"DAUYS_REAL": "yes"}, "setting.value: setting:DAUYS_REAL"),
        ({"DAUYS_PROXY": "forwarded"}, "setting.value: setting:DAUYS_PROXY"),
        ({"DAUYS_DATABASE": "mysql://host/name"}, "setting.value: setting:DAUYS_DATABASE"),
        ({"DAUYS_DATABASE": "postgresql://host"}, "setting.value: setting:DAUYS_DATABASE"),
        ({"DAUYS_MAIL": "pigeon"}, "setting.value: setting:DAUYS_MAIL"),
    ],
)
def test_a_wrong_setting_is_told_by_its_name(values: dict[str, str], told: str) -> None:
    assert told_of(values) == told


def test_what_the_command_line_is_told_keeps_no_site_from_starting() -> None:
    """`dauys serve` and `dauys doctor` start it with all that stands in their own environment."""
    assert environment.read({"DAUYS_NATIVE": "off", "DAUYS_DEBUG": "1"}) == environment.read({})


def test_passwords_in_addresses_are_unquoted_and_mail_is_encrypted() -> None:
    values = {
        "DAUYS_DATABASE": "postgresql://d:p%40ss@db:5433/vote",
        "DAUYS_MAIL": "smtp://m:p%2Fw@mail",
    }
    settings = environment.read(values)
    database = environment.database(settings)
    assert (database["PASSWORD"], database["PORT"], database["NAME"]) == ("p@ss", "5433", "vote")
    mail = environment.mail(settings)
    assert (mail.password, mail.port, mail.tls, mail.ssl) == ("p/w", 587, True, False)
    assert "p/w" not in repr(mail)


def test_a_trial_makes_its_secret_once_and_real_use_makes_none(tmp_path: Path) -> None:
    place = tmp_path / "data" / "secret"
    with pytest.raises(Unreadable) as refused:
        secret.django_secret(place, real=True)
    assert refused.value.code == "setting.secret"
    made = secret.django_secret(place, real=False)
    assert place.stat().st_mode & 0o077 == 0
    assert secret.django_secret(place, real=True) == made
    place.write_text("short")
    with pytest.raises(Unreadable):
        secret.django_secret(place, real=False)


def test_a_key_that_others_can_read_is_not_taken(tmp_path: Path) -> None:
    key = SigningKey("log", bytes(32))
    place = tmp_path / "log.key"
    place.write_text(key.write() + "\n")
    place.chmod(0o644)
    with pytest.raises(Unreadable) as refused:
        log_key(place)
    assert refused.value.code == "key.open"
    place.chmod(0o600)
    assert log_key(place) == key
