"""Steps 5 to 7 and 14 to 16: texts, consultation, question, stations, outcome, plan."""

from __future__ import annotations

from typing import Any

from dauys import stages
from dauys.consultation import check as consultation
from dauys.consultation import course as consultation_course
from dauys.consultation import lifecycle, lineage
from dauys.consultation.anchor import Places
from dauys.consultation.decided import check_words
from dauys.consultation.lineage import Book
from dauys.consultation.standing import check_begins
from dauys.implementation import check as implementation
from dauys.outcome.check import check_declared
from dauys.question import check, rule
from dauys.stations import check as stations
from dauys.text import check as text
from dauys.text.version import publish
from dauys.verification import course, public, steps
from tests.verification.bites.bite import bites
from tests.verification.bites.forge import cut, played, spoilt, then, to
from tests.verification.world import World, law

OTHER = "f" * 64

# 5: the texts


@bites(steps.TEXTS, "text.version", without=[text.check_published])
def test_the_hash_of_a_version() -> World:
    """The question and every anchor name a version by it."""
    return spoilt("text.published", "body.hash", to(OTHER))


def published(binding: tuple[str, ...] = ("en",), *languages: str) -> World:
    """The record of one text alone, with its right hash."""
    texts = {language: law(language, "four") for language in languages or ("en", "ru")}
    event, objects = publish("charter", "v1", "draft", "2027-01-02", "office", binding, texts)
    return then(cut("referendum.opened"), "2027-01-02T08:00:00Z", event, *objects)


@bites(steps.TEXTS, "text.authoritative", without=[text._check_event])
def test_that_a_text_that_binds_is_there() -> World:
    """A language that binds, and in which nothing is published."""
    return published(("kk",))


@bites(steps.TEXTS, "record.languages", without=[public.text])
def test_that_a_text_stands_in_every_language() -> World:
    """One half of the people would vote on words that they cannot read."""
    return published(("en",), "en")


# 6: the consultation


@bites(steps.CONSULTATION, "hearing.times", without=[consultation.check_hearing])
def test_that_a_hearing_opens_before_it_closes() -> World:
    """Nobody was ever there."""
    return spoilt("hearing.held", "body.opens", to("2027-02-02T10:00:00Z"))


@bites(steps.CONSULTATION, "record.future", without=[public.check_past])
def test_that_what_is_told_has_happened() -> World:
    """A hearing that is told before it was held."""
    return spoilt("hearing.held", "body.closes", to("2027-12-31T10:00:00Z"))


@bites(steps.CONSULTATION, "hearing.unknown", without=[consultation.check_proposal])
def test_that_the_hearing_of_a_proposal_was_held() -> World:
    """A proposal of a hearing that nobody has heard of."""
    return spoilt("proposal.received", "body.hearing", to("h-9"), 1)


@bites(steps.CONSULTATION, "anchor.hash", without=[Places.check])
def test_the_words_under_a_proposal() -> World:
    """It was made for other words than stand there."""
    return spoilt("proposal.received", "body.anchor.hash", to(OTHER))


@bites(steps.CONSULTATION, "anchor.quote", without=[Places.check_quote])
def test_the_words_that_a_proposal_quotes() -> World:
    """Words are put into the mouth of the text."""
    return spoilt("proposal.received", "body.words.@.quote", to("seven days"))


EARLY = (consultation.check_answer, public.check_later)
REASONS = (consultation.check_answer, public.check_origins)


@bites(steps.CONSULTATION, "proposal.early", without=EARLY)
def test_that_an_answer_comes_after_its_proposal() -> World:
    """It was decided before anybody had asked."""
    return spoilt("proposal.answered", "body.answered", to("2027-02-01T08:00:00Z"))


@bites(steps.ORDER, "lineage.gone", without=[Book.check_standing])
def test_that_what_was_merged_is_not_answered() -> World:
    """Its author would read two answers, that of the whole and another."""
    return spoilt("proposal.answered", "body.proposal", to("p-3"), 2)


@bites(steps.ORDER, "lineage.early", without=[Book._check_time, course.check_later])
def test_that_a_decision_comes_after_its_proposals() -> World:
    """What nobody had asked yet was said to be the same."""
    return spoilt("proposal.merged", "body.merged", to("2027-02-02T08:00:00Z"))


