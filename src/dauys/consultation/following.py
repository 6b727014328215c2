"""A person's decisions on anchors, from their rows to what a record takes of them.

Specification: docs/specification/4-consultation.md, section 6. Each proposal is taken from where
its record places it in one version and followed into another by the comparison of both; the row
then decides. The events of what is found here are made by `dauys.consultation.decided.decided`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dauys.consultation.anchor import Places
from dauys.consultation.decision import Decision, settle
from dauys.consultation.fate import Fate, Fates
from dauys.consultation.proposal import Proposal
from dauys.consultation.standing import Recorded, stands
from dauys.errors import Findings, Refused
from dauys.text.compare import comparison
from dauys.wire.ids import Language, Name

Texts = Mapping[Language, Mapping[Name, Places]]  # by version, in the order of publication


@dataclass(slots=True)
class Following:
    """From one version, ``before``, into another; languages are compared once they are needed.

    ``recorded`` says of each proposal where its record places it (`Recorded`).
    """

    proposals: Mapping[Name, Proposal]
    recorded: Mapping[Name, Recorded]
    texts: Texts
    before: Name
    version: Name
    _fates: dict[Language, Fates] = field(default_factory=dict)

    def fate(self, proposal: Proposal) -> Fate:
        """What becomes of the anchor of a proposal, by the comparison.

        Raises anchor.unkept where the record does not say where it stands in ``before``.
        """
        language = proposal.anchor.language
        anchor = stands(self.recorded[proposal.id], self.before, self.texts[language])
        if anchor is None:
            raise Refused("anchor.unkept", proposal.accused(), version=self.before)
        if language not in self._fates:
            old, new = (self.texts[language][each] for each in (self.before, self.version))
            self._fates[language] = Fates(old, new, comparison(old.text, new.text))
        return self._fates[language].of(anchor, proposal.quote, accused=proposal.accused())

    def decided(
        self, decisions: Sequence[Decision], findings: Findings
    ) -> list[tuple[Decision, Fate]]:
        """Each decision with the fate that it settles.

        What does not hold is kept in ``findings``: a decision on an unknown proposal
        (anchor.undecided), what `fate` raises, and what `settle` keeps.
        """
        fates: dict[Name, Fate] = {}
        for each in decisions:
            with findings.collecting():
                if each.proposal not in self.proposals:
                    raise Refused("anchor.undecided", each.accused(), line=each.line)
                fates[each.proposal] = self.fate(self.proposals[each.proposal])
        known = [each for each in decisions if each.proposal in fates]
        after = {each: self.texts[each][self.version] for each in self._fates}
        settled = settle(fates, known, after, findings)
        return [(each, settled[each.proposal]) for each in known]
