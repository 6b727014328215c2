"""Where a proposal comes from: duplicates merged, proposals split, and no origin ever lost.

Specification: docs/specification/4-consultation.md, section 10. A decision takes proposals that
stand and puts others in their place; each of these has the origins of what it replaces. An origin
is a proposal as somebody made it: nobody's disappears, and nobody's counts twice. Whether two
proposals mean the same is decided by a person (see `dauys.consultation.duplicates` for hints).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from dauys.consultation.proposal import Answer, Outcome
from dauys.errors import Findings, Refused
from dauys.wire.ids import Moment, Name, Words, seconds

Act = Literal["merge", "split"]
ACTS: tuple[Act, ...] = ("merge", "split")


@dataclass(frozen=True, slots=True)
class Decision:
    """Proposals were merged into one, or one was split; who decided it, when and why."""

    act: Act
    at: Moment
    of: tuple[Name, ...]
    into: tuple[Name, ...]
    who: str
    why: str

    def accused(self) -> str:
        """How errors call this decision: by the first proposal that it takes."""
        return f"proposal:{self.of[0]}" if self.of else "proposal"


@dataclass(frozen=True, slots=True)
class Lineage:
    """What stands after all decisions: of each proposal that stands its origins, in order of id.

    ``gone`` are those that were merged or split, each with what took its place at once.
    """

    standing: Mapping[str, tuple[str, ...]]
    gone: Mapping[str, tuple[str, ...]]

    def roots(self) -> tuple[str, ...]:
        """Every origin once, in order of id."""
        return tuple(sorted({each for found in self.standing.values() for each in found}))

    def origins(self, proposal: str) -> tuple[str, ...]:
        """The origins of a proposal that stands; raises lineage.unknown, lineage.gone."""
        if proposal in self.standing:
            return self.standing[proposal]
        if proposal in self.gone:
            raise Refused(
                "lineage.gone", f"proposal:{proposal}", into=", ".join(self.gone[proposal])
            )
        raise Refused("lineage.unknown", f"proposal:{proposal}", id=proposal)

    def heirs(self) -> dict[str, tuple[str, ...]]:
        """Of each origin the proposals that stand for it now, in order of id."""
        found: dict[str, list[str]] = {}
        for proposal in sorted(self.standing):
            for origin in self.standing[proposal]:
                found.setdefault(origin, []).append(proposal)
        return {origin: tuple(heirs) for origin, heirs in sorted(found.items())}


def trace(received: Mapping[str, Moment], decisions: Sequence[Decision]) -> Lineage:
    """The lineage of received proposals, given by id with their moments, after all decisions.

    Proposals are merged into one of them. The parts of ``p-1`` are ``p-1.1`` and so on, and may
    have ``p-1`` among them; a part has a row of its own, as its words must stand somewhere,
    received when the whole was, and is no origin. Raises ``lineage.*`` at the first decision that
    cannot be.
    """
    book = Book.opened(received, decisions)
    for decision in decisions:
        book.apply(decision)
    return book.lineage()


def find(
    received: Mapping[str, Moment], decisions: Sequence[Decision], findings: Findings
) -> Lineage:
    """The lineage as `trace` gives it; a decision that cannot be is kept in ``findings`` and
    leaves everything as it was."""
    book = Book.opened(received, decisions)
    for decision in decisions:
        with findings.collecting():
            book.apply(decision)
    return book.lineage()


@dataclass(slots=True)
class Book:
    """What stands so far: received proposals and decisions, taken one after the other.

    A record is read from its beginning (`receive`). The rows of a file are all there at once, so
    that the parts among them are known before their decision, and are no origins (`opened`).
    """

    received: dict[str, Moment] = field(default_factory=dict)
    standing: dict[str, frozenset[str]] = field(default_factory=dict)
    gone: dict[str, tuple[str, ...]] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)  # whom a decision has named
    last: int = 0

    @classmethod
    def opened(cls, received: Mapping[str, Moment], decisions: Iterable[Decision]) -> Book:
        """The book of rows, before these decisions."""
        waiting = {
            part
            for each in decisions
            if each.act == "split"
            for part in each.into
            if _is_part(part, each.of, received)
        }
        standing = {name: frozenset((name,)) for name in received if name not in waiting}
        return cls(dict(received), standing)

    def receive(self, name: str, moment: Moment) -> None:
        """One more proposal; should it be taken for a part later, it was no origin."""
        self.received[name] = moment
        self.standing[name] = frozenset((name,))

    def lineage(self) -> Lineage:
        """What stands now."""
        standing = {name: tuple(sorted(found)) for name, found in sorted(self.standing.items())}
        return Lineage(standing, dict(sorted(self.gone.items())))

    def check_standing(self, name: str) -> None:
        """Refuses a proposal that was merged or split: lineage.gone."""
        if name in self.gone:
            raise Refused("lineage.gone", f"proposal:{name}", into=", ".join(self.gone[name]))

    def apply(self, decision: Decision) -> None:
        """Carries out a decision, or raises and changes nothing."""
        check_form(decision)
        self._check_ids(decision)
        self._check_time(decision)
        origins = frozenset[str]().union(*(self.standing[name] for name in decision.of))
        for name in decision.of:
            del self.standing[name]
            if name not in decision.into:
                self.gone[name] = decision.into
        self.used.update(decision.of, decision.into)
        self.standing.update(dict.fromkeys(decision.into, origins))
        self.last = seconds(decision.at)

    def _check_ids(self, decision: Decision) -> None:
        accused = decision.accused()
        for name in (*decision.of, *decision.into):
            if name not in self.received:
                raise Refused("lineage.unknown", accused, id=name[:64])
        for name in decision.of:
            self.check_standing(name)
            if name not in self.standing:
                raise Refused("lineage.unmade", accused, id=name)
        for name in decision.into:
            made = decision.act == "split" and _is_part(name, decision.of, self.received)
            if name not in decision.of and (not made or name in self.used):
                raise Refused("lineage.taken", accused, id=name)

    def _check_time(self, decision: Decision) -> None:
        at = seconds(decision.at)
        if at < self.last:
            raise Refused("lineage.order", decision.accused(), at=decision.at)
        for name in decision.of:
            if at < seconds(self.received[name]):
                raise Refused("lineage.early", f"proposal:{name}", at=decision.at)


def _is_part(name: str, of: Sequence[str], received: Mapping[str, Moment]) -> bool:
    """Whether an id is that of a part: ``p-1.2`` of ``p-1``, received with it. So nobody's own
    proposal can be taken for a part of another's, and then count for nobody."""
    whole = of[0] if of else ""
    return name.startswith(f"{whole}.") and received.get(name) == received.get(whole)


