"""The files that the commands of ``dauys consult`` share: proposals and answers.

What the files mean is `dauys.consultation.table`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from dauys.cli.files import read_table
from dauys.consultation import findings as collected
from dauys.consultation import table
from dauys.consultation.anchor import Places
from dauys.consultation.proposal import GROUPS, Answer, Proposal
from dauys.errors import Findings
from dauys.text.compare import Comparison, comparison


def comparisons(old: dict[str, Places], new: dict[str, Places]) -> dict[str, Comparison]:
    """Both versions laid side by side, in each language that both have."""
    return {each: comparison(old[each].text, new[each].text) for each in old if each in new}


def proposals(
    path: Path, places: dict[str, Places], found: Findings, groups: Sequence[str] | None = None
) -> dict[str, Proposal]:
    """The proposals of a file by id; what is wrong with them is added to ``found``."""
    accused, kept = f"file:{path.name}", tuple(groups or GROUPS)
    listed = table.read_proposals(read_table(path), places, found, groups=kept, accused=accused)
    return collected.find_in_proposals(listed, None, found)


def answers(
    path: Path, proposals_file: Path, known: Mapping[str, Proposal], found: Findings
) -> dict[str, Answer]:
    """The answers of a file by proposal, of two the first; what is wrong with them is added to
    ``found``. That a proposal is not answered yet is for ``dauys consult check`` to tell."""
    accused = f"file:{proposals_file.name}"
    unread = table.ids_of(read_table(proposals_file), accused=accused) - known.keys()
    given = table.read_answers(read_table(path), found, accused=f"file:{path.name}")
    checked = Findings()
    collected.find_in_answers(given, known, None, checked, unread)
    for finding in checked.errors():
        found.add(finding)
    return by_proposal(given, known)


def by_proposal(given: Sequence[Answer], known: Mapping[str, Proposal]) -> dict[str, Answer]:
    """The answers to known proposals by their proposal, of two the first."""
    return {each.proposal: each for each in reversed(given) if each.proposal in known}
