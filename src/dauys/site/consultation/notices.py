"""Who is told what: letters that become due when an entry says what became of a proposal.

The rows are made in the transaction that adds the entry; `letters` sends them once it is signed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db import transaction

from dauys.consultation.course import ProposalMerged, ProposalModerated
from dauys.consultation.decided import AnchorDecided
from dauys.consultation.wire import ProposalAnswered
from dauys.site.consultation import letters, queries
from dauys.site.consultation.models import Authorship, Follow, Notice, Proposal
from dauys.site.record import projections
from dauys.site.record.projections import Entered, Run


@dataclass(frozen=True, slots=True)
class About:
    """An entry that tells of a proposal, and for which ``names`` authors and followers are told;
    with an ``address`` also whoever follows that provision, or every answer."""

    entered: Entered
    proposal: str
    names: Collection[str]
    address: str | None = None


def register_all() -> None:
    """Has the record call these functions, after those that write the rows."""
    projections.register_run(ProposalAnswered, answered)
    projections.register(ProposalModerated, moderated)
    projections.register(ProposalMerged, merged)
    projections.register_run(AnchorDecided, orphaned)


def answered(run: Run) -> None:
    """The authors of proposals and of all that was merged into them, and whoever follows one, its
    provision, or every answer."""
    names = [each.body.proposal for each in run]
    addresses = dict(Proposal.objects.filter(pk__in=names).values_list("pk", "address"))
    origins = queries.origins_of(names)
    about = zip(run, names, strict=True)
    _tell("answered", [About(each, of, origins[of], addresses[of]) for each, of in about])


def moderated(entered: Entered) -> None:
    """The author, and whoever follows the proposal."""
    body: ProposalModerated = entered.body
    _tell("moderated", [About(entered, body.proposal, [body.proposal])])


def merged(entered: Entered) -> None:
    """The authors of those that no longer stand for themselves, and their followers."""
    body: ProposalMerged = entered.body
    gone = [name for name in body.proposals if name != body.into]
    _tell("merged", [About(entered, name, [name]) for name in gone])


def orphaned(run: Run) -> None:
    """The authors and the followers of proposals whose place is gone in a new version."""
    gone = [(each, each.body.proposal) for each in run if each.body.decision == "orphaned"]
    _tell("orphaned", [About(each, name, [name]) for each, name in gone])


def _tell(act: str, told: Sequence[About]) -> None:
    """Notes a letter to every author and follower once, and has them sent after the commit."""
    near = _near({name for each in told for name in each.names})
    places, everybody = _wide({each.address for each in told if each.address is not None})
    rows = []
    for each in told:
        people = set().union(*(near[name] for name in each.names))
        if each.address is not None:
            people |= everybody | places[each.address]
        rows += [
            Notice(person_id=person, proposal_id=each.proposal, entry=each.entered.index, act=act)
            for person in sorted(people)
        ]
    if rows:
        Notice.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)
        transaction.on_commit(letters.deliver.enqueue)


def _near(names: set[str]) -> dict[str, set[int]]:
    """Who wrote each of these proposals, or follows it."""
    found: dict[str, set[int]] = defaultdict(set)
    authors = Authorship.objects.filter(proposal__in=names).values_list("proposal_id", "person_id")
    follows = Follow.objects.filter(scope=Follow.Scope.PROPOSAL, name__in=names)
    for name, person in (*authors, *follows.values_list("name", "person_id")):
        found[name].add(person)
    return found


def _wide(addresses: set[str]) -> tuple[dict[str, set[int]], set[int]]:
    """Who follows each of these provisions, and who follows every answer."""
    found: dict[str, set[int]] = defaultdict(set)
    if not addresses:
        return found, set()
    rows = Follow.objects.filter(scope=Follow.Scope.PROVISION, name__in=addresses)
    for address, person in rows.values_list("name", "person_id"):
        found[address].add(person)
    everybody = Follow.objects.filter(scope=Follow.Scope.ALL)
    return found, set(everybody.values_list("person_id", flat=True))