@bites(steps.CONSULTATION, "lineage.words", without=[lineage.check_form])
def test_that_somebody_merged_for_a_reason() -> World:
    """Nobody can be asked for it."""
    return spoilt("proposal.merged", "body.reasons.@.who", to(""))


@bites(steps.CONSULTATION, "step.time", without=[lifecycle.check_after])
def test_that_a_proposal_ends_after_its_receipt() -> World:
    """It was set aside before anybody had read it."""
    return spoilt("proposal.moderated", "body.moderated", to("2027-02-01T08:00:00Z"))


@bites(steps.CONSULTATION, "step.reason", without=[lifecycle.check_words])
def test_that_a_proposal_ends_for_a_reason() -> World:
    """Words could be set aside because they displease."""
    return spoilt("proposal.moderated", "body.reasons.@.why", to(""))


@bites(steps.CONSULTATION, "hearing.reason", without=[consultation_course.check_silenced])
def test_that_a_hearing_is_set_aside_for_a_reason() -> World:
    """Minutes could vanish because they displease."""
    return spoilt("hearing.moderated", "body.reasons.@.why", to(""))


@bites(steps.CONSULTATION, "anchor.words", without=[check_words])
def test_that_somebody_moved_an_anchor_for_a_reason() -> World:
    """A proposal loses its place, and nobody has to say why."""
    return spoilt("anchor.decided", "body.words.@.why", to(""))


@bites(steps.CONSULTATION, "anchor.place", without=[check_begins])
def test_that_a_decision_begins_where_the_proposal_stood() -> World:
    """Another sentence, that it never spoke of, is said to be its own."""
    other = played().world.entries[-1]["body"]["task"]["anchor"] | {"version": "draft-1"}
    return spoilt("anchor.decided", "body.before", to(other), 1)


@bites(steps.CONSULTATION, "proposal.reasons", without=REASONS)
def test_that_the_author_can_read_the_reasons() -> World:
    """Reasons in another language than the proposal was made in."""
    only = {"ru": "Принято."}
    return spoilt("proposal.answered", "body.reasons.@.reasons", to(only))


@bites(steps.CONSULTATION, "proposal.uncarried", without=[consultation.check_answer])
def test_that_what_is_accepted_is_carried() -> World:
    """Accepted, it is said, and no word of the text has changed."""
    return spoilt("proposal.answered", "body.carried", to([]))


@bites(steps.CONSULTATION, "proposal.carried", without=[consultation.check_answer])
def test_that_what_is_rejected_is_not_carried() -> World:
    """Rejected, it is said, and here are the words that carry it."""
    return spoilt("proposal.answered", "body.outcome", to("rejected"))


# 7: the question


def question(field: str, value: Any) -> World:
    """The record up to a question one field of which is another."""
    return spoilt("question.called", f"body.{field}", value if callable(value) else to(value))


@bites(steps.QUESTION, "question.log", without=[check.check_called])
def test_that_a_question_names_its_log() -> World:
    """The same vote under the log of somebody else."""
    return question("log", OTHER)


@bites(steps.QUESTION, "question.text", without=[check.check_called])
def test_that_a_question_names_a_published_draft() -> World:
    """Nobody has read what is voted on."""
    return question("text", OTHER)


@bites(steps.QUESTION, "question.language", without=[check.check_called])
def test_that_a_question_is_put_in_every_language() -> World:
    """It is put to one half of the people."""
    return question("wording.ru", " ")


@bites(steps.QUESTION, "question.answers", without=[check.check_called])
def test_that_the_answers_can_be_told_apart() -> World:
    """Two answers that differ in the size of a letter."""
    return question("answers.1.words.en", "YES")


@bites(steps.QUESTION, "question.regions", without=[check._check_regions])
def test_that_a_district_belongs_to_one_region() -> World:
    """A district that is counted twice."""
    return question("regions.1.districts", ["n1"])


@bites(steps.QUESTION, "question.minimum", without=[check._check_regions])
def test_that_boxes_have_a_smallest_number_of_electors() -> World:
    """A box of one elector tells how that one voted."""
    return question("minimum_electors", 0)


@bites(steps.QUESTION, "calendar.window", without=[stages.check_calendar])
def test_that_a_stage_opens_before_it_closes() -> World:
    """No moment lies in it."""
    return question("calendar.0.closes", "2027-05-01T00:00:00Z")


