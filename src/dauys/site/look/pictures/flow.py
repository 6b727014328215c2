"""What of one list went where in another: bands from left to right, as thick as what they carry."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dauys.site.look import numerals
from dauys.site.look.pictures.drawing import (
    SERIES,
    Picture,
    element,
    framed,
    shortened,
    text,
    together,
)

GAP = 10
LEAST = 20  # px of a node, so that its label has room
SCALE = 300  # px for all that flows
SIDE = 14  # letters of a label at either side on a phone
LEFT, RIGHT = 30, 70  # per cent of the width, between which the bands run


@dataclass(frozen=True, slots=True)
class Flow:
    """So much of what stands left under a name went to what stands right under a name."""

    left: str
    right: str
    weight: int
    series: int = 1


@dataclass(frozen=True, slots=True)
class _Node:
    top: int
    height: int


def flow(
    title: str,
    description: str,
    of: Sequence[Flow],
    language: str,
    *,
    head: tuple[str, str, str],
) -> Picture:
    """The picture; names stand in the order in which they first come."""
    flows = [each for each in of if each.weight > 0]
    whole = sum(each.weight for each in flows)
    lefts = _nodes([(each.left, each.weight) for each in flows], whole)
    rights = _nodes([(each.right, each.weight) for each in flows], whole)
    height = max((n.top + n.height for n in (*lefts.values(), *rights.values())), default=1)
    bands = element(
        "svg",
        together(_bands(flows, lefts, rights)),
        x=f"{LEFT}%",
        y=0,
        width=f"{RIGHT - LEFT}%",
        height=height,
        viewBox=f"0 0 100 {height}",
        preserveAspectRatio="none",
    )
    parts = [bands, *_labels(lefts, left=True), *_labels(rights, left=False)]
    svg = framed(title, description, height, parts, kind="flow")
    rows = tuple((e.left, e.right, numerals.number(e.weight, language)) for e in of)
    return Picture(title, description, svg, head, rows)


def _nodes(of: Sequence[tuple[str, int]], whole: int) -> dict[str, _Node]:
    sums: dict[str, int] = {}
    for name, weight in of:
        sums[name] = sums.get(name, 0) + weight
    nodes: dict[str, _Node] = {}
    top = 0
    for name, weight in sums.items():
        height = max(LEAST, SCALE * weight // whole)
        nodes[name] = _Node(top, height)
        top += height + GAP
    return nodes


def _bands(
    flows: Sequence[Flow], lefts: Mapping[str, _Node], rights: Mapping[str, _Node]
) -> list[str]:
    """Each band takes its share of the height of both nodes, in the order of the flows."""
    sums_left, sums_right = _sums(flows)
    used_left: dict[str, int] = {}
    used_right: dict[str, int] = {}
    drawn: list[str] = []
    for each in flows:
        a = _cut(lefts[each.left], used_left.get(each.left, 0), each.weight, sums_left[each.left])
        b = _cut(
            rights[each.right], used_right.get(each.right, 0), each.weight, sums_right[each.right]
        )
        used_left[each.left] = used_left.get(each.left, 0) + each.weight
        used_right[each.right] = used_right.get(each.right, 0) + each.weight
        path = f"M0 {a[0]}C50 {a[0]} 50 {b[0]} 100 {b[0]}V{b[1]}C50 {b[1]} 50 {a[1]} 0 {a[1]}Z"
        drawn.append(
            element("path", d=path, class_=f"band series-{(each.series - 1) % SERIES + 1}")
        )
    return drawn


def _sums(flows: Sequence[Flow]) -> tuple[dict[str, int], dict[str, int]]:
    left: dict[str, int] = {}
    right: dict[str, int] = {}
    for each in flows:
        left[each.left] = left.get(each.left, 0) + each.weight
        right[each.right] = right.get(each.right, 0) + each.weight
    return left, right


def _cut(node: _Node, used: int, weight: int, whole: int) -> tuple[int, int]:
    top = node.top + node.height * used // whole
    return top, node.top + node.height * (used + weight) // whole


def _labels(nodes: Mapping[str, _Node], *, left: bool) -> list[str]:
    parts: list[str] = []
    for name, node in nodes.items():
        middle = node.top + node.height // 2 + 5
        x = f"{LEFT - 3}%" if left else f"{RIGHT + 3}%"
        edge = f"{LEFT - 1}%" if left else f"{RIGHT}%"
        label = shortened(name, SIDE)
        parts += [
            element("rect", class_="node", x=edge, y=node.top, width="1%", height=node.height),
            text(label, x, middle, anchor="end" if left else "start"),
        ]
    return parts