def check_form(decision: Decision) -> None:
    """Refuses a decision that names an id twice, does not make one of several or several of one,
    or has no person or reasons: lineage.twice, lineage.count, lineage.words."""
    accused = decision.accused()
    for ids in (decision.of, decision.into):
        if len(set(ids)) < len(ids):
            again = next(name for n, name in enumerate(ids) if name in ids[:n])
            raise Refused("lineage.twice", accused, id=again)
    many, one = decision.of, decision.into
    if decision.act == "split":
        many, one = one, many
    if len(many) < 2 or len(one) != 1:
        raise Refused(
            "lineage.count", accused, act=decision.act, of=len(decision.of), into=len(decision.into)
        )
    for column in ("who", "why"):
        if not getattr(decision, column):
            raise Refused("lineage.words", accused, column=column)


def find_in_answers(
    lineage: Lineage, answers: Iterable[Answer], findings: Findings, unread: Collection[str] = ()
) -> list[Answer]:
    """The answers as every origin gets them (`answered_origins`), and what is wrong with whom
    they answer: twice the same proposal, one that was merged or split, one that nobody knows.

    ``unread`` are proposals whose row has a fault of its own: their answers are not blamed.
    """
    given: dict[str, Answer] = {}
    for answer in answers:
        with findings.collecting():
            if answer.proposal in given:
                raise Refused("proposal.answered_twice", answer.accused())
            if answer.proposal not in unread:
                lineage.origins(answer.proposal)
        given.setdefault(answer.proposal, answer)
    return answered_origins(lineage, given.values())


def answered_origins(lineage: Lineage, answers: Iterable[Answer]) -> list[Answer]:
    """The answers as every origin gets them, in order of id.

    An answer to a merged proposal answers each of its origins. An origin that was split is
    answered when all that stands for it is: see `joined`. Of two answers to one proposal the first
    counts; one to a proposal that does not stand is left out (`find_in_answers` tells it).
    """
    given: dict[str, Answer] = {}
    for answer in answers:
        given.setdefault(answer.proposal, answer)
    return [
        joined(origin, [given[heir] for heir in heirs])
        for origin, heirs in lineage.heirs().items()
        if all(heir in given for heir in heirs)
    ]


def joined(origin: str, answers: Sequence[Answer]) -> Answer:
    """One answer to an origin out of those to its parts: the moment of the last, the provisions
    and reasons of all, and the outcome of `outcome_of`."""
    reasons: dict[str, list[str]] = {}
    for answer in answers:
        for language, words in answer.reasons.items():
            reasons.setdefault(language, []).append(words)
    told: Words = {language: "\n\n".join(words) for language, words in sorted(reasons.items())}
    carried = tuple(dict.fromkeys(address for answer in answers for address in answer.carried))
    last = max((answer.answered for answer in answers), key=seconds)
    return Answer(origin, last, outcome_of([each.outcome for each in answers]), carried, told)


def outcome_of(outcomes: Sequence[Outcome]) -> Outcome:
    """The outcome of a whole from those of its parts: the same where all agree; else accepted in
    part where a part was accepted, already provided where a part was, and else rejected."""
    if len(set(outcomes)) == 1:
        return outcomes[0]
    if {"accepted", "accepted_in_part"} & set(outcomes):
        return "accepted_in_part"
    return "already_provided" if "already_provided" in outcomes else "rejected"
