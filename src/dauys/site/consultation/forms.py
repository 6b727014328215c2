"""The form of a proposal, which finds every fault in words before anything is written."""

from __future__ import annotations

import unicodedata
from typing import Any

from django import forms
from django.core.validators import ProhibitNullCharactersValidator as NoNull
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from dauys.consultation.amendment import change_of
from dauys.consultation.anchor import Places
from dauys.consultation.check import check_proposal
from dauys.consultation.proposal import Proposal
from dauys.errors import DauysError
from dauys.site.consultation import faults, names, near, speech, texts
from dauys.site.consultation.policy import Policy
from dauys.site.consultation.texts import Version
from dauys.site.look.printable import CHARACTER, Printable, unprintable
from dauys.words import Words

QUOTE, PROPOSED, REASONS = 5_000, 20_000, 10_000  # characters
NOWHERE = "all"  # the region of who has none, where the commission lists no regions
SENTENCES = {
    "proposal.words": ("proposed", faults.NO_WORDS),
    "amendment.whole": ("quote", faults.WHOLE),
    "amendment.place": ("quote", faults.TWICE),
}
WORDLESS = ("delete", "support")
LANGUAGES = tuple(names.LANGUAGES.items())


def area(label: Any, most: int, rows: int, **more: Any) -> forms.CharField:
    """A field for a text of at most so many characters; the limit is told with the fault."""
    widget = forms.Textarea(attrs={"rows": rows})
    told = {"max_length": faults.TOO_LONG}
    field = forms.CharField(
        label=label, max_length=most, required=False, widget=widget, error_messages=told, **more
    )
    field.validators = [each for each in field.validators if not isinstance(each, NoNull)]
    return field


class ProposalForm(Printable, forms.Form):
    """A proposal at one provision of one version; ``there`` is the text in its language."""

    token = forms.CharField(widget=forms.HiddenInput, max_length=32)
    version = forms.CharField(widget=forms.HiddenInput, max_length=64)
    address = forms.CharField(widget=forms.HiddenInput, max_length=200)
    kind = forms.ChoiceField(label=_("What you propose"), choices=list(names.KINDS.items()))
    language = forms.ChoiceField(label=_("Language of the text"), choices=LANGUAGES)
    quote = area(
        _("Words of the text that you speak of"),
        QUOTE,
        3,
        help_text=_("Exactly as they stand there. Leave it empty to speak of the whole provision."),
    )
    proposed = area(
        _("Your words"),
        PROPOSED,
        5,
        help_text=_(
            "How it should read, what should be added, or your question. "
            "Leave it empty only to remove words or to keep the text as it is."
        ),
    )
    reasons = area(_("Your reasons"), REASONS, 5)
    group = forms.ChoiceField(label=_("For which group you speak"))
    region = forms.ChoiceField(label=_("Where you live"))
    shown = forms.BooleanField(label=_("Show my name beside the proposal"), required=False)

    def __init__(self, *args: Any, policy: Policy, regions: list[str], **more: Any) -> None:
        super().__init__(*args, **more)
        language = get_language() or "kk"
        self.fields["group"].choices = [  # type: ignore[attr-defined]
            (name, names.named(name, "group")) for name in policy.groups
        ]
        self.fields["region"].choices = [  # type: ignore[attr-defined]
            (name, policy.region(name, language) if name != NOWHERE else _("Not told"))
            for name in regions
        ]
        # Needed by most kinds: to call it optional would be untrue.
        self.fields["proposed"].conditional = True  # type: ignore[attr-defined]
        self.there: Places | None = None
        self.at: Version | None = None
        self.offers: list[str] = []
        self.elsewhere = ""
        self.proposal: Proposal | None = None

    def clean(self) -> dict[str, Any]:
        """What no single field can tell: the place, the quotation, the words, the language."""
        told = super().clean() or self.cleaned_data
        for name in ("quote", "proposed", "reasons"):
            self._check_characters(name)
        if self._place() and self.there is not None and not self.errors:
            self._check_language()
            self._check_quote(self.there)
            if not self.errors:
                self._check_whole(self.there)
        return told

    def _check_characters(self, name: str) -> None:
        text = self.cleaned_data.get(name, "").replace("\r\n", "\n").replace("\r", "\n")
        self.cleaned_data[name] = unicodedata.normalize("NFC", text)
        if unprintable(text):
            self.add_error(name, CHARACTER)

    def _place(self) -> bool:
        """Whether the provision is one of the version that is consulted upon."""
        current = texts.current()
        self.at = texts.version(self.cleaned_data.get("version", ""))
        if self.at is None or current is None:
            self.add_error(None, faults.UNPUBLISHED)
        elif self.at.name != current.name:
            self.add_error(None, faults.NEWER)
        else:
            self.there = texts.places(self.at, self.cleaned_data.get("language", ""))
        if self.there is None:
            self.add_error("language", faults.NO_TEXT)
            return False
        if not texts.has(self.there, self.cleaned_data.get("address", "")):
            self.add_error(None, faults.NO_PROVISION)
            return False
        return True

    def _check_language(self) -> None:
        told, language = self.cleaned_data["proposed"], self.cleaned_data["language"]
        name = names.named(language, "language")
        if speech.other_script(told, language):
            self.add_error("proposed", faults.SCRIPT % {"language": name})
        elif other := speech.other_language(told, language):
            spoken = names.named(other, "language")
            self.add_error("proposed", faults.LANGUAGE % {"language": name, "other": spoken})

    def _check_quote(self, there: Places) -> None:
        quote, address = self.cleaned_data["quote"].strip(), self.cleaned_data["address"]
        if not quote:
            return
        try:
            there.check_quote(address, quote)
        except DauysError:
            self.offers = near.passages(there.provision(address), quote)
            self.elsewhere = "" if self.offers else near.elsewhere(there, quote)
            self.add_error("quote", faults.QUOTE)

    def _check_whole(self, there: Places) -> None:
        """The checks of the stage, each with its own sentence."""
        if self.cleaned_data["kind"] in WORDLESS and self.cleaned_data["proposed"].strip():
            self.add_error("proposed", faults.NEEDLESS)
            return
        made = self._as_proposal(there)
        try:
            check_proposal(made)
            change_of(made, there)
        except DauysError as error:
            field, sentence = SENTENCES.get(error.code, (None, ""))
            self.add_error(field, sentence or Words(get_language() or "kk").error(error))
            return
        self.proposal = made

    def _as_proposal(self, there: Places) -> Proposal:
        """What the form says as a value of the stage; id and moment come when it is received."""
        told = self.cleaned_data
        return Proposal(
            id="new",
            received="",
            kind=told["kind"],
            anchor=there.anchor(told["address"]),
            language=told["language"],
            group=told["group"],
            region=told["region"],
            origin="site",
            hearing=None,
            quote=told["quote"].strip(),
            proposed=told["proposed"].strip(),
            reasons=told["reasons"].strip(),
        )


class WithdrawForm(Printable, forms.Form):
    """The author takes a proposal back."""

    reason = forms.CharField(label=_("Why (public)"), max_length=1000, required=False)


class StatementForm(forms.Form):
    """What is said to one statement."""

    statement = forms.IntegerField(widget=forms.HiddenInput)
    vote = forms.TypedChoiceField(choices=[(1, ""), (0, ""), (-1, "")], coerce=int)
