"""Family "tally", row 44: too few shares, and a bad one that shall stop nobody.

Trustee 1 is single; of 2, 3 and 4 any two suffice.
"""

from __future__ import annotations

from tests.attacks.attack import refused, warned
from tests.attacks.case import Case, altered, edit
from tests.attacks.test_threshold_keys import shared


def without(made: Case, *owners: int) -> Case:
    """The whole box without the decryptions of these trustees."""
    made.until("result")
    record = made.record
    assert record
    made.box.partials = [each for each in made.box.partials if each[0] not in owners]
    record.entries = [
        entry
        for entry in record.entries
        if entry["kind"] != "tally.decrypted"
        or entry["body"]["box"] != made.uuid
        or entry["body"]["owner"] not in owners
    ]
    return made


def spoil(made: Case, owner: int) -> Case:
    """One response of this trustee's is another: in both forms the proof fails."""
    place = [each for each, _ in made.box.partials].index(owner)
    order, record = made.world.group.order, made.record

    def change(value: object) -> None:
        edit(value, "decryption_proofs.0.1.response", lambda r: str((int(r) + 1) % order))

    document = altered(made.box.partials[place][1], change)
    made.box.partials[place] = (owner, document)
    assert record
    for entry in record.entries:
        body = entry["body"]
        if entry["kind"] == "tally.decrypted" and (body["box"], body["owner"]) == (
            made.uuid,
            owner,
        ):
            body["partial_decryption"] = made.carried(document)
    return made


@refused(44, bel="result.trustees", record="record.order", of=shared)
def test_a_result_of_fewer_than_the_threshold(made: Case) -> Case:
    """One of three opens nothing, whatever is stated."""
    return without(made, 2, 4)


@refused(44, "result.trustees", of=shared)
def test_a_result_of_the_whole_group_without_the_single_trustee(made: Case) -> Case:
    """They are enough in number, and nobody else holds that part of the key."""
    return without(made, 1)


@refused(44, "decryption.proof", of=shared, also=("result.trustees",))
def test_a_bad_share_without_which_nothing_opens(made: Case) -> Case:
    """There is nobody in its place, and the stated result rests on too few."""
    return spoil(without(made, 4), 3)


@refused(44, "decryption.proof", of=shared)
def test_a_bad_share_of_a_single_trustee(made: Case) -> Case:
    """There is never anybody in its place."""
    return spoil(made, 1).until("decrypted")


@warned(44, "decryption.set_aside", form="bel", of=shared)
def test_a_bad_share_that_would_stop_the_count_of_an_archive(made: Case) -> Case:
    """One member of a group could keep all from their result; it is set aside, and named."""
    return spoil(made, 3)


@warned(44, "decryption.set_aside", form="record", of=shared)
def test_a_bad_share_that_would_stop_the_count_of_a_record(made: Case) -> Case:
    """The same in a record."""
    return spoil(made, 3)
