"""Atom feeds: every answer, one proposal, one provision; each says what happened and where."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dauys.site.consultation import names, queries, texts
from dauys.site.consultation.models import Answer, Course
from dauys.site.look.dates import parse_moment

ITEMS = 100


@require_safe
def answers(request: HttpRequest) -> HttpResponse:
    """The answers of the commission, the latest first."""
    return _feed(request, _("Answers to proposals"), _answered(queries.answers()[:ITEMS]))


@require_safe
def proposal(request: HttpRequest, name: str) -> HttpResponse:
    """The course of one proposal."""
    if queries.proposal(name) is None:
        raise Http404
    title = _("Proposal %(name)s") % {"name": name}
    return _feed(request, title, _steps(reversed(queries.course(name))))


@require_safe
def place(request: HttpRequest, version: str, address: str) -> HttpResponse:
    """What happens to the proposals at a provision."""
    if texts.version(version) is None:
        raise Http404
    here = queries.at(version, address).values("pk")
    steps = Course.objects.filter(proposal__in=here).order_by("-entry", "-id")[:ITEMS]
    return _feed(request, _("Proposals at %(address)s") % {"address": address}, _steps(steps))


Item = tuple[str, str, str, str]  # proposal, title, moment, words


def _answered(rows: Iterable[Answer]) -> Iterable[Item]:
    mine = get_language() or "kk"
    for row in rows:
        outcome = names.named(row.outcome, "outcome")
        words = row.reasons.get(mine) or next(iter(row.reasons.values()), "")
        yield row.pk, f"{row.pk}: {outcome}", row.answered, words


def _steps(rows: Iterable[Course]) -> Iterable[Item]:
    for row in rows:
        act = names.named(row.act, "act")
        yield row.proposal_id, f"{row.proposal_id}: {act}", row.at, row.why


def _feed(request: HttpRequest, title: str, items: Iterable[Item]) -> HttpResponse:
    link = request.build_absolute_uri(reverse("consultation:proposals"))
    feed = Atom1Feed(
        title=_plain(title),
        link=link,
        description="",
        language=get_language(),
        feed_url=request.build_absolute_uri(),
    )
    for name, heading, at, words in items:
        place = request.build_absolute_uri(reverse("consultation:proposal", args=[name]))
        feed.add_item(
            title=_plain(heading),
            link=place,
            description=_plain(words),
            unique_id=f"{place}#{at}-{heading}",
            updateddate=parse_moment(at),
            pubdate=parse_moment(at),
        )
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)


def _plain(words: str) -> str:
    """Without characters that XML does not allow; old records may hold some."""
    return "".join(
        char if char.isprintable() or char in "\n\t" else "\N{REPLACEMENT CHARACTER}"
        for char in words
    )
