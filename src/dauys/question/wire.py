"""The events of the question: what is put to the vote, and the sealed set-up.

Specification: docs/specification/5-voting.md, sections 5 and 6.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dauys.proofs.wire import Proof
from dauys.question.election import Uuid
from dauys.stages import Window
from dauys.wire.ids import Name, ObjectRef, Sha256, Words


@dataclass(frozen=True, slots=True)
class CountingRegion:
    """A region that the rule counts, with the districts that were joined to make it."""

    region: Name
    title: Words
    districts: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer: its key is that of a column of the result (``yes``, ``no``)."""

    key: Name
    words: Words


@dataclass(frozen=True, slots=True)
class QuestionCalled:
    """A question is put: its words in every language, bound to its log and to a text.

    ``log`` is the hash of the log's opening. The set-up, its confirmations and the ballots are
    bound to the question, and so to this log and no other. ``blank``: whoever votes online may also
    vote for no answer, and is counted as taking part.
    """

    question: Name
    log: Sha256
    title: Words
    wording: Words
    answers: tuple[Answer, ...]
    blank: bool
    text: Sha256
    rule: ObjectRef
    question_type: Name
    calendar: tuple[Window, ...]
    regions: tuple[CountingRegion, ...]
    minimum_electors: int


@dataclass(frozen=True, slots=True)
class Box:
    """A ballot box: one for each counting region, with its own roll; weight is the roll's sum."""

    region: Name
    uuid: Uuid
    election: ObjectRef
    roll: ObjectRef
    electors: int
    weight: int


@dataclass(frozen=True, slots=True)
class VotingSetup:
    """The sealed set-up of a vote.

    ``registrar`` is the public key that confirms for the rolls; ``trustee_count`` is how many
    confirmations there must be, ``trustees_needed`` the fewest partial decryptions that can open a
    box: every single trustee, and of each threshold group its threshold.
    """

    question: Name
    group: str
    registrar: str
    trustees: ObjectRef
    trustee_count: int
    trustees_needed: int
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class SetupConfirmed:
    """The registrar (index 0) or a trustee (from 1) has checked the set-up with this hash."""

    role: Literal["registrar", "trustee"]
    index: int
    setup: Sha256
    proof: Proof
