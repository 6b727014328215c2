"""Pictures of data as SVG, each with a table that says the same.

Pure functions of what they are given; the language is an argument. Colours come from the style
sheet by class (no inline style), never colour alone. Widths are shares of the page, so that letters
keep their size on a phone. ``{% picture %}`` (`look.templatetags.look`) puts one on a page.
"""

from dauys.site.look.pictures.bars import Bar, bars
from dauys.site.look.pictures.drawing import Picture
from dauys.site.look.pictures.flow import Flow, flow
from dauys.site.look.pictures.grid import Tile
from dauys.site.look.pictures.stacks import Row, stacks
from dauys.site.look.pictures.thresholds import Measure, thresholds
from dauys.site.look.pictures.tiles import tiles
from dauys.site.look.pictures.timeline import Span, timeline
from dauys.site.look.pictures.verdicts import Verdict, verdicts

__all__ = [
    "Bar", "Flow", "Measure", "Picture", "Row", "Span", "Tile", "Verdict",
    "bars", "flow", "stacks", "thresholds", "tiles", "timeline", "verdicts",
]  # fmt: skip
