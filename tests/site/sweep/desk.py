"""What lies on the desks of the open town: chosen proposals, decisions, files, hearings, drafts."""

from __future__ import annotations

from typing import Any

from dauys import sample
from dauys.site.consultation import opinions, texts
from dauys.site.consultation.desk import (
    actions,
    batches,
    hearings,
    imports,
    merging,
    selections,
    silencing,
)
from dauys.site.consultation.desk.imports import Upload
from dauys.site.consultation.models import Planned, Stock
from dauys.site.people import actions as people
from dauys.site.people.models import Person
from dauys.site.text import actions as text
from tests.site.text.manuscripts import manuscript

KINDS = {"kk": "Мәдениет үйі", "ru": "Дом культуры", "en": "House of culture"}
REASONS = {
    "kk": "Комиссия ұсынысты қарады, мерзім екінші жобада ұзартылды.",
    "ru": "Комиссия рассмотрела предложение: срок во втором проекте продлён.",
    "en": "The commission has considered it: the second draft has a longer term.",
}
FILE = (
    "id,received,language,kind,address,quote,proposed,reasons,group,region,origin\n"
    "l-1,2027-02-20T05:00:00Z,en,question,art_8,,Why ten days?,,citizen,central,letter\n"
    "l-2,2027-02-20T05:00:00Z,en,question,art_99,,Shorter.,,citizen,central,letter\n"
    "l-3,2027-02-20T05:00:00Z,xx,question,art_8,,Shorter.,,citizen,central,letter\n"
)


def fill(known: dict[str, Person]) -> dict[str, Any]:
    """Puts it all there; gives the numbers and names by which pages find it."""
    made = chosen(known)
    made |= decided(known)
    made |= heard(known["secretary"])
    made |= drafted(known["editor"])
    return made


def chosen(known: dict[str, Person]) -> dict[str, Any]:
    """Proposals that are chosen, cared for, noted upon; answers in stock, a file, statements."""
    secretary, moderator = known["secretary"], known["moderator"]
    actions.screen(secretary, ["p-01", "p-02"])
    actions.remark(secretary, "p-01", "Сейсенбіде кеңесте қаралады.")
    actions.assign(secretary, ["p-01", "p-03"], known["second"], None)
    stock = actions.keep(secretary, Stock(name="Мерзім", outcome="accepted", reasons=REASONS))
    job = imports.check(secretary, Upload("letters.csv", FILE.encode(), b"", "draft-1"))
    merging.ask_alike(moderator)
    for words in (("Бір жеткілікті.", "Одного достаточно."), ("Екі керек.", "Нужно два.")):
        opinions.add_statement(secretary, dict(zip(("kk", "ru"), words, strict=True)))
    own = selections.choose(secretary, ["p-05", "p-06", "p-07"]).token
    theirs = selections.choose(moderator, ["p-05", "p-06"]).token
    return {"stock": stock.pk, "job": job.pk, "chosen": own, "theirs": theirs}


def decided(known: dict[str, Person]) -> dict[str, Any]:
    """A decision that is a draft, one that waits for a second person, one with faults."""
    secretary = known["secretary"]
    told = {"outcome": "rejected", "carried": [], "reasons": REASONS}
    facts: dict[str, dict[str, str]] = {name: {} for name in ("p-08", "p-09", "p-10")}
    prepared = batches.prepare(secretary, "a" * 32, "answer", told, facts)
    waiting = batches.prepare(secretary, "b" * 32, "answer", told, {"p-11": {}, "p-12": {}})
    batches.ask(secretary, waiting, "Ұсыныстарға жауап беру: 2")
    facts = {name: {} for name in ("p-11", "p-62", "p-13")}
    faulty = batches.prepare(secretary, "c" * 32, "answer", told, facts)
    silencing.ask(known["moderator"], "h-1", "Тұрғын үйінің мекенжайы айтылған.")
    return {"batch": prepared.pk, "waiting": waiting.pk, "faulty": faulty.pk}


def heard(secretary: Person) -> dict[str, Any]:
    """A hearing that goes on: two have spoken, one has proposed."""
    planned = Planned(id="h-9", opens="2027-04-20T05:00:00Z", region="central")
    planned.place, planned.agenda = KINDS, REASONS
    hearings.plan(secretary, planned)
    for number, name in enumerate(("Серік Әбдіғали", "Светлана Ким")):
        told = {"group": "citizen", "name": name, "minutes": 5}
        hearings.speak(secretary, "h-9", told, str(number) * 32)
    return {"hearing": "h-9"}


def drafted(editor: Person) -> dict[str, Any]:
    """The second draft is published; one more is a manuscript, and one waits for a second."""
    published = manuscript(editor, name=sample.VERSIONS["new"])
    intent = text.ask(editor, published, "draft-2")
    people.confirm(Person.objects.get(email="second@example.org"), intent)
    assert texts.current() is not None
    waiting = manuscript(editor, name="draft-4")
    text.ask(editor, waiting, "draft-4")
    return {"manuscript": manuscript(editor, name="draft-3").pk, "asked": waiting.pk}