@bites(steps.QUESTION, "rule.question_unknown", without=[rule.Rule.question])
def test_that_the_rule_decides_this_type_of_question() -> World:
    """Nobody could say afterwards what the counts mean."""
    return question("question_type", "constitution")


# 14: the stations


@bites(steps.STATIONS, "station.region", without=[public.station])
def test_that_a_station_stands_in_its_region() -> World:
    """Its ballots would be added to another region's."""
    return spoilt("station.listed", "body.station.district", to("s1"))


def figures(**changed: int) -> World:
    """The record up to a protocol with other figures."""
    return spoilt("protocol.confirmed", "body.protocol.figures", lambda told: told | changed)


@bites(steps.STATIONS, "protocol.empty", without=[stations.check_written])
def test_that_a_protocol_is_filled_in() -> World:
    """Nothing but noughts."""
    return spoilt(
        "protocol.confirmed", "body.protocol.figures", lambda told: dict.fromkeys(told, 0)
    )


@bites(steps.STATIONS, "protocol.received", without=[stations.check_received])
def test_that_every_ballot_paper_is_accounted_for() -> World:
    """Papers that were printed and are nowhere."""
    return figures(received=122)


@bites(steps.STATIONS, "protocol.issued", without=[stations.check_issued])
def test_that_no_more_papers_are_issued_than_there_are_electors() -> World:
    """More people voted than there are."""
    return figures(eligible=89)


@bites(steps.STATIONS, "protocol.in_box", without=[stations.check_in_box])
def test_that_no_more_papers_lie_in_the_box_than_were_issued() -> World:
    """Somebody put a pile in."""
    return figures(in_box=91, yes=61)


@bites(steps.STATIONS, "protocol.piles", without=[stations.check_piles])
def test_that_the_piles_are_what_lay_in_the_box() -> World:
    """A pile grows on the way to the table."""
    return figures(yes=61)


@bites(steps.STATIONS, "protocol.certificates", without=[stations.check_certificates])
def test_that_who_came_with_a_certificate_stands_on_the_list() -> World:
    """More came from elsewhere than there are electors."""
    return figures(certificates_in=121)


@bites(steps.STATIONS, "protocol.home", without=[stations.check_home])
def test_that_papers_from_homes_lie_in_the_box() -> World:
    """More were brought from the homes than were found."""
    return figures(home=91)


# 15: the outcome


def declared(path: str, value: Any) -> World:
    """The record up to an outcome in which one place is another."""
    return spoilt("outcome.declared", f"body.{path}", value)


@bites(steps.OUTCOME, "outcome.declared", without=[check_declared])
def test_the_result_that_is_declared() -> World:
    """The losing side is declared the winner."""
    return declared("result.adopted", lambda adopted: not adopted)


@bites(steps.OUTCOME, "outcome.declared", without=[check_declared])
def test_the_figures_that_are_declared() -> World:
    """They are not those of the protocols and of the online count."""
    return declared("figures.rows.0.yes", lambda yes: yes + 100)


@bites(steps.OUTCOME, "outcome.declared", without=[check_declared])
def test_the_rule_that_is_declared() -> World:
    """Another rule than the question was called under."""
    return declared("rule_sha256", to(OTHER))


# 16: the implementation


def planned(field: str, value: Any) -> World:
    """The record up to a task one field of which is another."""
    return spoilt("implementation.planned", f"body.task.{field}", to(value))


@bites(steps.IMPLEMENTATION, "implementation.hash", without=[implementation.check_bound])
def test_the_words_that_a_task_carries_out() -> World:
    """It was planned for other words than were adopted."""
    return planned("anchor.hash", OTHER)


@bites(steps.IMPLEMENTATION, "implementation.text", without=[public.implementation])
def test_that_a_task_carries_out_what_was_adopted() -> World:
    """A provision of an older draft."""
    return planned("anchor.version", "draft-1")


@bites(steps.IMPLEMENTATION, "implementation.deadline", without=[implementation.check_task])
def test_that_a_deadline_comes_after_its_beginning() -> World:
    """It was missed before it began."""
    return planned("deadline", "2027-05-31")


@bites(steps.IMPLEMENTATION, "implementation.evidence", without=[implementation.check_task])
def test_that_what_is_done_has_evidence() -> World:
    """Complete, it is said, and nobody can see it."""
    world = planned("status", "complete")
    world.entries[-1]["body"]["task"].pop("evidence", None)
    return world
