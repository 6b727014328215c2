"""The result of opinion groups in words and as a picture, in one language.

The sentences are those that the command line has; the picture is that of
`dauys.consultation.opinion.picture`, whose colours stand in attributes, as the content policy asks.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from dauys.wire import shape
from dauys.words import Words

if TYPE_CHECKING:
    from dauys.consultation.opinion.groups import Group, Groups
    from dauys.consultation.opinion.representative import Representative

MAX_RESULT = 256 * 1024 * 1024


@lru_cache(maxsize=2)
def read(data: bytes) -> Groups:
    """The result as it stands in the record; a process keeps the last ones that it has read."""
    from dauys.consultation.opinion.groups import Groups as Form  # numpy, for such pages alone

    return shape.read(Form, data, limit=MAX_RESULT)


def picture(data: bytes, language: str) -> bytes:
    """The SVG of a result: the marks of people; what they mean the page says in words."""
    from dauys.consultation.opinion import picture as drawing

    found, say = read(data), Words(language).say
    sizes = ", ".join(f"{each.name} {each.people}" for each in found.groups)
    labels = drawing.Labels(
        language=language,
        title=say("groups.title"),
        description=say("groups.described", people=len(found.people), groups=sizes),
        apart=say("groups.few", count=_without(found), minimum=found.minimum),
        group=lambda group: _group(found, group, language),
        represented=lambda each: _represented(each, language),
    )
    return drawing.field(found, labels)


def told(data: bytes, language: str, texts: Mapping[int, str]) -> dict[str, Any]:
    """The groups in words, and every statement with its votes by group."""
    from dauys.consultation.opinion.picture import COLOURS, DOT, GREY, SHAPES

    found, say = read(data), Words(language).say
    sizes = ", ".join(f"{each.name} {each.people}" for each in found.groups)
    few = _without(found)
    return {
        "described": say("groups.described", people=len(found.people), groups=sizes),
        "apart": say("groups.few", count=few, minimum=found.minimum) if few else "",
        "dot": (GREY, DOT),
        "people": len(found.people),
        "cast": found.cast,
        "names": [group.name for group in found.groups],
        "groups": [
            (
                (COLOURS[group.name], SHAPES[group.name]),
                _group(found, group, language),
                [
                    (_represented(each, language), texts.get(each.statement, ""))
                    for each in group.representative
                ],
            )
            for group in found.groups
        ],
        "agree": [(each, texts.get(each, "")) for each in found.consensus_agree],
        "disagree": [(each, texts.get(each, "")) for each in found.consensus_disagree],
        "statements": [(each, texts.get(each.statement, "")) for each in found.statements],
    }


def _group(found: Groups, group: Group, language: str) -> str:
    share = _percent(group.people, len(found.people) - _without(found))
    return Words(language).say("groups.group", name=group.name, people=group.people, share=share)


def _represented(each: Representative, language: str) -> str:
    say = Words(language).say
    said = say(f"groups.{each.side}", share=_percent(each.on_side, each.votes))
    return say(
        "groups.represented",
        said=said,
        votes=each.votes,
        ratio=_tenths(each.ratio, say("figures.decimal")),
        statement=each.statement,
    )


def _without(found: Groups) -> int:
    return sum(person.group is None for person in found.people)


def _percent(part: int, whole: int) -> int:
    """Per cent, a half upwards."""
    return (200 * part + whole) // (2 * whole) if whole else 0


def _tenths(millionths: int, mark: str) -> str:
    """A number of millionths with one digit after the mark, a half upwards."""
    whole, tenth = divmod((millionths + 50_000) // 100_000, 10)
    return f"{whole}{mark}{tenth}"
