"""What actions of the staff, groups and states are called on the pages about people."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

# An app whose actions appear in the trail adds its own in ``AppConfig.ready``.
ACTIONS = {
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
