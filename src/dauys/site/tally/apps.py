"""The app of the ballot boxes and their tally."""

from __future__ import annotations

from django.apps import AppConfig


class TallyConfig(AppConfig):
    """Ballots by number, sums, decryptions, results."""

    name = "dauys.site.tally"
    label = "tally"

    def ready(self) -> None:
        from dauys.ballots import wire as ballots
        from dauys.question.wire import VotingSetup
        from dauys.site.data.tables import register_all
        from dauys.site.record.projections import register
        from dauys.site.tally import projections
        from dauys.site.tally.tables import TABLES
        from dauys.tally import wire

        register(VotingSetup, projections.setup)
        register(ballots.BallotCast, projections.cast)
        register(ballots.BallotChallenged, projections.challenged)
        register(ballots.VotingClosed, projections.closed)
        register(wire.TallyEncrypted, projections.encrypted)
        register(wire.TallyDecrypted, projections.decrypted)
        register(wire.TallyResult, projections.result)
        register_all(TABLES)
