"""Question, calendar, districts, stations and rolls of the sample agree with each other."""

from __future__ import annotations

from collections import Counter

from dauys import sample
from dauys.errors import Findings
from dauys.stages import check_calendar, is_open
from dauys.stations import findings as accounting
from dauys.stations.protocol import total
from dauys.stations.station import Station, index
from dauys.stations.wire import read_protocols, read_stations
from dauys.wire.ids import seconds
from tests.sample.read import answers, hearings, proposals, text

DAY = 24 * 60 * 60


def stations() -> dict[str, Station]:
    return index(read_stations(sample.data("stations.csv")))


def test_the_protocols_balance() -> None:
    found = Findings()
    protocols = read_protocols(sample.data("protocols.csv"), found)
    accounting.find(protocols, stations(), found)
    assert found.found == []
    assert len(protocols) == 12


def test_certificates_given_are_certificates_brought() -> None:
    figures = total(read_protocols(sample.data("protocols.csv"), Findings()))
    assert figures.certificates_in == figures.certificates_out
    assert figures.eligible == sum(each.eligible or 0 for each in stations().values())


def test_the_charter_in_force_is_met_on_paper_in_each_region() -> None:
    """More than half took part and more than half of them said yes, in both regions."""
    protocols = read_protocols(sample.data("protocols.csv"), Findings())
    for region in sample.regions():
        own = total(p for p in protocols if stations()[p.station].region == region.id)
        assert 2 * own.participants > own.eligible
        assert 2 * own.yes > own.participants


def test_districts_regions_and_stations_agree() -> None:
    regions = {each.id: each.region for each in sample.districts()}
    assert len(regions) == 4
    assert [each.districts for each in sample.regions()] == [
        ("central", "foothill"),
        ("riverside", "station"),
    ]
    assert {each.district for each in stations().values()} == set(regions)
    assert all(regions[each.district] == each.region for each in stations().values())


def test_the_districts_that_are_joined_are_those_that_are_too_small() -> None:
    """A box with few electors would show how they voted."""
    online = Counter(each.district for each in sample.voters())
    minimum = sample.question().minimum_electors
    for district in sample.districts():
        assert district.joined == (online[district.id] < minimum)


def test_the_voters_are_numbers() -> None:
    voters = sample.voters()
    regions = {each.id: each.region for each in sample.districts()}
    assert [each.id for each in voters] == [f"V{n:04d}" for n in range(1, 301)]
    assert all(each.name == f"Voter {each.id[1:]}" and each.weight == 1 for each in voters)
    assert all(regions[each.district] == each.region for each in voters)


def test_the_question_is_asked_in_every_language() -> None:
    question = sample.question()
    for words in (question.title, question.wording, question.order):
        assert set(words) == set(sample.LANGUAGES)
    assert [each.key for each in question.answers] == ["yes", "no"]
    for language, pair in (("kk", "«Иә» немесе «Жоқ»"), ("ru", "«Да» или «Нет»")):
        assert pair in text("old", language).find("art_8__para_3").text
        assert all(each.words[language] in pair for each in question.answers)


def test_the_parties_have_names_in_every_language() -> None:
    parties = sample.parties()
    everyone = [parties.log, parties.registrar, *parties.witnesses, *parties.trustees]
    assert all(set(each.title) == set(sample.LANGUAGES) for each in everyone)
    assert len({each.id for each in everyone}) == len(everyone) == 6
    assert len({each.title["en"] for each in everyone}) == 6, "a body has one task"
    assert 1 < parties.trustees_needed < len(parties.trustees)


def test_the_calendar_keeps_its_order() -> None:
    calendar = sample.calendar()
    check_calendar(calendar.windows)
    moments = [each.at for each in calendar.moments]
    assert moments == sorted(moments)
    assert [seconds(each) for each in moments]


def test_each_step_falls_into_the_window_of_its_stage() -> None:
    calendar = sample.calendar()
    for name, stage in (
        ("draft_1_published", "text"),
        ("draft_2_published", "text"),
        ("hearing_1", "consultation"),
        ("last_answer", "consultation"),
        ("question_called", "question"),
        ("setup_confirmed", "question"),
        ("voting_opens", "ballots"),
        ("tally_encrypted", "tally"),
        ("tally_result", "tally"),
        ("protocols_confirmed", "stations"),
        ("outcome_declared", "outcome"),
        ("implementation_planned", "implementation"),
    ):
        assert is_open(calendar.windows, stage, calendar.at(name)), name
    assert not is_open(calendar.windows, "ballots", calendar.at("voting_closes"))


def test_the_calendar_agrees_with_the_files() -> None:
    calendar = sample.calendar()
    received = [each.received for each in proposals(Findings())]
    assert received == sorted(received)
    assert calendar.at("first_proposal") <= received[0]
    assert calendar.at("last_answer") == max(each.answered for each in answers(Findings()))
    held = [each.opens for each in hearings(Findings())]
    assert held == [calendar.at("hearing_1"), calendar.at("hearing_2")]


def test_the_day_of_voting_is_as_the_charter_in_force_wants() -> None:
    """Article 9(3): thirty to sixty days after the decision."""
    calendar = sample.calendar()
    days = (seconds(calendar.at("voting_closes")) - seconds(calendar.at("question_called"))) // DAY
    assert 30 <= days <= 60
