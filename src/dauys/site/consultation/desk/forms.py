"""The forms of the desk: what a person of the staff types, checked before anything is done."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from dauys.consultation.anchor import Places
from dauys.consultation.mapping import MAX_BYTES as MAX_MAPPING
from dauys.consultation.raw import MAX_BYTES
from dauys.errors import DauysError
from dauys.site.consultation import faults, names
from dauys.site.consultation.desk.imports import Upload
from dauys.site.consultation.desk.words import GROUNDS
from dauys.site.consultation.forms import area
from dauys.site.consultation.models import Proposal
from dauys.site.look.printable import Printable
from dauys.site.people.models import Person

REASONS = 10_000  # characters
REMARK = 4_000
WHY = 2_000


def reason() -> forms.CharField:
    """The field of a reason, which stays when an account is erased."""
    return forms.CharField(
        label=_("Why (public)"),
        max_length=WHY,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It is public and stays, also when accounts are erased: name nobody in it."),
    )


class DayInput(forms.DateInput):
    """A day, with the calendar of the browser where it has one."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class AssignForm(forms.Form):
    """To whom, and until when."""

    to = forms.ChoiceField(label=_("To whom"), required=False)
    due = forms.DateField(
        label=_("Answer until"),
        required=False,
        widget=DayInput(),
        help_text=_("Left empty, the day that is set already stays."),
    )

    def __init__(self, *args: Any, staff: Sequence[Person], **more: Any) -> None:
        super().__init__(*args, **more)
        self.staff = {str(each.pk): each for each in staff}
        people = [(key, str(each)) for key, each in self.staff.items()]
        self.fields["to"].choices = [("", _("nobody")), *people]  # type: ignore[attr-defined]

    def person(self) -> Person | None:
        """The person that was chosen."""
        return self.staff.get(self.cleaned_data["to"])


