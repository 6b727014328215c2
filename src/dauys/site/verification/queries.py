"""What is asked of the verifications that the site has run."""

from __future__ import annotations

from dataclasses import dataclass

from dauys.errors import Finding
from dauys.site.verification.models import Run
from dauys.verification.document import finding_of
from dauys.verification.steps import STEPS


@dataclass(frozen=True, slots=True)
class Checked:
    """A numbered step: how many things it checked, in how long, and what it found."""

    number: int
    checked: int
    seconds: float
    findings: tuple[Finding, ...]
    faults: int

    @property
    def key(self) -> str:
        """The key of its words."""
        return str(self.number)


def last() -> Run | None:
    """The last verification; None before the first."""
    return Run.objects.first()


def steps(run: Run) -> list[Checked]:
    """The steps of a verification in their order; those without anything to check are left out."""
    done = {each["step"]: each for each in run.report["steps"]}
    findings = [finding_of(each) for each in run.report["findings"]]
    return [
        _checked(number, done[number], [each for each in findings if each.step == number])
        for number in STEPS
        if number in done
    ]


def elsewhere(run: Run) -> list[Finding]:
    """What was found in no step that has run: a record that could not be read at all."""
    done = {each["step"] for each in run.report["steps"]}
    return [each for each in map(finding_of, run.report["findings"]) if each.step not in done]


def _checked(number: int, step: dict[str, float], found: list[Finding]) -> Checked:
    faults = sum(each.severity == "error" for each in found)
    return Checked(number, int(step["checked"]), step["seconds"], tuple(found), faults)
