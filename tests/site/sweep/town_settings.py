"""The settings of a town's server: those of the site, with quick passwords and no throttles.

A provider of identities stands in the town's folder (`towns`); nobody goes to it.
"""

from __future__ import annotations

from dauys.site.settings import *  # noqa: F403

ROOT_URLCONF = "tests.site.sweep.town_urls"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ACCOUNT_RATE_LIMITS = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 24 * 3600  # seconds: a run must not outlive what was shown
