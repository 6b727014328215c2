"""What the actions of the desk and the grounds of moderation are called."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ACT_WORDS: dict[str, str | Promise] = {
    "answer": _("Give an answer"),
    "assign": _("Assign"),
    "merge": _("Merge"),
    "moderate": _("Set the words aside"),
    "screen": _("Looked at"),
    "withdraw": _("Take back for the author"),
}


@dataclass(frozen=True, slots=True)
class Ground:
    """Why words are set aside; ``destroys``: the ground asks that they are kept nowhere."""

    words: str | Promise
    destroys: bool


GROUNDS: dict[str, Ground] = {
    "private": Ground(_("Private facts of other persons"), True),
    "unlawful": Ground(_("Words that the law forbids to publish"), True),
    "insult": Ground(_("An insult or a threat"), True),
    "advertising": Ground(_("Advertising"), False),
    "foreign": Ground(_("Nothing in it concerns the draft"), False),
}
