"""The app of the question."""

from __future__ import annotations

from django.apps import AppConfig


class QuestionConfig(AppConfig):
    """The question, its calendar and rule, the set-up of the vote."""

    name = "dauys.site.question"
    label = "question"

    def ready(self) -> None:
        from dauys.question.wire import QuestionCalled, SetupConfirmed, VotingSetup
        from dauys.site.question import projections
        from dauys.site.record.projections import register

        register(QuestionCalled, projections.called)
        register(VotingSetup, projections.setup)
        register(SetupConfirmed, projections.confirmed)
