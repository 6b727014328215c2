"""The site with one address more, at which anyone may enter a hearing; and a writer by itself.

``DJANGO_SETTINGS_MODULE=tests.site.faults.writing_settings`` starts the real server with it.
``python -m tests.site.faults.writing WRITER COUNT`` enters hearings and prints the index of each
as soon as it is acknowledged.
"""

from __future__ import annotations

import os
import secrets
import sys

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from dauys.consultation.proposal import Hearing
from dauys.consultation.wire import held

WORDS = {"kk": "Мәдениет үйі", "ru": "Дом культуры", "en": "House of culture"}
DAY = "2026-01-20"


def enter(name: str) -> int:
    """Enters a hearing; gives its index once it is in the signed log."""
    from django.db import transaction

    from dauys.site.record import actions

    hearing = Hearing(
        id=name, opens=f"{DAY}T05:00:00Z", closes=f"{DAY}T07:00:00Z", region="left-bank",
        attended=12, groups=("citizen",), place=WORDS, agenda=WORDS, minutes=WORDS,
    )  # fmt: skip
    body, data = held(hearing, secrets.token_bytes(32))
    with transaction.atomic():
        (index,) = actions.append([body], [data])
    return index


@csrf_exempt
@require_POST
def write(request: HttpRequest, name: str) -> HttpResponse:
    """Enters a hearing and answers with its index: the acknowledgement."""
    return HttpResponse(str(enter(name)))


if __name__ == "__main__":
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "dauys.site.settings"  # this module is no urls here
    django.setup()
    for number in range(int(sys.argv[2])):
        print(enter(f"{sys.argv[1]}-{number}"), flush=True)  # noqa: T201
else:
    from dauys.site.urls import urlpatterns as pages

    urlpatterns = [path("write/<str:name>", write), *pages]
