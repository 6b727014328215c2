"""The forms of hearings: planning one, taking down who speaks and what is proposed, closing it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from dauys.site import secret
from dauys.site.consultation import names, texts
from dauys.site.consultation.desk.forms import plain, reason
from dauys.site.consultation.forms import ProposalForm, area
from dauys.site.consultation.policy import Policy
from dauys.site.look.printable import Printable

SHORT_NAME = RegexValidator(
    r"^[a-z0-9][a-z0-9._-]*$", _("Small Latin letters, digits, dots and dashes alone.")
)


class MomentInput(forms.DateTimeInput):
    """A moment, with the calendar of the browser where it has one."""

    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


class PlanForm(Printable, forms.Form):
    """A hearing that is to be held."""

    name = forms.CharField(
        label=_("Short name"),
        max_length=64,
        validators=[SHORT_NAME],
        help_text=_("Small Latin letters, digits, dots and dashes, such as hearing-5."),
    )
    opens = forms.DateTimeField(label=_("Begins"), widget=MomentInput())
    region = forms.CharField(
        label=_("Region"),
        max_length=64,
        validators=[SHORT_NAME],
    )

    def __init__(self, *args: Any, languages: Sequence[str], **more: Any) -> None:
        super().__init__(*args, **more)
        self.languages = tuple(languages)
        words_in(self, "place", _("Place (%(language)s)"), 300, 1)
        words_in(self, "agenda", _("Agenda (%(language)s)"), 4_000, 3)

    def by_language(self, name: str) -> dict[str, str]:
        """The words of a field by language, those that were given."""
        return given(self, name, self.languages)


class SpeakerForm(Printable, forms.Form):
    """Who speaks, for which group, how long: one line, sent with the Enter key."""

    token = forms.CharField(widget=forms.HiddenInput, max_length=32)
    name = forms.CharField(label=_("Who speaks"), max_length=150)
    group = forms.ChoiceField(label=_("For which group"))
    minutes = forms.IntegerField(label=_("Minutes"), min_value=0, max_value=600, initial=0)

    def __init__(self, *args: Any, groups: Sequence[str], **more: Any) -> None:
        super().__init__(*args, **more)
        choices = [(name, names.named(name, "group")) for name in groups]
        self.fields["group"].choices = choices  # type: ignore[attr-defined]


class CloseForm(Printable, forms.Form):
    """What is told of a hearing when it closes."""

    attended = forms.IntegerField(label=_("How many were present"), min_value=0, max_value=10**7)
    closes = forms.DateTimeField(label=_("Ended"), widget=MomentInput())

    def __init__(self, *args: Any, languages: Sequence[str], **more: Any) -> None:
        super().__init__(*args, **more)
        self.languages = tuple(languages)
        words_in(self, "minutes", _("Minutes of the hearing (%(language)s)"), 100_000, 8)

    def by_language(self, name: str) -> dict[str, str]:
        """The words of a field by language, those that were given."""
        return given(self, name, self.languages)


class SilenceForm(Printable, forms.Form):
    """Why the words of a hearing are set aside."""

    why = reason()


class HeardForm(ProposalForm):
    """A proposal made aloud at a hearing: as the public's, its provision chosen from a list."""

    field_order = ("address", "kind", "language", "quote", "proposed", "reasons", "group", "region")

    def __init__(self, *args: Any, policy: Policy, regions: list[str], **more: Any) -> None:
        initial = {
            "token": secret.token(),
            "version": version.name if (version := texts.current()) else "",
            "language": get_language() or "kk",
        }
        super().__init__(
            *args, policy=policy, regions=regions, initial=initial, prefix="heard", **more
        )
        del self.fields["shown"]
        self.fields["address"] = forms.ChoiceField(label=_("Provision"), choices=provisions())


def provisions() -> list[tuple[str, str]]:
    """The provisions of the current version with their names, to choose from."""
    version, language = texts.current(), get_language() or "kk"
    if version is None:
        return []
    there = language if language in version.languages else version.languages[0]
    return list(texts.called(version, there, language).items())


def words_in(form: Any, name: str, label: Any, most: int, rows: int) -> None:
    """A field for each language of a form."""
    for language in form.languages:
        told = label % {"language": names.named(language, "language")}
        field = area(told, most, rows)
        field.widget.attrs["lang"] = language
        form.fields[f"{name}_{language}"] = field


def given(form: forms.Form, name: str, languages: Sequence[str]) -> dict[str, str]:
    """The words of a field by language, those that were given."""
    told = {each: form.cleaned_data[f"{name}_{each}"].strip() for each in languages}
    return {language: plain(words) for language, words in told.items() if words}
