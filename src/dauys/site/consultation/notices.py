"""Who is told what: letters that become due when an entry says what became of a proposal.

The rows are made in the transaction that adds the entry; `letters` sends them once it is signed.
"""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.db.models import Q

from dauys.consultation.course import ProposalMerged, ProposalModerated
from dauys.consultation.decided import AnchorDecided
from dauys.consultation.wire import ProposalAnswered
from dauys.site.consultation import letters, queries
from dauys.site.consultation.models import Authorship, Follow, Notice, Proposal
from dauys.site.record import projections
from dauys.site.record.projections import Entered


def register_all() -> None:
    """Has the record call these functions, after those that write the rows."""
    projections.register(ProposalAnswered, answered)
    projections.register(ProposalModerated, moderated)
    projections.register(ProposalMerged, merged)
    projections.register(AnchorDecided, orphaned)


def answered(entered: Entered) -> None:
    """The authors of a proposal and of all that was merged into it, and whoever follows it, its
    provision, or every answer."""
    body: ProposalAnswered = entered.body
    address = Proposal.objects.values_list("address", flat=True).get(pk=body.proposal)
    wide = Q(scope=Follow.Scope.ALL) | Q(scope=Follow.Scope.PROVISION, name=address)
    _tell(body.proposal, queries.origins(body.proposal), entered, "answered", wide)


def moderated(entered: Entered) -> None:
    """The author, and whoever follows the proposal."""
    body: ProposalModerated = entered.body
    _tell(body.proposal, [body.proposal], entered, "moderated")


def merged(entered: Entered) -> None:
    """The authors of those that no longer stand for themselves, and their followers."""
    body: ProposalMerged = entered.body
    for name in body.proposals:
        if name != body.into:
            _tell(name, [name], entered, "merged")


def orphaned(entered: Entered) -> None:
    """The author and the followers of a proposal whose place is gone in a new version."""
    body: AnchorDecided = entered.body
    if body.decision == "orphaned":
        _tell(body.proposal, [body.proposal], entered, "orphaned")


def _tell(
    proposal: str, names: Collection[str], entered: Entered, act: str, wide: Q | None = None
) -> None:
    """Notes a letter to every author and follower once, and has them sent after the commit."""
    authors = Authorship.objects.filter(proposal__in=names)
    mine = Q(scope=Follow.Scope.PROPOSAL, name__in=names)
    followers = Follow.objects.filter(mine | wide if wide is not None else mine)
    people = {
        *authors.values_list("person", flat=True),
        *followers.values_list("person", flat=True),
    }
    if not people:
        return
    rows = [
        Notice(person_id=each, proposal_id=proposal, entry=entered.index, act=act)
        for each in sorted(people)
    ]
    Notice.objects.bulk_create(rows, ignore_conflicts=True)
    transaction.on_commit(letters.deliver.enqueue)
