"""The rows say what the record says, read by the stage itself; words that went are gone."""

from __future__ import annotations

import pytest

from dauys.consultation.course import decided, ended
from dauys.consultation.decided import AnchorDecided
from dauys.consultation.lifecycle import Step
from dauys.consultation.lineage import Decision, trace
from dauys.consultation.proposal import Answer, Proposal
from dauys.consultation.wire import DecisionWords, object_of
from dauys.errors import Findings
from dauys.site.consultation import queries, sides
from dauys.site.consultation.models import Course, Hearing, State
from dauys.site.consultation.models import Proposal as Row
from tests.sample import read
from tests.site.conftest import publish_charter
from tests.site.consultation.conftest import SALT, enter

pytestmark = pytest.mark.django_db
AT = "2027-05-01T10:00:00Z"


def test_proposals_are_those_of_the_stage(consulted: dict[str, Proposal]) -> None:
    assert queries.stage_proposals() == consulted
    assert queries.total() == len(consulted)


def test_answers_are_those_of_the_stage(answered_all: dict[str, Answer]) -> None:
    assert queries.stage_answers() == answered_all
    known = {row.id for row in Row.objects.filter(state=State.ANSWERED)}
    assert known == set(answered_all)


def test_hearings_are_those_of_the_stage(consulted: dict[str, Proposal]) -> None:
    for told in read.hearings(Findings()):
        row = Hearing.objects.get(pk=told.id)
        assert (row.place, row.agenda, row.minutes) == (told.place, told.agenda, told.minutes)
        assert (row.attended, tuple(row.groups)) == (told.attended, told.groups)


def test_mergings_and_splittings_leave_the_lineage_of_the_stage(
    consulted: dict[str, Proposal],
) -> None:
    merging = Decision("merge", AT, ("p-01", "p-42"), ("p-01",), "A. Omarova", "the same")
    body, data = decided(merging, SALT)
    enter(body, data, at=AT)
    moments = {name: each.received for name, each in consulted.items()}
    assert queries.lineage() == trace(moments, [merging])
    gone = Row.objects.get(pk="p-42")
    assert (gone.state, gone.into) == (State.MERGED, ["p-01"])
    assert queries.origins("p-01") == {"p-01", "p-42"}
    assert Course.objects.get(proposal="p-42", act="merged").why == "the same"


@pytest.mark.parametrize("state", ["withdrawn", "moderated"])
def test_words_that_were_taken_back_or_set_aside_are_in_no_row(
    consulted: dict[str, Proposal], state: str
) -> None:
    told = consulted["p-01"]
    body, data = ended(Step("p-01", state, AT, "A. Omarova", "a name in it"), SALT)  # type: ignore[arg-type]
    enter(body, data, at=AT)
    row = Row.objects.get(pk="p-01")
    assert (row.state, row.ended, row.silent) == (state, AT, True)
    assert (row.quote, row.proposed, row.reasons, row.folded) == ("", "", "", "")
    assert not queries.proposals(queries.Filter(search=told.proposed)).filter(pk="p-01")


def test_a_search_forgives_the_keyboard(consulted: dict[str, Proposal]) -> None:
    assert [row.id for row in queries.proposals(queries.Filter(search="КЫРЫК БЕС кун"))]
    assert not queries.proposals(queries.Filter(search="қырық алты күн"))


def test_what_stands_inside_a_provision_is_at_it(consulted: dict[str, Proposal]) -> None:
    inside = {row.id for row in queries.at("draft-1", "art_9")}
    wanted = {name for name, each in consulted.items() if each.anchor.address.startswith("art_9")}
    assert inside == {n for n in wanted if consulted[n].anchor.address.split("__")[0] == "art_9"}
    assert len(inside) == 4


def test_what_was_kept_or_carried_stands_at_its_place_in_the_next_version(
    consulted: dict[str, Proposal],
) -> None:
    """Kept words need nobody; p-36 speaks of words that are others now, and is placed by a
    decision. A proposal that was taken back stands nowhere."""
    publish_charter("new")
    before = {row.id for row in queries.at("draft-2", "art_8__para_2")}
    assert "p-36" not in before
    assert {row.id for row in queries.at("draft-2", "art_12")} == {"p-27", "p-43"}
    told = DecisionWords(SALT.hex(), "A. Omarova", "the same paragraph")
    reference, data = object_of(told)
    body = AnchorDecided(
        "p-36",
        AT,
        "draft-2",
        "reanchored",
        consulted["p-36"].anchor,
        reference,
        read.places("new", consulted["p-36"].language).anchor("art_8__para_2"),
    )
    enter(body, data, at=AT)
    assert {row.id for row in queries.at("draft-2", "art_8")} >= before | {"p-36"}
    kind = consulted["p-36"].kind
    counted = sides.counted(queries.at("draft-2", "art_8__para_2"))
    assert sum(side.kinds.get(kind, 0) for side in counted) == 1
    gone, data = ended(Step("p-36", "withdrawn", AT, "A. Omarova", "-"), SALT)
    enter(gone, data, at=AT)
    assert "p-36" not in {row.id for row in queries.at("draft-2", "art_8")}
