"""The form with which a version is prepared: what it is, and a file or pasted text a language."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from dauys.errors import DauysError
from dauys.site.look.printable import Printable
from dauys.site.text import queries, reading
from dauys.site.text.models import Manuscript, Version
from dauys.site.text.templatetags.law import tongue
from dauys.words import Words

NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
LONGEST = 3_000_000  # characters that may be pasted
ACCEPT = ".txt,.md,.html,.akn.xml,.xml,.docx,.pdf"


@dataclass(frozen=True, slots=True)
class Sent:
    """What was sent in one language."""

    language: str
    name: str
    data: bytes


class ManuscriptForm(Printable, forms.Form):
    """A version to be: its name and day, the languages that bind, and the text in each."""

    work = forms.CharField(label=_("Short name of the law"), max_length=64)
    name = forms.CharField(
        label=_("Short name of the version"),
        max_length=64,
        help_text=_("Small Latin letters, digits, dots and dashes, such as draft-2."),
    )
    role = forms.ChoiceField(label=_("What it is"), choices=Version.Role.choices)
    date = forms.DateField(
        label=_("Day of the version"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    author = forms.CharField(label=_("Published by"), max_length=200)
    RAW = ("pasted_",)  # a law is read by its reader

    authoritative = forms.MultipleChoiceField(
        label=_("Languages that bind"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self, *args: Any, languages: Sequence[str], held: Sequence[str] = (), **kwargs: Any
    ):
        super().__init__(*args, **kwargs)
        self.languages, self.held = languages, frozenset(held)
        binding = self.fields["authoritative"]
        assert isinstance(binding, forms.MultipleChoiceField)
        binding.choices = [(code, tongue(code)) for code in languages]
        for code in languages:
            self.fields[f"file_{code}"] = forms.FileField(
                label=_("File: %(language)s") % {"language": tongue(code)},
                required=False,
                allow_empty_file=True,
                widget=forms.FileInput(attrs={"accept": ACCEPT}),
            )
            self.fields[f"pasted_{code}"] = forms.CharField(
                label=_("Or the pasted text: %(language)s") % {"language": tongue(code)},
                required=False,
                strip=False,
                max_length=LONGEST,
                widget=forms.Textarea(attrs={"rows": 6, "lang": code}),
            )

    def clean_work(self) -> str:
        """A short name, as the record has them."""
        return self._short("work")

    def clean_name(self) -> str:
        """A short name that no version of the work has."""
        name = self._short("name")
        if queries.named(self.cleaned_data.get("work", ""), name) is not None:
            raise forms.ValidationError(_("A version of this name has been published already."))
        return name

    def _short(self, field: str) -> str:
        value: str = self.cleaned_data[field].strip()
        if not NAME.fullmatch(value):
            raise forms.ValidationError(
                _("Only small Latin letters, digits, dots, dashes; a letter or digit first.")
            )
        return value

    def clean(self) -> dict[str, Any]:
        """Every language of the record must be there; of a file and a pasted text only one."""
        cleaned = super().clean() or {}
        for code in self.languages:
            file, pasted = cleaned.get(f"file_{code}"), cleaned.get(f"pasted_{code}", "")
            if file is not None and pasted.strip():
                self.add_error(
                    f"file_{code}", _("There is a file and a pasted text. Please leave one out.")
                )
            elif file is None and not pasted.strip() and code not in self.held:
                self.add_error(f"file_{code}", _("The text in this language is missing."))
            elif file is not None:
                self._check_file(code, file)
        return cleaned

    def _check_file(self, code: str, file: UploadedFile) -> None:
        try:
            reading.check_size(file.name or "", file.size or 0)
        except DauysError as error:
            self.add_error(f"file_{code}", Words(get_language() or "kk").error(error))

    def sent(self) -> list[Sent]:
        """What was sent and has no fault so far, by language."""
        found = []
        for code in self.languages:
            file = self.cleaned_data.get(f"file_{code}")
            pasted = self.cleaned_data.get(f"pasted_{code}", "")
            if f"file_{code}" in self.errors or f"pasted_{code}" in self.errors:
                continue
            if file is not None:
                found.append(Sent(code, file.name or "", file.read()))
            elif pasted.strip():
                found.append(Sent(code, "", pasted.encode("utf-8", "replace")))
        return found

    def fill(self, manuscript: Manuscript) -> None:
        """Writes what was typed into a manuscript."""
        for field in ("work", "name", "role", "author", "authoritative"):
            setattr(manuscript, field, self.cleaned_data[field])
        manuscript.date = self.cleaned_data["date"].isoformat()
