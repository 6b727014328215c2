"""The name by which a server starts the site: ``dauys.site.wsgi:application``."""

from __future__ import annotations

import os

from django.core.handlers.wsgi import WSGIHandler


def _start() -> WSGIHandler:
    from django.core.wsgi import get_wsgi_application

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dauys.site.settings")
    application = get_wsgi_application()
    from dauys.site.people import checks

    checks.refuse()
    return application


application = _start()
