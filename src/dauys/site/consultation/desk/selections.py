"""What a person has chosen from a list: a few on the page, or all that the filter found.

It is fixed when it is made: what comes into the list later is not decided upon unseen.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from dauys.site import secret
from dauys.site.consultation.models import Proposal, Selection
from dauys.site.people.models import Person

MOST = 20_000  # proposals of a selection
KEPT = 20  # selections of one person


@transaction.atomic
def choose(person: Person, names: Sequence[str]) -> Selection:
    """Keeps a selection of proposals that there are, in their order."""
    known = set(Proposal.objects.filter(pk__in=names[:MOST]).values_list("pk", flat=True))
    chosen = [name for name in dict.fromkeys(names[:MOST]) if name in known]
    made = Selection.objects.create(token=secret.token(), person=person, names=chosen)
    kept = Selection.objects.filter(person=person).values_list("pk", flat=True)[:KEPT]
    Selection.objects.filter(person=person).exclude(pk__in=list(kept)).delete()
    return made


def rows(names: Sequence[str]) -> list[Proposal]:
    """The proposals of a selection in its order, each with its answer and who cares for it."""
    found = Proposal.objects.select_related("answer", "care__assigned").in_bulk(list(names))
    return [found[name] for name in names if name in found]
