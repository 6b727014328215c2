"""The public figures of the consultation, worked out by the stage and kept until something new."""

from __future__ import annotations

from django.utils.translation import gettext as _

from dauys.consultation import figures as stage
from dauys.consultation.lineage import answered_origins
from dauys.consultation.proposal import Answer as Told
from dauys.consultation.proposal import Received
from dauys.site.consultation import names, queries, texts, why
from dauys.site.consultation.models import ENDED, Answer, Proposal
from dauys.site.look.kept import PAGES, kept
from dauys.site.look.pictures.bars import Bar, bars
from dauys.site.look.pictures.drawing import Picture
from dauys.words import Words

KEEP = 30 * 24 * 3600  # seconds


def figures() -> stage.Figures:
    """The figures of all proposals; without the share of words while no new version is there."""
    new = texts.current()
    key = f"figures-1-{queries.last_entry()}-{new.event.hash if new else ''}"

    def work_out() -> stage.Figures:
        changed = why.share(new) if new and texts.before(new.name) else None
        return stage.figures(_received(), _answers(), queries.lineage(), changed)

    return kept(PAGES, key, work_out, seconds=KEEP)


def ended() -> int:
    """How many were taken back or set aside, or stand in such a one, and have no answer."""
    key = f"ended-1-{queries.last_entry()}"
    return kept(PAGES, key, _ended, seconds=KEEP)


def _ended() -> int:
    told = queries.lineage()
    silent = set(Proposal.objects.filter(state__in=ENDED).values_list("pk", flat=True))
    answered = {each.proposal for each in answered_origins(told, _answers())}
    return sum(
        origin in silent or silent.issuperset(heirs)
        for origin, heirs in told.heirs().items()
        if origin not in answered
    )


def parts(told: stage.Figures) -> list[tuple[str, list[tuple[str, stage.Counts]]]]:
    """The figures by group, region and language, with the family of words of their names."""
    return [
        ("group", list(told.groups.items())),
        ("region", list(told.regions.items())),
        ("language", list(told.languages.items())),
    ]


def picture(told: stage.Counts, language: str) -> Picture:
    """The outcomes as bars, and what still waits."""
    counted = [(names.named(name, "outcome"), getattr(told, name)) for name in names.OUTCOMES]
    gone = ended()
    rows = [
        *counted,
        (_("Waiting"), told.received - told.answered - gone),
        (_("Taken back or set aside"), gone),
    ]
    return bars(
        _("How they were answered"),
        ", ".join(f"{label}: {count}" for label, count in rows),
        [Bar(label, count) for label, count in rows],
        language,
        head=(_("Answer"), _("Proposals")),
        whole=told.received,
    )


def means(language: str) -> list[str]:
    """What each figure counts, as the command line says it too."""
    keys = ("received", "merged", "answered", "parts", "outcomes", "median_days", "words_changed")
    return [Words(language).say(f"consult.means_{key}") for key in keys]


def _received() -> list[Received]:
    rows = Proposal.objects.order_by("entry")
    heads = rows.values_list("id", "received", "language", "group", "region")
    return [Received(*head) for head in heads]


def _answers() -> list[Told]:
    rows = Answer.objects.order_by("entry").values_list("pk", "answered", "outcome")
    return [Told(name, at, outcome, (), {}) for name, at, outcome in rows]  # type: ignore[arg-type]
