"""The sample as the stages read it."""

from __future__ import annotations

from functools import cache

from dauys import sample
from dauys.consultation import course_table, table
from dauys.consultation.anchor import Places
from dauys.consultation.lifecycle import Step
from dauys.consultation.lineage import Decision
from dauys.consultation.proposal import Answer, Hearing, Proposal
from dauys.errors import Findings
from dauys.text.provision import Text
from dauys.text.read import read


@cache
def text(version: sample.Version, language: str) -> Text:
    """A version of the charter in a language."""
    return read(sample.data(sample.charter(version, language)), language).text


@cache
def places(version: sample.Version, language: str) -> Places:
    """The same, ready for anchors."""
    return Places(sample.WORK, sample.VERSIONS[version], text(version, language))


def every_language(version: sample.Version) -> dict[str, Places]:
    """A version in all languages."""
    return {language: places(version, language) for language in sample.LANGUAGES}


def proposals(found: Findings) -> list[Proposal]:
    """The proposals, parts of one among them."""
    return table.read_proposals(sample.data("proposals.csv"), every_language("draft"), found)


def answers(found: Findings) -> list[Answer]:
    """Their answers."""
    return table.read_answers(sample.data("answers.csv"), found)


def hearings(found: Findings) -> list[Hearing]:
    """The two hearings."""
    return table.read_hearings(sample.data("hearings.csv"), found)


def decisions(found: Findings) -> list[Decision]:
    """What was merged and split."""
    return course_table.read_decisions(sample.data("lineage.csv"), found)


def steps(found: Findings) -> list[Step]:
    """The steps of what was taken back or set aside."""
    return course_table.read_steps(sample.data("steps.csv"), found)
