"""docs/attacks.md, written from the catalogue and from the tests themselves."""

from __future__ import annotations

import importlib
from pathlib import Path

from tests.attacks.attack import ATTACKS, HONEST, Attack
from tests.attacks.catalogue import ELSEWHERE, FAMILIES, ROWS

FOLDER = Path(__file__).parent
FORMS = {"bel": "archive", "record": "record", "": ""}
HEAD = """# Attacks

Written by `make docs` from `tests/attacks`.

Every row of the catalogue of attacks on a vote, and how Dauys meets it: a forgery of our own making
and the code with which it is refused. The election that is forged is ours, with the keys of all who
have a part in it. What is forged is hashed, chained and signed again, so that nothing else is
wrong; the verifier must find that code and no other. It is forged in both forms in which an
election is verified, a whole record of Dauys and the `.bel` archive of one box, unless a form has
no place for it.

Accepted, though it looks like an attack, is row 48: nobody has to vote. An archive can hold no
bound proofs (rows 19 and 45); that is the warning `decryption.unbound`, and an error with
`--strict`. There is no mixnet here: what rows 49 to 54 would do with one is met at the set-up.
"Shown" stands where a test shows a property that no refusal could. Answers to two questions of one
form can be exchanged by the voter who signs them, who could as well have answered so; that is no
fault (row 18).

What the codes say: [errors.md](errors.md). What a verifier asks:
[5-voting](specification/5-voting.md), [9-verification](specification/9-verification.md).
"""


def attacks() -> list[Attack]:
    """Every registered test, in the order of the rows and of the files."""
    for path in sorted(FOLDER.glob("test_*.py")):
        importlib.import_module(f"tests.attacks.{path.stem}")
    return sorted(ATTACKS.values(), key=lambda each: each.row)


def page() -> str:
    """The page."""
    lines = [HEAD]
    for family, rows in {"What they start from": range(HONEST, 1), **FAMILIES}.items():
        lines += [f"## {family}", "", "| row | what is refused (its test) | why | code |"]
        lines += ["|---|---|---|---|", *(line for row in rows for line in table(row)), ""]
    return "\n".join(lines)


def table(row: int) -> list[str]:
    """The lines of a row of the catalogue: what it tries, then its tests."""
    title = ROWS.get(row, "the honest election, before it is forged")
    lines = [f"| **{row}** | **{title}** | | |"]
    for each in attacks():
        if each.row == row:
            what = each.name.removeprefix("test_").replace("_", " ")
            link = f"[{what}](../tests/attacks/{each.file})"
            lines.append(f"| {row} | {link} | {each.why.replace('|', '/')} | {codes(each)} |")
    if row in ELSEWHERE:
        lines.append(f"| {row} | beyond the core | {ELSEWHERE[row]} | |")
    return lines


def codes(attack: Attack) -> str:
    """The code, by form where the forms differ or one of them has no place for it."""
    told = dict(attack.codes)
    if not told:
        return "shown"
    if len(told) == 2 and len(set(told.values())) == 1:
        return f"`{told['bel']}`"
    return ", ".join(_code(form, code) for form, code in told.items())


def _code(form: str, code: str) -> str:
    if code == "accepted":
        return code
    where, _, option = form.partition(", ")
    place = ", ".join(part for part in (FORMS[where], f"`{option}`" if option else "") if part)
    return f"`{code}` ({place})" if place else f"`{code}`"
