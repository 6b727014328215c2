"""What pages and other apps ask of the consultation; nothing is written here.

Proposals are given as rows for pages, and as values of the stage for what the stage computes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, fields

from django.db.models import Max, Q, QuerySet

from dauys.consultation import proposal as stage
from dauys.consultation.anchor import Anchor
from dauys.consultation.lineage import Act, Decision, Lineage, trace
from dauys.site.consultation import placed
from dauys.site.consultation.models import (
    AnchorDecision,
    Answer,
    Carried,
    Course,
    Groups,
    Hearing,
    Proposal,
)
from dauys.site.consultation.search import sought

DECIDED = ("merged", "split", "moderated", "withdrawn")  # steps that somebody decided
SORTS = {
    "new": ("-received", "id"),
    "old": ("received", "id"),
    "place": ("address", "received", "id"),
    "answered": ("-answer__entry", "-received", "id"),
}


@dataclass(frozen=True, slots=True)
class Filter:
    """Which proposals are sought; an empty field asks for nothing. ``address`` takes in all that
    stands inside; ``search`` are words that must all be there, in either spelling."""

    address: str = ""
    version: str = ""
    kind: str = ""
    group: str = ""
    region: str = ""
    state: str = ""
    outcome: str = ""
    language: str = ""
    origin: str = ""
    hearing: str = ""
    search: str = ""
    sort: str = "new"

    def told(self) -> dict[str, str]:
        """The fields that ask for something, as a page's address has them."""
        given = {field.name: str(getattr(self, field.name)) for field in fields(self)}
        return {name: value for name, value in given.items() if value and value != "new"}


def proposals(wanted: Filter = Filter()) -> QuerySet[Proposal]:
    """The proposals that a filter asks for, each with its answer; parts stand among them."""
    exact = ("kind", "group", "region", "state", "language", "origin", "hearing")
    given = {name: value for name in exact if (value := getattr(wanted, name))}
    found = Proposal.objects.filter(**given).select_related("answer")
    if wanted.version and wanted.address:
        found = found.filter(placed.at(wanted.version, wanted.address))
    elif wanted.version:
        found = found.filter(version=wanted.version)
    elif wanted.address:
        found = found.filter(inside(wanted.address))
    if wanted.outcome:
        found = found.filter(answer__outcome=wanted.outcome)
    for word in sought(wanted.search):
        found = found.filter(Q(folded__contains=word) | Q(id=word))
    return found.order_by(*SORTS.get(wanted.sort, SORTS["new"]))


def inside(address: str) -> Q:
    """Whatever is anchored at an address or inside it."""
    return Q(address=address) | Q(address__startswith=f"{address}__")


def proposal(name: str) -> Proposal | None:
    """One proposal with its answer."""
    return Proposal.objects.select_related("answer").filter(pk=name).first()


def course(name: str) -> list[Course]:
    """The steps of a proposal in their order."""
    return list(Course.objects.filter(proposal=name))


def anchor_decisions(name: str) -> list[AnchorDecision]:
    """What persons decided about the place of a proposal in later versions."""
    return list(AnchorDecision.objects.filter(proposal=name))


def origins(name: str) -> set[str]:
    """A proposal and all that it stands for: what was merged into it, the whole it is part of."""
    return origins_of([name])[name]


def origins_of(names: Collection[str]) -> dict[str, set[str]]:
    """As `origins`, of many: a query for each generation, and none for each proposal."""
    found = {name: {name} for name in names}
    new = found
    while any(new.values()):
        came = _came({each for some in new.values() for each in some})
        new = {
            name: {each for before in some for each in came.get(before, ())} - found[name]
            for name, some in new.items()
        }
        found = {name: some | new[name] for name, some in found.items()}
    return found


def _came(names: Collection[str]) -> dict[str, set[str]]:
    """Out of which proposals each of these came, where a decision made it stand for others."""
    steps = Course.objects.filter(proposal__in=names, act__in=("merged", "split"))
    found: dict[str, set[str]] = {}
    for of, into in steps.values_list("of", "into"):
        for name in into:
            found.setdefault(name, set()).update(of)
    return found


def at(version: str, address: str) -> QuerySet[Proposal]:
    """The proposals at a provision of a version and inside it, those carried there among them."""
    return proposals(Filter(version=version, address=address))


