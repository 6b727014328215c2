"""The site's settings for tests: all that it keeps lies in a fresh folder of this process."""

from __future__ import annotations

import os
import tempfile

for name in ("DAUYS_RECORD", "DAUYS_LOG_KEY", "DAUYS_SECRET_FILE", "DAUYS_OIDC", "DAUYS_REAL"):
    os.environ.pop(name, None)  # of an installation that the tests would spoil
os.environ["DAUYS_DATA"] = tempfile.mkdtemp(prefix="dauys-site-")

from dauys.site.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # quick, for tests alone
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}  # at once
CACHES = {  # empty at the start of every test
    name: {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": name}
    for name in ("default", "pages", "texts")
}
