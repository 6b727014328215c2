"""What the kinds, outcomes, groups and origins of the consultation are called on pages."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dauys.site.consultation.models import State

Labels = dict[str, str | Promise]
KINDS: Labels = {
    "amend": _("Change the words"),
    "add": _("Add words"),
    "delete": _("Remove words"),
    "question": _("Ask a question"),
    "support": _("Keep it as it is"),
}
OUTCOMES: Labels = {
    "accepted": _("Accepted"),
    "accepted_in_part": _("Accepted in part"),
    "already_provided": _("Already provided for"),
    "rejected": _("Not accepted"),
    "outside": _("Outside the subject"),
}
GROUPS: Labels = {
    "deputy": _("Deputies"),
    "association": _("Associations"),
    "ethno_cultural": _("Ethno-cultural associations"),
    "youth": _("Youth"),
    "expert": _("Experts"),
    "official": _("Officials"),
    "citizen": _("Citizens"),
}
ORIGINS: Labels = {
    "site": _("On this site"),
    "hearing": _("At a hearing"),
    "letter": _("By letter"),
    "imported": _("From another system"),
}
ACTS: Labels = {
    "received": _("Received"),
    "merged": _("Merged"),
    "split": _("Split into parts"),
    "answered": _("Answered"),
    "withdrawn": _("Taken back by its author"),
    "moderated": _("Set aside by moderators"),
}
VERDICTS: Labels = {
    "confirmed": _("The place was confirmed"),
    "reanchored": _("Another place was found"),
    "orphaned": _("There is no such place any more"),
}
FATES: Labels = {
    "kept": _("Kept, but the record cannot tell where"),
    "carried": _("Carried: to be confirmed"),
    "orphaned": _("Without a certain place"),
    "unknown": _("Cannot be followed"),
}
LEVELS: Labels = {
    "words": _("the words of the proposal"),
    "place": _("taken into account at this place"),
    "editor": _("an editor"),
}
SORTS: Labels = {
    "new": _("Newest first"),
    "old": _("Oldest first"),
    "place": _("By place in the text"),
    "answered": _("Answered last"),
}
SIDES: Labels = {
    "keep": _("Keep it as it is"),
    "change": _("Change it"),
    "ask": _("Questions"),
}
LANGUAGES: Labels = {"kk": "Қазақша", "ru": "Русский", "en": "English"}
FAMILIES: dict[str, Labels] = {
    "kind": KINDS,
    "outcome": OUTCOMES,
    "group": GROUPS,
    "origin": ORIGINS,
    "act": ACTS,
    "fate": FATES,
    "verdict": VERDICTS,
    "level": LEVELS,
    "sort": SORTS,
    "side": SIDES,
    "language": LANGUAGES,
    "state": dict(State.choices),
}


def named(key: str, family: str) -> str:
    """What a key is called; itself where it has no words, as a group of the commission's own."""
    return str(FAMILIES.get(family, {}).get(key, key))
