"""The settings of an installation: environment variables, each read strictly, named in one table.

docs/how-to/run.md describes each; a test holds the two together. Nothing else of the site reads
the environment.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from dauys.consultation.proposal import GROUPS
from dauys.errors import Unreadable

NAMES = (
    "DAUYS_BACKUP_DAYS",
    "DAUYS_CONTACT",
    "DAUYS_DATA",
    "DAUYS_DATABASE",
    "DAUYS_GROUPS",
    "DAUYS_HOSTS",
    "DAUYS_LOG_KEY",
    "DAUYS_MAIL",
    "DAUYS_MAIL_FROM",
    "DAUYS_OIDC",
    "DAUYS_PORT",
    "DAUYS_PROXY",
    "DAUYS_REAL",
    "DAUYS_RECORD",
    "DAUYS_SECRET_FILE",
    "DAUYS_TIME_ZONE",
)
COMMANDS = ("DAUYS_DEBUG", "DAUYS_NATIVE")  # of the command line, which may start the site
LEAST_SECRET = 50  # characters
PORT = 8000
LOOPBACK = ("localhost", "127.0.0.1")
BACKUP_DAYS = 30  # how long a backup is kept
MOST_DAYS = 3650
SENDER = "dauys@localhost"


@dataclass(frozen=True, slots=True)
class Environment:
    """What an installation has set. ``real`` is use by the public; all else is a trial."""

    data: Path
    record: Path
    log_key: Path
    secret_file: Path
    database: str
    backup_days: int
    contact: str
    groups: tuple[str, ...]
    hosts: tuple[str, ...]
    port: int
    mail: str
    mail_from: str
    oidc: Path | None
    proxy: str
    real: bool
    time_zone: str

    @property
    def head(self) -> Path:
        """Where the last checkpoint that the log's key signed is kept: beside the key."""
        return self.log_key.with_name(self.log_key.name + ".head")


def read(values: Mapping[str, str] = os.environ) -> Environment:
    """The settings in an environment; raises `Unreadable` ``setting.*`` for one that is wrong."""
    for name in values:
        if name.startswith("DAUYS_") and name not in NAMES + COMMANDS:
            raise Unreadable("setting.unknown", f"setting:{name}")
    data = Path(values.get("DAUYS_DATA") or "dauys-data").absolute()
    oidc = values.get("DAUYS_OIDC", "")
    return Environment(
        data=data,
        record=Path(values.get("DAUYS_RECORD") or data / "record").absolute(),
        log_key=Path(values.get("DAUYS_LOG_KEY") or data / "log.key").absolute(),
        secret_file=Path(values.get("DAUYS_SECRET_FILE") or data / "secret").absolute(),
        database=values.get("DAUYS_DATABASE", ""),
        backup_days=_number(values, "DAUYS_BACKUP_DAYS", BACKUP_DAYS, most=MOST_DAYS),
        contact=values.get("DAUYS_CONTACT") or values.get("DAUYS_MAIL_FROM") or SENDER,
        groups=tuple(values.get("DAUYS_GROUPS", "").split()) or GROUPS,
        hosts=tuple(values.get("DAUYS_HOSTS", "").split()),
        port=_number(values, "DAUYS_PORT", PORT),
        mail=values.get("DAUYS_MAIL", ""),
        mail_from=values.get("DAUYS_MAIL_FROM") or SENDER,
        oidc=Path(oidc).absolute() if oidc else None,
        proxy=_choice(values, "DAUYS_PROXY", ("", "x-forwarded-proto")),
        real=_choice(values, "DAUYS_REAL", ("", "0", "1")) == "1",
        time_zone=values.get("DAUYS_TIME_ZONE") or "Asia/Almaty",
    )


def database(settings: Environment) -> dict[str, object]:
    """Django's description of the database: PostgreSQL by its address, else SQLite in a file."""
    if not settings.database:
        return _sqlite(settings.data / "dauys.sqlite3")
    parts = urlsplit(settings.database)
    if parts.scheme not in ("postgres", "postgresql") or len(parts.path) < 2:
        raise Unreadable("setting.value", "setting:DAUYS_DATABASE", expected="postgresql://…/NAME")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path[1:]),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": {"pool": {"min_size": 1, "max_size": 8}},  # of a process: more than its threads
    }


def _sqlite(path: Path) -> dict[str, object]:
    """A transaction takes the write lock at once, so that it never fails for having read first.

    With ``synchronous=FULL`` a commit is on the disk when it returns: what the log has signed must
    not be missing in the database after a power failure. Writers who wait are let in by chance and
    not in their turn: on a busy machine twenty seconds were not enough for four of them.
    """
    pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 60, "init_command": pragmas},
        "TEST": {"NAME": str(path.with_name("test.sqlite3"))},
    }


@dataclass(frozen=True, slots=True)
class Mail:
    """Where outgoing mail goes: ``backend`` is Django's name of a way."""

    backend: str
    host: str = ""
    port: int = 0
    user: str = ""
    password: str = field(default="", repr=False)
    ssl: bool = False
    tls: bool = False


def mail(settings: Environment) -> Mail:
    """Where outgoing mail goes; without an address it is put into files in the data."""
    if not settings.mail:
        return Mail("filebased")
    parts = urlsplit(settings.mail)
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise Unreadable("setting.value", "setting:DAUYS_MAIL", expected="smtp://HOST:PORT")
    ssl = parts.scheme == "smtps"
    return Mail(
        backend="smtp",
        host=parts.hostname,
        port=parts.port or (465 if ssl else 587),
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        ssl=ssl,
        tls=not ssl and parts.hostname not in LOOPBACK,
    )


def _choice(values: Mapping[str, str], name: str, allowed: tuple[str, ...]) -> str:
    value = values.get(name, "").lower()
    if value not in allowed:
        expected = " | ".join(each or "''" for each in allowed)
        raise Unreadable("setting.value", f"setting:{name}", expected=expected)
    return value


def _number(values: Mapping[str, str], name: str, default: int, most: int = 65535) -> int:
    value = values.get(name, "")
    if not value:
        return default
    if not (value.isascii() and value.isdigit() and len(value) < 6 and 0 < int(value) <= most):
        raise Unreadable("setting.value", f"setting:{name}", expected=f"1..{most}")
    return int(value)