class RemarkForm(Printable, forms.Form):
    """A note of the staff."""

    text = forms.CharField(
        label=_("Note for the staff"),
        max_length=REMARK,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class AnswerForm(Printable, forms.Form):
    """One answer for one proposal or many; ``reasons_kk`` and so on are fields by language."""

    outcome = forms.ChoiceField(label=_("Answer"), choices=list(names.OUTCOMES.items()))
    carried = forms.CharField(
        label=_("Provisions of the new version that carry it"),
        required=False,
        max_length=4000,
        widget=forms.TextInput(attrs={"spellcheck": "false", "autocapitalize": "off"}),
        help_text=_("Addresses such as art_8__para_2, with spaces between."),
    )
    rest = forms.BooleanField(
        label=_("Where some cannot be answered so, answer the rest"), required=False
    )

    def __init__(self, *args: Any, languages: Sequence[str], **more: Any) -> None:
        super().__init__(*args, **more)
        self.languages = tuple(languages)
        for language in self.languages:
            label = _("Reasons (%(language)s)") % {"language": names.named(language, "language")}
            field = area(label, REASONS, 6)
            field.widget.attrs["lang"] = language
            self.fields[f"reasons_{language}"] = field
        self.order_fields(["outcome", *(f"reasons_{each}" for each in self.languages)])

    def reasons(self) -> dict[str, str]:
        """The reasons by language, those that were given."""
        given = {each: self.cleaned_data[f"reasons_{each}"].strip() for each in self.languages}
        return {language: plain(words) for language, words in given.items() if words}

    def clean(self) -> dict[str, Any]:
        """No answer is without reasons."""
        told = super().clean() or self.cleaned_data
        if not any(told.get(f"reasons_{each}", "").strip() for each in self.languages):
            self.add_error(f"reasons_{self.languages[0]}", _("Please give the reasons."))
        return told


class StockForm(AnswerForm):
    """An answer for the stock: with a name, and without addresses."""

    name = forms.CharField(label=_("Name of this answer"), max_length=100)

    def __init__(self, *args: Any, languages: Sequence[str], **more: Any) -> None:
        super().__init__(*args, languages=languages, **more)
        del self.fields["carried"], self.fields["rest"]
        self.order_fields(["name", "outcome"])


class EndForm(Printable, forms.Form):
    """Why proposals are taken back for their authors."""

    why = reason()
    rest = forms.BooleanField(label=_("Where some cannot be, do the rest"), required=False)


class ModerateForm(EndForm):
    """Why words are set aside."""

    ground = forms.ChoiceField(
        label=_("Ground"),
        choices=[(name, ground.words) for name, ground in GROUNDS.items()],
        widget=forms.RadioSelect,
    )
    field_order = ("ground", "why", "rest")


def plain(words: str) -> str:
    """Line ends as the record has them."""
    return words.replace("\r\n", "\n").replace("\r", "\n")


class WhyForm(Printable, forms.Form):
    """Why something is decided."""

    why = reason()


class MergeForm(WhyForm):
    """Which of several proposals is to stand for all."""

    into = forms.ChoiceField(label=_("This one stands for all"), widget=forms.RadioSelect)
    field_order = ("into", "why")

    def __init__(self, *args: Any, rows: Sequence[Proposal], **more: Any) -> None:
        super().__init__(*args, **more)
        self.count = len(rows)
        told = [(row.id, f"{row.id}: {_start(row)}") for row in rows]
        self.fields["into"].choices = told  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """One proposal alone is merged with nothing."""
        if self.count < 2:
            self.add_error(None, _("Please choose two proposals at least that wait for an answer."))
        return super().clean() or self.cleaned_data


class PartForm(Printable, forms.Form):
    """The words of one part of a proposal; left empty, there is no such part."""

    quote = area(_("Words of the text that it speaks of"), 5_000, 2)
    proposed = area(_("What is proposed"), 20_000, 3)
    reasons = area(_("Reasons"), 10_000, 2)

    def __init__(
        self, *args: Any, there: Places | None, address: str, kind: str, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.there, self.address, self.kind = there, address, kind

    def has_words(self) -> bool:
        """Whether this part is given."""
        return any(self.cleaned_data.get(name) for name in ("quote", "proposed", "reasons"))

    def clean(self) -> dict[str, Any]:
        """What is quoted stands in the provision; words are given where the kind needs them."""
        told = super().clean() or self.cleaned_data
        for name in ("quote", "proposed", "reasons"):
            told[name] = plain(unicodedata.normalize("NFC", told.get(name, "")))
        if not self.has_words():
            return told
        if self.kind in ("amend", "add", "question") and not told["proposed"]:
            self.add_error("proposed", faults.NO_WORDS)
        if told["quote"] and self.there is not None:
            try:
                self.there.check_quote(self.address, told["quote"])
            except DauysError:
                self.add_error("quote", faults.QUOTE)
        return told


def _start(row: Proposal) -> str:
    """The first words of a proposal."""
    words = row.proposed or row.quote or row.reasons
    return words if len(words) <= 120 else f"{words[:119]}…"


class UploadForm(forms.Form):
    """A file of proposals, with a mapping where its columns have other names."""

    file = forms.FileField(
        label=_("File of proposals (CSV or XLSX)"),
        max_length=200,
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.xlsx"}),
    )
    mapping = forms.FileField(
        label=_("Mapping of columns and words (CSV or JSON)"),
        required=False,
        max_length=200,
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.json"}),
    )
    version = forms.ChoiceField(label=_("Version of the text that the proposals speak of"))

    def __init__(self, *args: Any, versions: Sequence[str], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["version"].choices = [(each, each) for each in versions]  # type: ignore[attr-defined]

    def clean_file(self) -> UploadedFile:
        """Refuses what is too large or no table, before a byte of it is read."""
        return self._small("file", MAX_BYTES)

    def clean_mapping(self) -> UploadedFile | None:
        """Refuses what is too large, before a byte of it is read."""
        return self._small("mapping", MAX_MAPPING) if self.cleaned_data.get("mapping") else None

    def _small(self, name: str, limit: int) -> UploadedFile:
        file: UploadedFile = self.cleaned_data[name]
        if (file.size or 0) > limit:
            told = _("This file is too large: at most %(limit)s megabytes can be taken in.")
            raise forms.ValidationError(told, params={"limit": limit // 2**20})
        return file

    def upload(self) -> Upload:
        """What was sent."""
        file, plan = self.cleaned_data["file"], self.cleaned_data["mapping"]
        data = plan.read() if plan else b""
        return Upload(file.name or "", file.read(), data, self.cleaned_data["version"])


class NewStatementForm(Printable, forms.Form):
    """A statement in every language of the record."""

    def __init__(self, *args: Any, languages: Sequence[str], **more: Any) -> None:
        super().__init__(*args, **more)
        self.languages = tuple(languages)
        for language in self.languages:
            label = _("Statement (%(language)s)") % {"language": names.named(language, "language")}
            self.fields[f"words_{language}"] = forms.CharField(
                label=label, max_length=300, widget=forms.TextInput(attrs={"lang": language})
            )

    def words(self) -> dict[str, str]:
        """The statement by language."""
        return {each: self.cleaned_data[f"words_{each}"] for each in self.languages}
