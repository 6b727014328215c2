"""``dauys outcome``: the legal result of figures by a rule, every leg and every reading shown."""

from __future__ import annotations

import re
from dataclasses import asdict
from fractions import Fraction
from importlib import resources
from pathlib import Path
from typing import Annotated, Any

import typer

from dauys.cli.files import read_bytes, read_table
from dauys.cli.voice import decimal, echo, echo_json, words
from dauys.errors import Unreadable
from dauys.outcome.certainty import Certainty
from dauys.outcome.evaluate import ReadingResult, Result
from dauys.outcome.legs import LegResult
from dauys.outcome.wire import OutcomeDeclared, declare, read_figures
from dauys.question.rule import LIMIT, RegionalLeg, Rule, ShareLeg, parse_rule

_NAME = re.compile("[a-z0-9][a-z0-9._-]{0,63}")


def outcome(
    file: Annotated[Path, typer.Argument()],
    rule: Annotated[str, typer.Option("--rule")],
    question: Annotated[str | None, typer.Option("--question")] = None,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Works out the result of a file of figures; ends with 0 whatever the result is."""
    loaded = load_rule(rule)
    figures = read_figures(read_table(file), loaded, accused=f"file:{file.name}")
    declared = declare(loaded, question, figures)
    if as_json:
        echo_json(_report(loaded, declared))
    else:
        _print(loaded, declared)


def load_rule(named: str) -> Rule:
    """A built-in rule by its name, or the rule of a file; raises ``rule.unknown``."""
    path = Path(named)
    if _NAME.fullmatch(named):
        built_in = resources.files("dauys.question") / "rules" / f"{named}.json"
        if built_in.is_file():
            return parse_rule(built_in.read_bytes(), accused=f"rule:{named}")
        if not path.exists():
            raise Unreadable("rule.unknown", f"rule:{named}")
    return parse_rule(read_bytes(path, limit=LIMIT), accused=f"file:{path.name}")


def _report(rule: Rule, declared: OutcomeDeclared) -> dict[str, Any]:
    """The contract of DESIGN section 6: what is not known is null."""
    found = asdict(declared.result)
    sources = {leg.name: rule.citation(leg.source) for leg in rule.legs()}
    for leg in found["legs"]:
        leg["citation"] = sources[leg["name"]]
    for reading in found["readings"]:
        reading["citation"] = rule.citation(reading["source"])
    told = {"rule": rule.name, "rule_sha256": declared.rule_sha256, "question": declared.question}
    return told | found


def _print(rule: Rule, declared: OutcomeDeclared) -> None:
    say, result = words().say, declared.result
    echo(say("outcome.rule", rule=rule.name, question=declared.question))
    echo(_status(result.certainty))
    legs = {leg.name: leg for leg in rule.legs()}
    for found in result.legs:
        echo("  " + _leg(legs[found.name], found))
    for reading in result.readings:
        echo("  " + _reading(rule, reading))
    echo(_verdict(result))


def _status(certainty: Certainty) -> str:
    say = words().say
    if certainty.status != "interim":
        return say(f"outcome.status.{certainty.status}")
    return say(
        "outcome.status.interim",
        stations=certainty.stations_missing or 0,
        eligible="?" if certainty.eligible_missing is None else certainty.eligible_missing,
        valid=_settled(certainty.valid_settled),
        adopted=_settled(certainty.adopted_settled),
    )


def _settled(settled: bool | None) -> str:
    return words().say(
        {True: "outcome.settled", False: "outcome.open", None: "outcome.no_data"}[settled]
    )


def _leg(leg: ShareLeg | RegionalLeg, found: LegResult) -> str:
    say = words().say
    told = say(
        f"outcome.{found.kind}",
        numerator=say(f"outcome.quantity.{leg.test.numerator}"),
        base=say(f"outcome.quantity.{leg.test.base}"),
        test=_needed(leg.test.strictness, leg.test.fraction),
    )
    needed = say(
        "outcome.needed",
        needed=_needed(found.strictness, found.needed),
        least=found.least if found.least is not None else "?",
    )
    parts = [f"{leg.name}: {told}", _have(found), needed, _met(found)]
    return "; ".join(part for part in parts if part)


def _needed(strictness: str, fraction: str) -> str:
    return words().say(f"outcome.{strictness}", fraction=fraction)


def _have(found: LegResult) -> str:
    if found.have is None or found.numerator is None or not found.denominator:
        return ""
    told = f"{found.have} ({decimal(Fraction(100 * found.numerator, found.denominator), 2)} %)"
    return words().say("outcome.stated", have=told) if found.declared else told


def _met(found: LegResult) -> str:
    say = words().say
    if found.passed is None:
        return say("outcome.no_data")
    if found.passed:
        return say("outcome.met")
    return say("outcome.not_met", short=found.short_by if found.short_by is not None else "?")


def _reading(rule: Rule, reading: ReadingResult) -> str:
    say = words().say
    key = "outcome.reading_decides" if reading.decides else "outcome.reading"
    return say(
        key,
        id=reading.id,
        verdict=_adopted(reading.adopted),
        citation=rule.citation(reading.source),
    )


def _verdict(result: Result) -> str:
    say = words().say
    valid = {True: "outcome.valid", False: "outcome.not_valid", None: "outcome.valid_unknown"}
    return f"{say(valid[result.valid])} {say('outcome.verdict', verdict=_adopted(result.adopted))}"


def _adopted(adopted: bool | None) -> str:
    keys = {True: "outcome.adopted", False: "outcome.not_adopted", None: "outcome.no_data"}
    return words().say(keys[adopted])
