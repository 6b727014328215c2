"""The settings of the site, with the one address more of `tests.site.faults.writing`."""

from __future__ import annotations

from dauys.site.settings import *  # noqa: F403

ROOT_URLCONF = "tests.site.faults.writing"
