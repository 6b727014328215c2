"""A line of a batch: a proposal with what is made for it, or with the fault that is in the way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dauys.site.consultation.models import Proposal

ENDED = _("It has been taken back or set aside already.")
ELSEWHERE = _("Another decision on it waits for a second person already.")


@dataclass(frozen=True, slots=True)
class Line:
    """``made`` is what the act makes of it; empty where there is a ``fault``."""

    row: Proposal
    made: Any = None
    fault: str | Promise = ""
