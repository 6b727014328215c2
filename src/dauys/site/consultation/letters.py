"""Letters to those who wrote or follow a proposal, each in the person's own language.

A letter goes out only after its entry has been signed. It holds the words of no proposal: it says
what happened and where to read it.
"""

from __future__ import annotations

from django.conf import settings
from django.core.mail import send_mail
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_tasks import task

from dauys.site.consultation.models import Notice
from dauys.site.record import sequencer


@task()
def deliver() -> int:
    """Sends every letter that is due; gives how many. Two that run at once send none twice."""
    signed = sequencer.settle()
    sent = 0
    due = Notice.objects.filter(sent=None, entry__lt=signed).select_related("person")
    for notice in due.order_by("entry", "id"):
        claimed = Notice.objects.filter(pk=notice.pk, sent=None).update(sent=timezone.now())
        if not claimed:
            continue
        try:
            _send(notice)
        except OSError:  # the mail server cannot be reached: the next delivery tries again
            Notice.objects.filter(pk=notice.pk).update(sent=None)
            raise
        sent += 1
    return sent


def _send(notice: Notice) -> None:
    person = notice.person
    if not person.is_active or not person.email:
        return
    with translation.override(person.language):
        subject, opening = _told(notice)
        place = reverse("consultation:proposal", args=[notice.proposal_id])
        lines = [opening, "", site() + place, "", _("You are told because you wrote or follow it.")]
        send_mail(subject, "\n".join(lines), None, [person.email])


def _told(notice: Notice) -> tuple[str, str]:
    """The subject and the first sentence of a letter."""
    name = notice.proposal_id
    told = {
        "answered": (
            _("Proposal %(name)s was answered"),
            _("The commission has answered proposal %(name)s. Read the answer and its reasons:"),
        ),
        "moderated": (
            _("Proposal %(name)s was set aside"),
            _("Moderators have set proposal %(name)s aside. Read the reasons:"),
        ),
        "merged": (
            _("Proposal %(name)s was merged"),
            _("Proposal %(name)s was merged into another that says the same. See where it went:"),
        ),
        "orphaned": (
            _("The place of proposal %(name)s is gone"),
            _("The words that proposal %(name)s speaks of are not in the new version. Read why:"),
        ),
    }[notice.act]
    return told[0] % {"name": name}, told[1] % {"name": name}


def site() -> str:
    """The address at which the site is reached, as letters and feeds need it."""
    environment = settings.ENVIRONMENT
    if environment.hosts and environment.hosts[0] != "*":
        return f"{'https' if environment.real else 'http'}://{environment.hosts[0].lstrip('.')}"
    return f"http://localhost:{environment.port}"
