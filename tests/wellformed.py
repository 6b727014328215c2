"""Every error that a test meets, and every finding, is of the form that docs/errors.md promises.

A test looks at the code that it is about. That an error names an accused of a known kind, and has
the facts of its code, each of them told, is looked at here for all of them: `wellformed` is used by
the folders whose code judges a record.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

import pytest

from dauys.errors import CODES, DauysError, Finding, Findings, Refused, Severity, Unreadable
from dauys.record.kinds import KINDS
from dauys.verification import steps
from dauys.words import sections

ACCUSED = set(sections("en")["accused"])
EVENTS = set(KINDS)  # of an event that cannot be written there is no entry yet
# A record that has not come to its end, and a verifier that failed itself: nobody is to blame.
NOBODY = {"verify.unfinished", "verify.failed"}


@pytest.fixture(autouse=True)
def wellformed() -> Iterator[None]:
    """Errors and findings assert their own form."""
    make, add = DauysError.__init__, Findings.add

    def made(self: DauysError, code: Any, accused: Any = "", **given: Any) -> None:
        make(self, code, accused, **given)
        if type(self) in (Refused, Unreadable):  # others tell their facts when they are made
            check_error(code, accused, self.facts)
        assert type(self.certain) is bool

    def added(self: Findings, finding: Finding) -> None:
        check_finding(finding)
        add(self, finding)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DauysError, "__init__", made)
        patch.setattr(Findings, "add", added)
        yield


def check_error(code: Any, accused: Any, facts: dict[str, Any]) -> None:
    """A code of the closed list, an accused of a known kind, and the facts of the code."""
    assert code in CODES
    assert set(facts) == set(CODES[code]), code
    assert {type(value) for value in facts.values()} <= {str, int}, code
    assert accused == "" or accused.partition(":")[0] in ACCUSED | EVENTS, code


def check_finding(finding: Finding) -> None:
    """A finding says besides whom it is about, how grave it is, and in which step."""
    check_error(finding.code, finding.accused, finding.facts)
    assert finding.accused or finding.code in NOBODY, finding.code
    assert finding.severity in get_args(Severity)
    assert finding.step in steps.STEPS
    assert type(finding.certain) is bool
