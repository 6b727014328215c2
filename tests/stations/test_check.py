"""The accounting of one protocol: every ballot is somewhere, and nowhere twice."""

from __future__ import annotations

import pytest

from dauys.errors import Refused
from dauys.stations import check
from dauys.stations.protocol import Protocol, total
from dauys.stations.station import index
from tests.stations.made_protocols import protocol, station
from tests.stations.refusal import refused


def fault(wrong: Protocol) -> Refused:
    with pytest.raises(Refused) as error:
        check.check_protocol(wrong)
    assert error.value.accused == f"station:{wrong.station}"
    return error.value


def test_a_sound_protocol_passes() -> None:
    check.check_protocol(protocol())


def test_a_ballot_that_was_received_and_is_nowhere_is_missed() -> None:
    error = fault(protocol(received=1011))
    assert (error.code, error.facts["accounted"]) == ("protocol.received", 1010)


def test_a_spoiled_ballot_was_not_issued() -> None:
    assert fault(protocol(spoiled=6)).code == "protocol.received"


def test_a_ballot_put_in_the_box_without_being_issued_is_found() -> None:
    """Ballot stuffing: one more in the box and on the yes pile than was handed out."""
    assert fault(protocol(in_box=701, yes=403)).code == "protocol.in_box"


def test_electors_may_carry_their_ballots_away() -> None:
    check.check_protocol(protocol(in_box=100, yes=100, no=0, both_marked=0, invalid=0))


def test_the_four_piles_are_the_ballots_in_the_boxes() -> None:
    for pile in ("yes", "no", "both_marked", "invalid"):
        assert fault(protocol(**{pile: 401})).code == "protocol.piles"


def test_a_ballot_marked_for_both_took_part() -> None:
    """Leaving that pile out is the fault of real notices: the rows then do not add up."""
    assert fault(protocol(both_marked=0)).code == "protocol.piles"


def test_no_more_ballots_are_issued_than_electors_are_listed() -> None:
    assert fault(protocol(eligible=699)).code == "protocol.issued"


def test_who_came_with_a_certificate_stands_on_the_list() -> None:
    assert fault(protocol(certificates_in=1001)).code == "protocol.certificates"


def test_ballots_of_the_portable_boxes_are_among_all() -> None:
    assert fault(protocol(home=699)).code == "protocol.home"


def test_a_protocol_of_noughts_was_not_filled_in() -> None:
    noughts = dict.fromkeys(("eligible", "received", "issued", "unused_cancelled", "spoiled"), 0)
    noughts |= dict.fromkeys(("in_box", "yes", "no", "both_marked", "invalid", "home"), 0)
    wrong = protocol(**noughts, certificates_in=0, certificates_out=0)
    assert fault(wrong).code == "protocol.empty"


def test_a_figure_below_nought_is_refused() -> None:
    """Minus one on one pile could hide one more on another."""
    error = fault(protocol(no=-1, yes=651))
    assert (error.code, error.facts["column"]) == ("protocol.negative", "no")


def test_a_protocol_of_a_station_that_is_not_listed_is_refused() -> None:
    with refused("station.unknown"):
        check.check_listed(protocol("S-99"), index([station()]))


def test_a_station_stands_on_the_list_once() -> None:
    with refused("station.twice"):
        index([station(), station()])


def test_figures_add_up_and_participants_are_the_ballots_in_the_boxes() -> None:
    figures = total([protocol(), protocol("S-02", in_box=699, yes=401)])
    assert (figures.participants, figures.issued, figures.piles) == (1397, 1400, 1397)
    assert total([]).eligible == 0
