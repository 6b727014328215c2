"""A fresh code by e-mail, for someone without a password who wants something grave done.

It lies in the person's own session, for a quarter of an hour and three tries; one is sent a minute.
"""

from __future__ import annotations

import time

from django.core.cache import cache
from django.core.mail import send_mail
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.crypto import constant_time_compare
from django.utils.translation import override

from dauys.site import secret
from dauys.site.people.gates import person

KEY = "people.code"
LIFE = 15 * 60  # seconds
TRIES = 3
PAUSE = 60  # seconds between two codes


def send(request: HttpRequest) -> bool:
    """Sends a code to whoever has signed in; False where one has just been sent."""
    who = person(request)
    if not cache.add(f"{KEY}:{who.pk}", 1, PAUSE):
        return False
    code = secret.code()
    request.session[KEY] = {"code": code, "until": int(time.time()) + LIFE, "tries": TRIES}
    with override(who.language):
        subject = render_to_string("people/email/code_subject.txt").strip()
        send_mail(
            subject, render_to_string("people/email/code.txt", {"code": code}), None, [who.email]
        )
    return True


def waiting(request: HttpRequest) -> bool:
    """Whether a code was sent that can still be typed in."""
    kept = request.session.get(KEY)
    return bool(kept and kept["tries"] > 0 and kept["until"] > time.time())


def take(request: HttpRequest, told: str) -> bool:
    """Whether this is the code; it is good for one use."""
    if not waiting(request):
        return False
    kept = request.session[KEY]
    kept["tries"] -= 1
    good = constant_time_compare(kept["code"], told.strip())
    if good:
        del request.session[KEY]
    request.session.modified = True
    return good
