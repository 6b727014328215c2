"""Figures in words: grids of numbers and sentences, as the command and the page show them.

Every figure is defined where it is shown. It counts nothing: see `figures`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from dauys.text.decimals import decimal
from dauys.text.table.figures import RELATIONS, Division, Figures, changed, total
from dauys.text.table.names import Names, Say
from dauys.text.table.rows import Table
from dauys.text.table.sheet import legal


@dataclass(frozen=True, slots=True)
class Grid:
    """A small table: its caption, the heads of its columns, its rows."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Account:
    """What is said of two texts in figures."""

    grids: tuple[Grid, ...]
    sentences: tuple[str, ...]


def account(table: Table, counted: Figures, say: Say) -> Account:
    """The figures of a table in words."""
    comparison = table.comparison
    share = counted.share()
    sentences = (
        say("figures.also_moved", count=counted.moved),
        say(
            "figures.share",
            percent=told(share, say),
            changed=counted.old.changed + counted.new.changed,
            count=counted.old.all + counted.new.all,
        ),
    )
    old, new = Names(comparison.old, say), Names(comparison.new, say)
    grids = (
        _articles(counted, say),
        _words(counted.old_divisions, old, say("figures.words_old"), say("figures.deleted"), say),
        _words(counted.new_divisions, new, say("figures.words_new"), say("figures.inserted"), say),
    )
    return Account(grids, sentences)


def told(share: Fraction, say: Say) -> str:
    """A share in percent, with the decimal sign of the language."""
    return decimal(100 * share, 1, say("figures.decimal"))


def _articles(counted: Figures, say: Say) -> Grid:
    sides = counted.old_articles, counted.new_articles
    rows = [
        (
            say(f"text.{relation}"),
            str(sides[0].get(relation, 0)),
            str(sides[1].get(relation, 0)),
            say(f"figures.means_{relation}"),
        )
        for relation in RELATIONS
    ]
    rows.append(
        (say("figures.all"), str(total(sides[0])), str(total(sides[1])), say("figures.means_all"))
    )
    columns = (
        say("figures.articles"),
        say("figures.in_force"),
        say("figures.proposed"),
        say("figures.means"),
    )
    return Grid("", columns, tuple(rows))


def _words(
    divisions: Sequence[Division], names: Names, caption: str, change: str, say: Say
) -> Grid:
    rows = tuple(
        (
            _name(each.address, names, say),
            str(each.words.all),
            str(each.words.changed),
            told(changed(each.words), say),
        )
        for each in divisions
    )
    return Grid(caption, (say("figures.division"), say("figures.words"), change, "%"), rows)


def _name(address: str, names: Names, say: Say) -> str:
    if not address:
        return say("figures.outside")
    heading = names.provisions[address].heading
    name = names.called[address]
    return legal(f"{name}. {heading}" if heading and heading != name else name)
