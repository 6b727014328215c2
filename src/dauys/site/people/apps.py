"""The app of people."""

from __future__ import annotations

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Accounts, roles, intents and the trail."""

    name = "dauys.site.people"
    label = "people"

    def ready(self) -> None:
        from django.core import checks

        from dauys.site.people import (
            account,
            actions,
            erasure,
            factors,
            grants,
            holdings,
            tidying,
            tiers,
        )
        from dauys.site.people.checks import real_use

        actions.register("people.erase", erasure.run, erasure.tell)
        actions.register("people.grant", grants.change, grants.tell)
        actions.register("people.reset", grants.reset, grants.tell_reset)
        holdings.register(holdings.ACCOUNT, account.export, account.erase)
        tidying.register_all()
        factors.listen()
        tiers.listen()
        checks.register(real_use, checks.Tags.security)
