"""Every action of the desk with every role: who may, who may not; and nothing where one may not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from dauys.consultation.proposal import Proposal
from dauys.errors import DauysError
from dauys.site.consultation import opinions
from dauys.site.consultation.desk import (
    actions,
    batches,
    exporting,
    hearings,
    imports,
    merging,
    silencing,
)
from dauys.site.consultation.desk.imports import Upload
from dauys.site.consultation.models import Planned, Stock
from dauys.site.people.models import Person, Trail
from dauys.site.people.roles import ACTIONS, CONFIRMED, Role
from dauys.site.record.models import Head

pytestmark = pytest.mark.django_db
REASONS = {"kk": "Жоқ.", "ru": "Нет.", "en": "No."}
END = {"why": "Asked for.", "ground": "insult"}
ANSWER = {"outcome": "rejected", "reasons": REASONS, "carried": []}
ANCHOR = {"version": "draft-1", "why": "x"}
UPLOAD = Upload("a.csv", b"", b"", "draft-1")
PLAN = Planned(id="h-9", opens="2027-05-01T00:00:00Z", region="central")


def prepare(act: str, told: dict[str, object]) -> Callable[[Person], object]:
    """Preparing a decision of two persons."""
    return lambda person: batches.prepare(person, act, act, told, {"p-01": {}})


DONE: dict[str, Callable[[Person], object]] = {
    "consultation.anchor": prepare("anchor", ANCHOR),
    "consultation.answer": prepare("answer", ANSWER),
    "consultation.assign": lambda by: actions.assign(by, ["p-01"], by, date(2027, 5, 1)),
    "consultation.compare": merging.ask_alike,
    "consultation.desk": lambda by: None,
    "consultation.export": lambda by: exporting.export(by, ["p-01"], ".csv"),
    "consultation.groups": opinions.ask_groups,
    "consultation.hearing": lambda by: hearings.plan(by, PLAN),
    "consultation.import": lambda by: imports.check(by, UPLOAD),
    "consultation.merge": lambda by: merging.merge(by, ["p-01", "p-02"], "p-01", "alike"),
    "consultation.moderate": prepare("moderate", END),
    "consultation.remark": lambda by: actions.remark(by, "p-01", "a note"),
    "consultation.screen": lambda by: actions.screen(by, ["p-01"]),
    "consultation.silence": lambda by: silencing.ask(by, "h-1", "It names somebody."),
    "consultation.split": lambda by: merging.split(by, "p-01", [], "parts"),
    "consultation.statement": lambda by: opinions.add_statement(by, REASONS),
    "consultation.stock": lambda by: actions.keep(by, Stock(name="No", outcome="rejected")),
    "consultation.withdraw": prepare("withdraw", END),
}


def test_the_table_knows_every_action_of_the_consultation() -> None:
    assert set(DONE) == {name for name in ACTIONS if name.startswith("consultation.")}
    assert {name for name in CONFIRMED if name.startswith("consultation.")} == {
        silencing.ACTION,
        *(batches.action(act) for act in batches.ACTS),
    }


@pytest.mark.parametrize("role", [*Role, None])
@pytest.mark.parametrize("action", sorted(set(DONE) - {"consultation.desk"}))
def test_an_action_by_a_role(
    consulted: dict[str, Proposal], person: Callable[..., Person], action: str, role: Role | None
) -> None:
    somebody = person("a@example.org", *([role] if role else []), name="A")
    blocked = person("b@example.org", *Role, name="B", blocked="spam")
    before = Head.objects.get().size
    with pytest.raises(PermissionDenied):
        DONE[action](blocked)
    if role in ACTIONS[action]:
        try:
            with transaction.atomic():
                DONE[action](somebody)
        except DauysError:  # it came past the door: the arguments are not what is tried here
            return
        told = {action, "people.request"}  # what is asked of a second person is told as that
        note = Trail.objects.filter(action__in=told, person=somebody.pk).first()
        assert note is not None
        assert "a note" not in str(note.facts)
        return
    with pytest.raises(PermissionDenied):
        DONE[action](somebody)
    assert Head.objects.get().size == before
    assert not Trail.objects.exists()
