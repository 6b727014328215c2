"""The table as a file: which module writes which format. Each is loaded only when it is asked for.

It gives bytes and opens no file; the same table gives the same bytes on every machine.
"""

from __future__ import annotations

from importlib import import_module

from dauys.errors import Unreadable
from dauys.text.table.names import Say
from dauys.text.table.rows import Table
from dauys.text.table.sheet import Form, sheet

FORMATS = (".csv", ".docx", ".html", ".pdf")


def check_suffix(name: str, known: tuple[str, ...] = FORMATS) -> str:
    """The ending of a file's name, in small letters; raises `Unreadable` text.table_format."""
    stem, dot, ending = name.rpartition(".")
    suffix = f".{ending}".lower() if dot and stem else ""
    if suffix not in known:
        raise Unreadable(
            "text.table_format", f"file:{name}", suffix=suffix[:20] or "?", known=" ".join(known)
        )
    return suffix


def write(table: Table, suffix: str, say: Say, language: str, form: Form = "official") -> bytes:
    """A table in the format of a suffix, headings in ``language``, whose words ``say`` gives."""
    told = sheet(table, say, language, form)
    module = import_module(f"dauys.text.table.{suffix[1:]}")
    data: bytes = module.write(told, table, say) if suffix == ".html" else module.write(told, say)
    return data
