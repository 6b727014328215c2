"""What an Akoma Ntoso document says of itself: work, expression, manifestation, notes.

`Identity` is what stands in the FRBR properties; what is not known has the stand-ins of
`akn_terms`, since the schema leaves nothing out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dauys.errors import Refused
from dauys.text.formats.about import About
from dauys.text.formats.akn_terms import (
    AUTHOR,
    LANGUAGES,
    NAMESPACE,
    NO_AUTHOR,
    NO_COUNTRY,
    NO_DATE,
    NO_WORK,
    SOURCE,
)
from dauys.text.formats.markup import Markup, escaped
from dauys.text.provision import Provision

_COUNTRY = re.compile(r"[a-z]{2}(?:-[a-z0-9]{1,8})?")
_WORK = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")


@dataclass(frozen=True, slots=True)
class Identity:
    """The values of the FRBR properties; ``language`` in three letters."""

    country: str
    work: str
    date: str
    author: str
    language: str

    @staticmethod
    def of(about: About, language: str) -> Identity:
        """What is known, and a stand-in for the rest. Raises `Refused` text.about, text.date."""
        country, work = about.country or NO_COUNTRY, about.work or NO_WORK
        if not _COUNTRY.fullmatch(country):
            raise Refused("text.about", field="country", found=country[:40])
        if not _WORK.fullmatch(work):
            raise Refused("text.about", field="work", found=work[:40])
        day, author = about.date or NO_DATE, about.author or NO_AUTHOR
        try:
            known = date.fromisoformat(day).isoformat() == day
        except ValueError:
            known = False
        if not known:
            raise Refused("text.date", date=day[:40])
        return Identity(country, work, day, author, LANGUAGES.get(language, language))

    def uri(self) -> str:
        """The name of the work: ``/akn/kz/act/2026-03-15/constitution``."""
        return f"/akn/{self.country}/act/{self.date}/{self.work}"


def write_meta(out: Markup, identity: Identity, notes: Sequence[Provision]) -> None:
    """Opens the document and its act, and writes everything that is not the law's own words."""
    out.open("akomaNtoso", xmlns=NAMESPACE)
    out.open("act", name="act", contains="originalVersion")
    out.open("meta")
    out.open("identification", source=f"#{SOURCE}")
    work = identity.uri()
    expression = f"{work}/{identity.language}@{identity.date}"
    _properties(out, "FRBRWork", work, identity.date)
    out.empty("FRBRcountry", value=identity.country)
    out.empty("FRBRname", value=identity.work)
    out.close("FRBRWork")
    _properties(out, "FRBRExpression", expression, identity.date)
    out.empty("FRBRlanguage", language=identity.language)
    out.close("FRBRExpression")
    _properties(out, "FRBRManifestation", expression, identity.date, ".xml")
    out.empty("FRBRformat", value="application/akn+xml")
    out.close("FRBRManifestation")
    out.close("identification")
    _references(out, identity)
    if notes:
        out.open("notes", source=f"#{AUTHOR}")
        for note in notes:
            out.open("note", eId=note.address)
            out.put("p", escaped(note.text, note.address))
            out.close("note")
        out.close("notes")
    out.close("meta")


def _properties(out: Markup, name: str, uri: str, day: str, ending: str = "") -> None:
    out.open(name)
    out.empty("FRBRthis", value=f"{uri}/!main{ending}")
    out.empty("FRBRuri", value=f"{uri}{ending}")
    out.empty("FRBRdate", date=day, name="version")
    out.empty("FRBRauthor", href=f"#{AUTHOR}")


def _references(out: Markup, identity: Identity) -> None:
    organization = "/akn/ontology/organization"
    out.open("references", source=f"#{SOURCE}")
    for name, shown in ((SOURCE, "Dauys"), (AUTHOR, identity.author)):
        href = f"{organization}/{name.rpartition('.')[2]}"
        out.empty("TLCOrganization", eId=name, href=href, showAs=shown)
    out.close("references")
