"""Between the desk's pages and the manuscripts: what a form brings, what a page tells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from dauys.site.people.models import Person
from dauys.site.text import actions, queries, reading
from dauys.site.text.forms import ManuscriptForm
from dauys.site.text.models import Manuscript, Sheet, Version
from dauys.site.text.reading import Read, Told

OWN = ("work", "name", "role", "date", "author", "authoritative")
SHOWN = 20  # findings of one code that a page shows


@dataclass(frozen=True, slots=True)
class Group:
    """Findings of one code: how severe, how many, and the first of them in words."""

    code: str
    severity: str
    count: int
    told: list[dict[str, Any]]


def initial(manuscript: Manuscript | None) -> dict[str, Any]:
    """What the form of a manuscript shows at first; of a new one, what the last version had."""
    if manuscript is not None:
        return {name: getattr(manuscript, name) for name in OWN}
    last = queries.latest_draft() or queries.in_force()
    if last is None:
        return {"role": Version.Role.IN_FORCE}
    return {
        "work": last.work,
        "role": Version.Role.DRAFT,
        "author": last.author,
        "authoritative": last.authoritative,
    }


def take(person: Person, form: ManuscriptForm, manuscript: Manuscript | None) -> Manuscript | None:
    """Keeps whatever of a form is right; the form then says what is not.

    None where nothing could be kept. Raises what `actions.prepare` raises.
    """
    form.is_valid()
    if any(name in form.errors for name in OWN):
        return manuscript
    manuscript = manuscript or _same(person, form)
    if manuscript is None:
        return None
    read = [made for each in form.sent() if (made := _read(form, each)) is not None]
    if not read and not manuscript.pk:
        return None
    form.fill(manuscript)
    parity = None if form.errors else _parity(manuscript, read)
    return actions.prepare(person, manuscript, read, parity)


def _same(person: Person, form: ManuscriptForm) -> Manuscript | None:
    """The manuscript of this name, so that a form that is sent twice makes one; or a new one."""
    names = {"work": form.cleaned_data["work"], "name": form.cleaned_data["name"]}
    found = Manuscript.objects.filter(**names, published=False).first()
    if found is not None and found.by_id != person.pk:
        form.add_error("name", _("Somebody else is preparing a version of this name."))
        return None
    return found or Manuscript(by=person)


def _read(form: ManuscriptForm, sent: Any) -> Read | None:
    made = reading.read(sent.name, sent.data, sent.language)
    if isinstance(made, Read):
        return made
    field = f"file_{sent.language}" if sent.name else f"pasted_{sent.language}"
    form.add_error(field, made.sentence(get_language() or "kk"))
    return None


def _parity(manuscript: Manuscript, read: Sequence[Read]) -> list[dict[str, Any]] | None:
    """Findings between the languages; that they cannot be compared is a finding too."""
    sheets = manuscript.sheets.all() if manuscript.pk else ()
    held = {each.language: bytes(each.text) for each in sheets}
    held |= {each.language: each.text for each in read}
    if len(held) < 2:
        return []
    found = reading.parity([held[name] for name in sorted(held)], manuscript.authoritative)
    if isinstance(found, Told):
        return [
            {"code": found.code, "severity": "warning", "accused": found.accused,
             "facts": dict(found.facts), "certain": found.certain, "words": {}}
        ]  # fmt: skip
    return found


def account(manuscript: Manuscript, person: Any, spoken: str) -> dict[str, Any]:
    """All that the page of a manuscript shows."""
    sheets = list(manuscript.sheets.all())
    older = before(manuscript)
    return {
        "manuscript": manuscript,
        "sheets": [(each, groups(each.findings, spoken)) for each in sheets],
        "parity": groups(manuscript.parity or [], spoken),
        "compared": manuscript.parity is not None,
        "hash": actions.event(manuscript)[0].hash if manuscript.parity is not None else "",
        "before": older,
        "comparable": [
            each.language for each in sheets if older and each.language in older.expressions
        ],
        "own": manuscript.intent is not None and manuscript.intent.by_id == person.pk,
        "version": queries.named(manuscript.work, manuscript.name),
    }


def groups(findings: Sequence[dict[str, Any]], spoken: str) -> list[Group]:
    """Findings by their code, the severe ones first, each in words."""
    by_code: dict[str, list[dict[str, Any]]] = {}
    for each in findings:
        by_code.setdefault(each["code"], []).append(each)
    order = ("error", "warning", "information")
    made = [
        Group(code, found[0]["severity"], len(found), [_said(f, spoken) for f in found[:SHOWN]])
        for code, found in by_code.items()
    ]
    return sorted(made, key=lambda group: order.index(group.severity))


def _said(finding: dict[str, Any], spoken: str) -> dict[str, Any]:
    told = Told(finding["code"], finding["accused"], finding["facts"], finding["certain"])
    return {"sentence": told.sentence(spoken), "words": finding.get("words") or {}}


def before(manuscript: Manuscript) -> Version | None:
    """The version that came before a manuscript: the last one of the work, itself left out."""
    every = [each for each in queries.versions() if each.work == manuscript.work]
    names = [each.name for each in every]
    if manuscript.name in names:
        every = every[: names.index(manuscript.name)]
    return every[-1] if every else None


def as_version(manuscript: Manuscript) -> Version:
    """A manuscript as the version that it may become; it stands in no record and no table."""
    sheets = Sheet.objects.filter(manuscript=manuscript)
    return Version(
        entry=-manuscript.pk,
        slug=f"manuscript~{manuscript.pk}",
        work=manuscript.work,
        name=manuscript.name,
        role=manuscript.role,
        date=manuscript.date,
        authoritative=manuscript.authoritative,
        expressions=dict(sheets.values_list("language", "sha256")),
    )


def told(manuscript: Manuscript) -> str:
    """What the second person is asked, in words."""
    facts: dict[str, Any] = {
        "name": manuscript.name,
        "role": manuscript.get_role_display(),
        "work": manuscript.work,
        "number": manuscript.pk,
        "hash": actions.event(manuscript)[0].hash,
    }
    template = _("Publish %(name)s (%(role)s) of %(work)s, manuscript %(number)s, hash %(hash)s")
    return template % facts
