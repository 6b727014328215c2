"""What the commission has settled about taking part: ``policy.json`` in the data of the site.

    {"propose": "email", "opinions": "email", "limit": 50, "opens": "2027-02-01T00:00:00Z",
     "until": "2027-04-01T00:00:00Z", "groups": ["citizen", "expert"],
     "regions": {"central": {"en": "…", "kk": "…", "ru": "…"}}, "days": 15}

Every field may be left out, in this order; what is unknown or of another form is refused, and
nobody can propose before it is right. ``limit`` is how many proposals one person may make; 0 means
that there is no limit. ``days`` are those in which a proposal is to be answered.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Literal

from django.conf import settings

from dauys.consultation.proposal import GROUPS
from dauys.consultation.wire import Group
from dauys.errors import DauysError, Refused
from dauys.wire import canonical, shape
from dauys.wire.ids import Moment, Words, seconds
from dauys.wire.shape import Count

NAME = "policy.json"
LIMIT = 50
DAYS = 15
MAX_POLICY = 256 * 1024  # bytes
Asked = Literal["email", "verified"]  # whoever takes part has an account


@dataclass(frozen=True, slots=True)
class Written:
    """The file as it is written."""

    propose: Asked | None = None
    opinions: Asked | None = None
    limit: Count | None = None
    opens: Moment | None = None
    until: Moment | None = None
    groups: tuple[Group, ...] | None = None
    regions: dict[str, Words] | None = None
    days: int | None = None


@dataclass(frozen=True, slots=True)
class Policy:
    """The policy; ``opens`` and ``until`` are empty where there is no such day."""

    propose: Asked = "email"
    opinions: Asked = "email"
    limit: int = LIMIT
    opens: str = ""
    until: str = ""
    groups: tuple[str, ...] = GROUPS
    regions: dict[str, Words] = field(default_factory=dict)
    days: int = DAYS

    def region(self, name: str, language: str) -> str:
        """What a region is called; its short name where the policy does not say."""
        words = self.regions.get(name, {})
        return words.get(language) or next(iter(words.values()), name)


def called(region: str, language: str) -> str:
    """What a region is called now. A policy that is wrong keeps nobody from reading."""
    try:
        return current().region(region, language)
    except DauysError:
        return region


def current() -> Policy:
    """The policy of this installation; read again when the file has changed."""
    path = settings.ENVIRONMENT.data / NAME
    try:
        changed = path.stat().st_mtime_ns
    except OSError:
        return Policy()
    return _read(path, changed)


@lru_cache(maxsize=2)
def _read(path: Path, changed: int) -> Policy:
    return parse(path.read_bytes())


def parse(data: bytes) -> Policy:
    """The policy of a file; raises ``json.*`` and `Refused` ``policy.order``."""
    accused = f"file:{NAME}"
    loose = canonical.parse_loose(data, accused=accused, limit=MAX_POLICY)
    told = shape.value_of(Written, loose, accused=accused)
    for moment in (told.opens, told.until):
        if moment is not None:
            seconds(moment, accused=accused)
    if told.opens and told.until and told.opens >= told.until:
        raise Refused("policy.order", accused, opens=told.opens, until=told.until)
    given = {
        name: value for name in Written.__slots__ if (value := getattr(told, name)) is not None
    }
    return Policy(**given)
