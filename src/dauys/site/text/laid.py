"""Two versions laid side by side, as a page shows them: worked out once, then kept by hash.

The table, its figures and its picture are those of `dauys.text.table`; here they are turned into
lines of a page, and kept in the cache under the hashes of both texts, which never change.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from django.template.loader import get_template

from dauys import __version__
from dauys.site.look.kept import TEXTS, kept
from dauys.site.text import trees
from dauys.site.text.models import Version
from dauys.text.table import figures
from dauys.text.table.picture import Tie, picture, ties
from dauys.text.table.rows import Entry, Table, table
from dauys.text.table.sheet import Line as SheetLine
from dauys.text.table.sheet import sheet
from dauys.text.table.told import Account, account
from dauys.wire.ids import Language
from dauys.words import Words

State = Literal["same", "changed", "new", "dropped"]
SHOWN = ("all", "changed", "new", "dropped")


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the table as a page has it."""

    number: int
    kind: str
    state: State
    element: str
    relation: str
    old: tuple[str, ...]  # addresses
    new: tuple[str, ...]
    html: str

    def touches(self, address: str, *, old: bool) -> bool:
        """Whether a provision, or what stands below it, is on a side of the row."""
        side = self.old if old else self.new
        return any(each == address or each.startswith(f"{address}__") for each in side)


@dataclass(frozen=True, slots=True)
class Laid:
    """A comparison as a page has it."""

    lines: tuple[Line, ...]
    account: Account
    ties: tuple[Tie, ...]

    def shown(self, show: str) -> list[Line]:
        """The rows that a reader asked for, each below the openings that say where it stands."""
        if show == "all":
            return list(self.lines)
        found: list[Line] = []
        divisions: list[Line] = []  # openings above the next row that have not been shown yet
        unit: list[Line] = []
        for line in self.lines:
            if line.kind == "division":
                divisions = [] if unit else divisions
                unit = []
            elif line.kind == "unit":
                unit = []
            if _wanted(line, show):
                found += [*divisions, *unit, line]
                divisions, unit = [], []
            elif line.kind == "division":
                divisions.append(line)
            elif line.kind == "unit":
                unit = [line]
        return found

    def counts(self) -> dict[str, int]:
        """How many rows are in each state; "changed" has all that are not the same."""
        return {show: sum(_wanted(line, show) for line in self.lines) for show in SHOWN}

    def jumps(self) -> list[Line]:
        """The openings of articles that are not the same, for going from one to the next."""
        units = (line for line in self.lines if line.kind == "unit" and line.relation)
        return [line for line in units if line.state != "same"]


def laid(old: Version, new: Version, language: Language, spoken: Language) -> Laid:
    """The comparison of two versions in a language that both have, in the words of the page."""
    name = key("laid", old, new, language, spoken)
    return kept(TEXTS, name, lambda: _laid(old, new, language, spoken))


def drawn(old: Version, new: Version, language: Language, spoken: Language) -> str:
    """The picture of what went where, as SVG."""

    def draw() -> str:
        pair = trees.comparison(old.expressions[language], new.expressions[language])
        return picture(pair, say_of(old, spoken), spoken)

    return kept(TEXTS, key("drawn", old, new, language, spoken), draw)


def say_of(old: Version, spoken: Language) -> Callable[..., str]:
    """What a comparison says in a language: of a draft it does not say that it is in force."""
    words = Words(spoken)
    return words.say if old.role == Version.Role.IN_FORCE else words.between


def key(what: str, old: Version, new: Version, language: Language, spoken: Language) -> str:
    """Under which name something about two texts is kept: it changes when they or Dauys do."""
    texts = old.expressions[language], new.expressions[language]
    return ":".join(("text", what, __version__, old.slug, new.slug, *texts, spoken))


def language_of(old: Version, new: Version, wanted: str | None) -> Language | None:
    """The language in which two versions are compared: the wanted one, else one that binds."""
    both = [each for each in new.languages if each in old.expressions]
    preferred = [wanted, *new.authoritative, *both]
    return next((each for each in preferred if each in both), None)


def table_of(old: Version, new: Version, language: Language) -> Table:
    """The comparative table of two versions."""
    return table(trees.comparison(old.expressions[language], new.expressions[language]))


def _laid(old: Version, new: Version, language: Language, spoken: Language) -> Laid:
    say = say_of(old, spoken)
    made = table_of(old, new, language)
    told = sheet(made, say, spoken)
    template = get_template("text/compare_line.html")
    lines = []
    for entry, line in zip(made.entries, told.lines, strict=True):
        state = _state(entry)
        context = {
            "line": line,
            "state": state,
            "old": old,
            "new": new,
            "language": language,
            "changed": state != "same",
            "at": _at(line) if new.entry >= 0 else "",
        }
        lines.append(
            Line(
                line.number,
                line.kind,
                state,
                line.element,
                line.relation,
                line.old_addresses,
                line.new_addresses,
                template.render(context),
            )
        )
    counted = account(made, figures.figures(made), say)
    return Laid(tuple(lines), counted, tuple(ties(made.comparison, say)))


def _at(line: SheetLine) -> str:
    """The address of the new text to which a row belongs; "" where it has none."""
    return next(filter(None, line.new_addresses), "")


def _state(entry: Entry) -> State:
    """What became of the words of a row; what an article became counts for its opening."""
    relations = {row.relation for row in entry.rows}
    marks = {piece.mark for cell in (*entry.old, *entry.new) for piece in cell.pieces}
    away = marks & {"moved_away", "moved_here"}
    if entry.new and not entry.old and not away and relations <= {"new"}:
        return "new"
    if entry.old and not entry.new and not away and relations <= {"dropped"}:
        return "dropped"
    return "same" if marks <= {"kept"} and relations <= {"same"} else "changed"


def _wanted(line: Line, show: str) -> bool:
    return show == "all" or line.state == show or (show == "changed" and line.state != "same")


def touching(lines: Iterable[Line], address: str, *, old: bool) -> Sequence[Line]:
    """The rows in which a provision stands, with all below it."""
    return [line for line in lines if line.touches(address, old=old)]
