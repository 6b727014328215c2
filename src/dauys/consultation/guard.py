"""An apostrophe before a cell that a spreadsheet would take for a formula.

Specification: docs/specification/4-consultation.md, section 11. What the public wrote is opened in
spreadsheets by secretaries, and a cell that begins with ``=`` runs there. A cell that is written
gets one apostrophe where it needs it, and loses exactly that one where it is read, so that nothing
is lost. A cell such as «'word'», which nothing of ours writes, stays as it is.
"""

from __future__ import annotations

DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "'")


def guarded(cell: str) -> str:
    """A cell as it is written."""
    return f"'{cell}" if cell.startswith(DANGEROUS) else cell


def unguarded(cell: str) -> str:
    """A cell as it was before `guarded`."""
    if cell == "'":  # of white space alone, which a table drops
        return ""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(DANGEROUS) else cell
