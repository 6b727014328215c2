"""The small referendum in which few people vote online, or nobody."""

from __future__ import annotations

from dataclasses import replace

from tests.verification.world import Builder


class Nobody(Builder):
    """Of the north the first ``voters`` vote, of the south nobody does."""

    voters = 0

    def vote(self) -> None:
        made = self.made
        north = replace(made[0], secrets=made[0].secrets[: self.voters])
        self.made = [north] if self.voters else []
        super().vote()
        self.made = made


class One(Nobody):
    voters = 1


class Two(Nobody):
    voters = 2
