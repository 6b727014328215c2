"""Refuses a declared outcome that does not follow from its rule and figures.

Specification: docs/specification/6-rules.md, section 6. Figures that cannot be are refused in
`dauys.outcome.figures`.
"""

from __future__ import annotations

from dauys.errors import Refused
from dauys.outcome.evaluate import evaluate
from dauys.outcome.figures import Figures
from dauys.outcome.wire import OutcomeDeclared
from dauys.question.rule import Rule, rule_hash


def check_declared(event: OutcomeDeclared, rule: Rule, figures: Figures) -> None:
    """Works an outcome out again from the rule and the verifier's own figures, and compares.

    Raises ``outcome.declared`` with the part that differs, and what `evaluate` raises.
    """
    if (event.rule, event.rule_sha256) != (rule.name, rule_hash(rule)):
        raise Refused("outcome.declared", "outcome", part="rule")
    if event.figures != figures:
        raise Refused("outcome.declared", "outcome", part="figures")
    if event.result != evaluate(rule, event.question, figures):
        raise Refused("outcome.declared", "outcome", part="result")
