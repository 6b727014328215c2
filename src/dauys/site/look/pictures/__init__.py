"""Pictures of data as SVG, each with a table that says the same: bars, stacks, flow, tiles, time.

Pure functions of what they are given; the language is an argument. Colours come from the style
sheet by class (no inline style), never colour alone. Widths are shares of the page, so that letters
keep their size on a phone. ``{% picture %}`` (`look.templatetags.look`) puts one on a page.
"""

from dauys.site.look.pictures.bars import Bar, bars
from dauys.site.look.pictures.drawing import Picture
from dauys.site.look.pictures.flow import Flow, flow
from dauys.site.look.pictures.stacks import Row, stacks
from dauys.site.look.pictures.tiles import Tile, tiles
from dauys.site.look.pictures.timeline import Span, timeline

__all__ = [
    "Bar", "Flow", "Picture", "Row", "Span", "Tile",
    "bars", "flow", "stacks", "tiles", "timeline",
]  # fmt: skip
