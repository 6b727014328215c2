"""Writes the pages of docs/ that follow from the code (``make docs``).

docs/errors.md and docs/commands.md, with the English words, and docs/attacks.md, from the tests. A
house test compares each file with what this gives, so that they cannot fall behind.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

from dauys.cli import page, voice
from dauys.cli.main import tree
from dauys.errors import CODES
from dauys.words import Words

DOCS = Path(__file__).resolve().parents[1] / "docs"
ENGLISH = Words("en")


def errors() -> str:
    """docs/errors.md: every code by area, with its facts and its sentence."""
    lines = [
        "# Error codes",
        "",
        "Written by `make docs` from `src/dauys/errors.py` and `src/dauys/words/en.json`.",
        "",
        "An error is printed to standard error as `dauys: CODE: sentence`, in the language of",
        "`--lang kk|ru|en`, else that of the locale. The code never changes with the language.",
        "Names in braces are the facts that an error carries; `{accused}` is who or what is meant.",
        "",
        "`internal` stands where the code would and is none: a fault of Dauys itself, which says",
        "nothing about what was checked (exit 2). Please report it with the command that you gave;",
        "`DAUYS_DEBUG=1` in the environment shows its traceback.",
    ]
    area = ""
    for code in CODES:
        if code.partition(".")[0] != area:
            area = code.partition(".")[0]
            lines += ["", f"## {area}", "", "| code | sentence |", "|---|---|"]
        lines.append(f"| `{code}` | {ENGLISH.code(code).replace('|', chr(92) + '|')} |")
    return "\n".join(lines) + "\n"


def commands() -> str:
    """docs/commands.md: the help page of every command."""
    os.environ["COLUMNS"] = str(page.WIDTH)
    voice.speak("en")
    lines = [
        "# Commands",
        "",
        "Written by `make docs` from the commands themselves; `--help` prints the same page, in",
        "Kazakh, Russian or English.",
        "",
        "Exit codes: 0 done, 1 the thing checked is wrong, 2 wrong usage, unreadable input or",
        "output that cannot be written, 130 interrupted (Ctrl-C; standard error says so), 141",
        "where the reader of the output went away. A fault of Dauys itself ends with 2 as",
        "`dauys: internal: …`; `DAUYS_DEBUG=1` in the environment shows its traceback too.",
    ]
    for path, command in sorted(tree().items(), key=lambda each: each[0] != "dauys"):
        lines += ["", f"## `{_full(path)}`", "", "```text", _page(path, command), "```"]
    voice.speak(None)
    return "\n".join(lines) + "\n"


def _full(path: str) -> str:
    return path if path == "dauys" else f"dauys {path}"


def _page(path: str, command: Any) -> str:
    context = command.context_class(command, info_name=_full(path))
    text = page.page(command, context)
    return text.removesuffix("\n\n" + ENGLISH.say("help.language"))


def attacks() -> str:
    """docs/attacks.md: every row of the catalogue of attacks, from the tests that meet it."""
    sys.path.insert(0, str(DOCS.parent))
    from tests.attacks.page import page

    return page()


def main() -> None:
    """Writes all pages."""
    (DOCS / "errors.md").write_text(errors(), encoding="utf-8")
    (DOCS / "commands.md").write_text(commands(), encoding="utf-8")
    (DOCS / "attacks.md").write_text(attacks(), encoding="utf-8")


if __name__ == "__main__":
    main()