def values_of(column: str) -> list[str]:
    """The different values of a column of proposals, for the choices of a filter."""
    rows = Proposal.objects.order_by(column).values_list(column, flat=True).distinct()
    return [value for value in rows if value]


def total() -> int:
    """How many proposals came in; parts of others are not counted."""
    return Proposal.objects.filter(part=False).count()


def answers() -> QuerySet[Answer]:
    """All answers, the latest first, each with its proposal."""
    return Answer.objects.select_related("proposal").order_by("-entry")


def moderated() -> QuerySet[Course]:
    """The public log of what was set aside, the latest first."""
    steps = Course.objects.filter(act="moderated").select_related("proposal")
    return steps.order_by("-entry")


def carried(name: str) -> list[Carried]:
    """The provisions that carry a proposal."""
    return list(Carried.objects.filter(answer=name))


def hearings() -> QuerySet[Hearing]:
    """All hearings, the latest first."""
    return Hearing.objects.all()


def silenced() -> QuerySet[Hearing]:
    """The hearings whose words were set aside, the latest first."""
    return Hearing.objects.exclude(silenced="").order_by("-silenced", "id")


def hearing(name: str) -> Hearing | None:
    """One hearing."""
    return Hearing.objects.filter(pk=name).first()


def groups() -> Groups | None:
    """The opinion groups that were computed last."""
    return Groups.objects.first()


def last_entry() -> int:
    """The last entry that says anything of proposals or answers; what is cached is named by it."""
    seen = [
        Proposal.objects.aggregate(last=Max("entry"))["last"],
        Course.objects.aggregate(last=Max("entry"))["last"],
        Answer.objects.aggregate(last=Max("entry"))["last"],
    ]
    return max((each for each in seen if each is not None), default=-1)


def last_cause() -> int:
    """The last entry by which a proposal came to stand behind a change, or no longer does, or lost
    its words; -1 before the first."""
    seen = [
        Answer.objects.filter(outcome__in=stage.ACCEPTED).aggregate(last=Max("entry"))["last"],
        Course.objects.filter(act__in=DECIDED).aggregate(last=Max("entry"))["last"],
    ]
    return max((each for each in seen if each is not None), default=-1)


def stage_proposal(row: Proposal) -> stage.Proposal:
    """A row as the stage's value."""
    return stage.Proposal(
        id=row.id,
        received=row.received,
        kind=row.kind,  # type: ignore[arg-type]
        anchor=Anchor(row.work, row.version, row.language, row.address, row.hash),
        language=row.language,
        group=row.group,
        region=row.region,
        origin=row.origin,  # type: ignore[arg-type]
        hearing=row.hearing or None,
        quote=row.quote,
        proposed=row.proposed,
        reasons=row.reasons,
    )


def stage_answers(names: Collection[str] | None = None) -> dict[str, stage.Answer]:
    """The answers as the stage's values by proposal: of some proposals, or of all."""
    rows = Answer.objects.order_by("proposal_id")
    if names is not None:
        rows = rows.filter(pk__in=names)
    return {row.pk: _stage_answer(row) for row in rows.prefetch_related("carried")}


def _stage_answer(row: Answer) -> stage.Answer:
    addresses = tuple(each.address for each in row.carried.all())
    return stage.Answer(row.pk, row.answered, row.outcome, addresses, row.reasons)  # type: ignore[arg-type]


def stage_proposals(rows: Iterable[Proposal] | None = None) -> Mapping[str, stage.Proposal]:
    """Proposals as the stage's values by id, in the order of their entries; by default all."""
    found = Proposal.objects.order_by("entry") if rows is None else rows
    return {row.id: stage_proposal(row) for row in found}


def lineage() -> Lineage:
    """What stands after all mergings and splittings, as the stage has it."""
    received = dict(Proposal.objects.order_by("id").values_list("id", "received"))
    steps = Course.objects.filter(act__in=("merged", "split")).order_by("entry", "id")
    decisions = {step.entry: _decision(step) for step in steps}
    return trace(received, list(decisions.values()))


def _decision(step: Course) -> Decision:
    act: Act = "merge" if step.act == "merged" else "split"
    of, into = tuple(step.of), tuple(step.into)
    return Decision(act, step.at, of, into, step.who or "–", step.why or "–")
