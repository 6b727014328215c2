"""What can be wrong with a proposal, in sentences for the person who wrote it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

TOO_LONG = _("At most %(limit_value)d characters fit here; there are %(show_value)d now.")
UNPUBLISHED = _("This version of the text has not been published.")
NEWER = _("A newer version is consulted upon. Please open it and propose there.")
NO_TEXT = _("There is no text in this language.")
NO_PROVISION = _(
    "There is no such provision in this version: it was left out, or has another number."
)
SCRIPT = _("The text is in %(language)s; these words are in another script.")
LANGUAGE = _(
    "The text is in %(language)s; there is a sentence in %(other)s here. "
    "To propose in another language, choose it above."
)
QUOTE = _("These words do not stand in the provision so.")
NO_WORDS = _("Please write your words here.")
NEEDLESS = _("For this no words are needed here. What you want to say belongs to your reasons.")
WHOLE = _(
    "This provision has several parts. Please quote the words that should change, "
    "or choose one part."
)
TWICE = _(
    "These words stand there more than once. Please quote a few more, so that the place is certain."
)
SAME = _("You have proposed just this already: %(name)s.")
