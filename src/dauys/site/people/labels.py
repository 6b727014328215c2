"""What actions of the staff, what they are done to, and groups are called on the pages."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from dauys.site.people.roles import Role

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

# What stands in the trail before a colon, and the names of its facts.
SUBJECTS = {
    "alike": _("Suggestion %(name)s"),
    "batch": _("Decision %(name)s"),
    "hearing": _("Hearing %(name)s"),
    "import": _("Import %(name)s"),
    "intent": _("Wish %(name)s"),
    "manuscript": _("Manuscript %(name)s"),
    "person": _("Person %(name)s"),
    "proposal": _("Proposal %(name)s"),
    "statement": _("Statement %(name)s"),
    "stock": _("Answer in stock %(name)s"),
    "version": _("Version %(name)s"),
}
FACTS = {
    "again": _("started once more"),
    "blocked": _("blocked"),
    "checked": _("looked through"),
    "closed": _("closed"),
    "count": _("how many"),
    "discarded": _("thrown away"),
    "dropped": _("thrown away"),
    "due": _("answer until"),
    "form": _("kind of file"),
    "give": _("given"),
    "hash": _("hash"),
    "kept": _("kept"),
    "languages": _("languages"),
    "left": _("left over"),
    "open": _("open"),
    "own": _("by the person alone"),
    "partial": _("without the lines that are wrong"),
    "parts": _("parts"),
    "prepared": _("prepared"),
    "role": _("role"),
    "rows": _("lines"),
    "settled": _("settled"),
    "spoke": _("somebody spoke"),
    "struck": _("taken out"),
    "to": _("to person"),
    "verified": _("verified"),
    "voiced": _("proposed aloud"),
    "wanted": _("what is wanted"),
}


def subject(told: str) -> str:
    """What a subject of the trail is called; empty where it has no words."""
    kind, _colon, name = told.partition(":")
    return str(SUBJECTS[kind]) % {"name": name} if kind in SUBJECTS and name else ""


def fact(name: str, value: Any) -> str:
    """A fact of the trail in words; one that has none by its name."""
    if isinstance(value, bool):
        value = _("true") if value else _("false")
    elif name == "wanted":
        value = action(str(value))
    elif name == "role" and value in Role:
        value = Role(value).label
    elif isinstance(value, list):
        value = ", ".join(map(str, value))
    return f"{FACTS.get(name, name)}: {'–' if value is None else value}"


def action(code: str) -> str:
    """What an action is called; one that has no words by its code."""
    return str(ACTIONS.get(code, code))


def group(name: str) -> str:
    """What a group is called; one that the installation has added by the name it has there."""
    return str(GROUPS.get(name, name))
