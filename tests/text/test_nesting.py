"""How deep a passage stands: where the format says so, no guess is made (`dauys.text.indents`)."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dauys.errors import Findings, Unreadable
from dauys.text.address import Addresses
from dauys.text.formats import dump, read_bytes
from dauys.text.indents import markdown_depths, plain_depths
from dauys.text.languages import RUSSIAN
from dauys.text.outline import Node
from dauys.text.provision import Text
from dauys.text.read import read

LETTERS = "абвгде"
SENTENCES = st.sampled_from(["Город един.", "Река чиста.", "Мост открыт.", "Сад зелен."])


@st.composite
def items(draw: st.DrawFn, depth: int) -> list[Node]:
    """A list of two to four items, lettered on every other level, each with what stands in it."""
    made = []
    for n in range(draw(st.integers(2, 4))):
        number = str(n + 1) if depth % 2 else LETTERS[n]
        kind = "point" if depth == 1 else "subpoint"
        node = Node(kind, number, number, text=draw(SENTENCES))  # type: ignore[arg-type]
        draw(below(node, depth))
        made.append(node)
    return made


@st.composite
def below(draw: st.DrawFn, node: Node, depth: int) -> None:
    """A list beneath a passage, and further passages, each perhaps with a list of its own."""
    if depth < 3 and draw(st.integers(0, 2)) == 0:
        node.children += draw(items(depth + 1))
    for _ in range(draw(st.sampled_from([0, 0, 1, 2]))):
        further = Node("paragraph", text=draw(SENTENCES))
        if depth < 3 and draw(st.integers(0, 3)) == 0:
            further.children = draw(items(depth + 1))
        node.children.append(further)


@st.composite
def laws(draw: st.DrawFn) -> Text:
    top = []
    for n in range(1, draw(st.integers(1, 3)) + 1):
        article = Node("article", str(n), str(n))
        for k in range(1, draw(st.integers(1, 3)) + 1):
            paragraph = Node("paragraph", str(k), str(k), text=draw(SENTENCES))
            draw(below(paragraph, 0))
            article.children.append(paragraph)
        top.append(article)
    made = Addresses(RUSSIAN, Findings()).provisions(Node("part", children=top), "")
    return Text("ru", "УСТАВ", made)


@given(laws())
@settings(max_examples=400, deadline=None)
@pytest.mark.parametrize("suffix", [".md", ".txt"])
def test_passages_after_lists_within_lists_are_read_back(suffix: str, text: Text) -> None:
    assert read_bytes(dump(text, suffix), suffix).text == text


def shown(text: Text) -> list[str]:
    return [f"{each.address} {each.text}" for each in text.walk() if each.text]


SLOPPY = """Статья 1
  1. Правило:
  1) одно;
  2) другое.
  Общее для всех.
"""


def test_a_file_that_is_indented_by_accident_is_read_as_if_it_were_not() -> None:
    """All lines of an article begin with two spaces: that says nothing of lists."""
    flat = "\n".join(line.strip() for line in SLOPPY.splitlines())
    assert plain_depths(SLOPPY.splitlines()) == [0] * 5
    assert read(SLOPPY.encode()).text == read(flat.encode()).text


def test_one_line_out_of_step_makes_all_indentation_meaningless() -> None:
    good = ["1. Правило:", "  1) одно:", "    а) два;", "  Общее для первого."]
    assert plain_depths(good) == [0, 0, 1, 1]
    assert plain_depths([*good, "   Три пробела."]) == [0] * 5
    assert plain_depths([*good, "    Глубже, чем всё вокруг."]) == [0] * 5
    assert plain_depths(["Слово.", "\u00a0\u00a0Не те пробелы."]) == [0, 0]


def test_markdown_is_indented_as_commonmark_has_it() -> None:
    """The words of «10. » begin in the fifth column, those of «- » in the third."""
    rows = ["10. Правило:", "", "    - 1) одно:", "", "      ещё к первому", "лениво", "", "Общее."]
    assert markdown_depths(rows) == [0, 1, 1, 2, 2, 2, 2, 0]


def test_a_passage_indented_under_an_item_stands_in_it() -> None:
    law = "## Статья 1\n\n1\\. Правило:\n\n- 1) одно:\n\n  - а) два;\n\n  Ещё.\n\nОбщее.\n"
    assert shown(read(law.encode(), markdown=True).text) == [
        "art_1__para_1 Правило:",
        "art_1__para_1__point_1 одно:",
        "art_1__para_1__point_1__sub_a два;",
        "art_1__para_1__point_1__al_2 Ещё.",
        "art_1__para_1__al_2 Общее.",
    ]


def test_two_lists_of_one_style_may_stand_in_each_other_where_indentation_tells_them_apart() -> (
    None
):
    law = "## Статья 1\n\nПравило:\n\n- 1) одно:\n\n  - 1) раз;\n\n  - 2) два.\n\n- 2) другое.\n"
    addresses = [each.address for each in read(law.encode(), markdown=True).text.walk()]
    assert addresses[2:] == [
        "art_1__para_1__point_1",
        "art_1__para_1__point_1__sub_1",
        "art_1__para_1__point_1__sub_2",
        "art_1__para_1__point_2",
    ]


def test_lists_nested_without_end_are_refused_with_their_line() -> None:
    """A tree that is deeper than a record may hold must not come out of a file."""
    rows = [f"{'  ' * n}- 1) шаг:" for n in range(7)]
    law = "## Статья 1\n\n1. Правило:\n\n" + "\n\n".join(rows)
    with pytest.raises(Unreadable) as caught:
        read(law.encode(), markdown=True)
    assert (caught.value.code, caught.value.accused) == ("text.depth", "line:17")
    nested = "<ol><li>шаг:" * 60
    with pytest.raises(Unreadable) as caught:
        read_bytes(f"<h2>Статья 1</h2>{nested}".encode(), ".html")
    assert caught.value.code == "text.depth"
