"""What people type in about themselves and others."""

from __future__ import annotations

from typing import Any, ClassVar, cast

from allauth.account.fields import PasswordField
from allauth.account.forms import LoginForm
from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from dauys.site.look.printable import Printable
from dauys.site.people import labels, queries
from dauys.site.people.models import Person
from dauys.site.people.roles import Role

DAY = forms.DateInput({"type": "date"})


class SignIn(LoginForm):
    """The address alone, to which a code is sent; or the address and a password."""

    def _setup_password_field(self) -> None:
        self.fields["password"] = PasswordField(
            label=_("Password"),
            autocomplete="current-password",
            required=False,
            help_text=_("Leave it empty to have a code sent by e-mail."),
        )


class Profile(Printable, forms.ModelForm):
    """What a person says of himself or herself."""

    language = forms.ChoiceField(label=_("Language of e-mails"), choices=settings.LANGUAGES)
    group = forms.ChoiceField(
        label=_("Group"), help_text=_("As which you take part, by your own word.")
    )

    class Meta:
        model = Person
        fields = ("name", "language", "group", "region")
        labels: ClassVar[dict[str, Any]] = {"name": _("Name"), "region": _("Region")}
        help_texts: ClassVar[dict[str, Any]] = {
            "name": _("Shown with a proposal only where you choose so. It may stay empty."),
            "region": _("It may stay empty."),
        }

    def __init__(self, *args: Any, **more: Any):
        super().__init__(*args, **more)
        names = dict.fromkeys((*queries.groups(), self.instance.group))
        _offer(self, "group", [(name, labels.group(name)) for name in names if name])


class Reason(Printable, forms.Form):
    """Why a person is blocked: the person reads it."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The person reads it. Do not write about anybody else."),
    )


class RoleChange(forms.Form):
    """A role to be given or taken away."""

    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)


class Search(forms.Form):
    """Words of an address or a name, or a number."""

    q = forms.CharField(label=_("Number, address or name"), max_length=254, required=False)


class TrailSearch(forms.Form):
    """Which rows of the trail to show."""

    action = forms.ChoiceField(label=_("Action"), required=False)
    person = forms.IntegerField(
        label=_("Number of the person"), required=False, min_value=1, max_value=2**63 - 1
    )
    subject = forms.CharField(label=_("Subject"), required=False, max_length=200)
    since = forms.DateField(
        label=_("From this day on"), required=False, widget=forms.DateInput({"type": "date"})
    )
    until = forms.DateField(
        label=_("Up to this day"), required=False, widget=forms.DateInput({"type": "date"})
    )

    def __init__(self, *args: Any, **more: Any):
        super().__init__(*args, **more)
        named = [(code, labels.action(code)) for code in queries.trail_actions()]
        _offer(self, "action", [("", str(_("All"))), *named])

    def asked(self) -> queries.TrailFilter:
        """The rows that are asked for; fields with mistakes ask for nothing."""
        return queries.TrailFilter(**{k: v for k, v in self.cleaned_data.items() if v})


class PasswordProof(forms.Form):
    """The password, once more."""

    password = PasswordField(label=_("Password"), autocomplete="current-password")


class CodeProof(forms.Form):
    """The code that was sent by e-mail."""

    code = forms.CharField(
        label=_("Code"),
        max_length=20,
        widget=forms.TextInput({"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )


def _offer(form: forms.BaseForm, name: str, choices: list[tuple[str, str]]) -> None:
    cast("forms.ChoiceField", form.fields[name]).choices = choices
