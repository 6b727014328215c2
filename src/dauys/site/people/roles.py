"""Who may do what: the roles, and for every action of the site those who may take it.

`ACTIONS` is the one table; tests try every action with every role against it. An action that it
does not name is nobody's.
"""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """What a person of the staff may be; one person can have several roles."""

    SECRETARY = "secretary", _("Secretary")  # answers, hearings, imports
    EDITOR = "editor", _("Editor")  # texts and anchors
    MODERATOR = "moderator", _("Moderator")  # moderation, merging and splitting
    STEWARD = "steward", _("Steward")  # accounts and roles


class Tier(TextChoices):
    """How sure it is who a person is; a policy says which tier an action of the public needs."""

    NONE = "none", _("Not signed in")
    EMAIL = "email", _("E-mail address confirmed")
    VERIFIED = "verified", _("Identity verified")


TIERS = (Tier.NONE, Tier.EMAIL, Tier.VERIFIED)
EVERYONE: frozenset[Role] = frozenset(Role)
DESK: frozenset[Role] = frozenset({Role.SECRETARY, Role.EDITOR, Role.MODERATOR})

# An action of the staff, and the roles that may take it.
ACTIONS: dict[str, frozenset[Role]] = {
    "consultation.anchor": frozenset({Role.EDITOR}),
    "consultation.answer": frozenset({Role.SECRETARY}),
    "consultation.assign": DESK,
    "consultation.compare": DESK,
    "consultation.desk": DESK,
    "consultation.export": DESK,
    "consultation.groups": frozenset({Role.SECRETARY, Role.MODERATOR}),
    "consultation.hearing": frozenset({Role.SECRETARY}),
    "consultation.import": frozenset({Role.SECRETARY}),
    "consultation.merge": frozenset({Role.SECRETARY, Role.MODERATOR}),
    "consultation.moderate": frozenset({Role.MODERATOR}),
    "consultation.remark": DESK,
    "consultation.screen": DESK,
    "consultation.silence": frozenset({Role.SECRETARY, Role.MODERATOR}),
    "consultation.split": frozenset({Role.SECRETARY, Role.MODERATOR}),
    "consultation.statement": frozenset({Role.SECRETARY, Role.MODERATOR}),
    "consultation.stock": frozenset({Role.SECRETARY}),
    "consultation.withdraw": frozenset({Role.SECRETARY, Role.MODERATOR}),
    "people.block": frozenset({Role.STEWARD, Role.MODERATOR}),
    "people.erase": frozenset({Role.STEWARD}),
    "people.grant": frozenset({Role.STEWARD}),
    "people.intents": EVERYONE,
    "people.read": frozenset({Role.STEWARD, Role.MODERATOR}),
    "people.reset": frozenset({Role.STEWARD}),
    "people.trail": EVERYONE,
    "people.verify": frozenset({Role.STEWARD}),
    "text.prepare": frozenset({Role.EDITOR}),
    "text.publish": frozenset({Role.EDITOR}),
    "verification.run": EVERYONE,
}
# Of these, those that a second person with the right to them must confirm (see `intents`).
CONFIRMED = frozenset(
    {
        "people.erase",
        "people.grant",
        "people.reset",
        "text.publish",
        "consultation.anchor",
        "consultation.answer",
        "consultation.moderate",
        "consultation.silence",
        "consultation.withdraw",
    }
)
