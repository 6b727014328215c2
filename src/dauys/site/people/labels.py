"""What actions of the staff, groups and states are called on the pages about people."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

# All of `roles.ACTIONS`, and what is done with an intent.
ACTIONS = {
    "consultation.anchor": _("Confirming places in a new version"),
    "consultation.answer": _("Answering proposals"),
    "consultation.assign": _("Assigning proposals"),
    "consultation.compare": _("Looking for proposals that are alike"),
    "consultation.desk": _("Working at the desk of proposals"),
    "consultation.export": _("Exporting proposals"),
    "consultation.groups": _("Having groups of opinion computed"),
    "consultation.hearing": _("Keeping hearings"),
    "consultation.import": _("Importing proposals"),
    "consultation.merge": _("Merging proposals"),
    "consultation.moderate": _("Setting proposals aside as a moderator"),
    "consultation.remark": _("Writing a note to a proposal"),
    "consultation.screen": _("Looking through new proposals"),
    "consultation.silence": _("Setting the words of hearings aside"),
    "consultation.split": _("Splitting a proposal"),
    "consultation.statement": _("Keeping statements for opinions"),
    "consultation.stock": _("Keeping texts for answers"),
    "consultation.withdraw": _("Taking proposals back for their authors"),
    "people.block": _("Blocking a person"),
    "people.confirm": _("Confirming what another person asked for"),
    "people.decline": _("Setting aside what was asked for"),
    "people.erase": _("Erasing an account"),
    "people.grant": _("Giving or taking away a role"),
    "people.intents": _("Reading what waits for a second person"),
    "people.read": _("Reading accounts"),
    "people.request": _("Asking a second person"),
    "people.reset": _("Taking away a lost second factor"),
    "people.trail": _("Reading the trail"),
    "people.verify": _("Confirming who a person is"),
    "text.prepare": _("Preparing a version of the text"),
    "text.publish": _("Publishing a version of the text"),
    "verification.run": _("Having the record verified"),
}
GROUPS = {
    "association": _("Association"),
    "citizen": _("Citizen"),
    "deputy": _("Deputy"),
    "ethno_cultural": _("Ethno-cultural association"),
    "expert": _("Expert"),
    "official": _("Official"),
    "youth": _("Youth organisation"),
}


def action(code: str) -> str:
    """What an action is called; one that has no words by its code."""
    return str(ACTIONS.get(code, code))


def group(name: str) -> str:
    """What a group is called; one that the installation has added by the name it has there."""
    return str(GROUPS.get(name, name))
