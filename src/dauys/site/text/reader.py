"""Reads an uploaded law, or a workbook, in a process of its own: ``-m dauys.site.text.reader``.

What comes from outside is read by parsers of many formats; whatever a hostile file does to them, it
does here, with a limit of memory and of time, without the site's secrets, database or log.

In: one line of JSON that says what is wanted, then the bytes. Out: one line of JSON, then bytes.
"""

from __future__ import annotations

import json
import resource
import sys
from importlib import resources
from typing import Any

from dauys.consultation import raw
from dauys.errors import DauysError, Finding, Refused
from dauys.text.concepts.terms import read_terms
from dauys.text.formats import read_bytes
from dauys.text.inspection import inspect
from dauys.text.parity.compare import parity
from dauys.text.wire import read_text, write_text

MEMORY = 2 * 1024**3  # bytes of address space
SHOWN = 500  # findings that are told of a file


def run() -> None:
    """Answers the one question on standard input."""
    seconds = int(sys.argv[1])
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    wanted = json.loads(sys.stdin.buffer.readline())
    data = sys.stdin.buffer.read()
    try:
        told, made = JOBS[wanted["job"]](wanted, data)
    except DauysError as error:
        told, made = {"error": _error(error)}, b""
    sys.stdout.buffer.write(json.dumps(told).encode("ascii") + b"\n" + made)


def _read(wanted: dict[str, Any], data: bytes) -> tuple[dict[str, Any], bytes]:
    """A file: its tree in canonical bytes, and what a person should look at."""
    accused = f"file:{wanted['name']}" if wanted["name"] else ""
    reading = read_bytes(data, wanted["suffix"], wanted["language"], accused)
    found = [finding(each) for each in inspect(reading).found]
    articles = len(reading.text.articles())
    return _told(found, articles=articles), write_text(reading.text)


def _compare(wanted: dict[str, Any], data: bytes) -> tuple[dict[str, Any], bytes]:
    """Trees one after another, by their sizes: where the languages differ."""
    texts, start = [], 0
    for size in wanted["sizes"]:
        texts.append(read_text(data[start : start + size]))
        start += size
    terms = read_terms((resources.files("dauys.text.concepts") / "terms.csv").read_bytes())
    made = parity(texts, terms, authoritative=wanted["authoritative"])
    found = [
        {
            **finding(one),
            "words": dict(zip(each.languages, each.said, strict=True)),
            "addresses": dict(zip(each.languages, map(list, each.addresses), strict=True)),
        }
        for each, one in zip(made.divergences, made.findings(), strict=True)
    ]
    return _told(found), b""


def _rows(wanted: dict[str, Any], data: bytes) -> tuple[dict[str, Any], bytes]:
    """A workbook of proposals: its lines, each with its fault."""
    lines = raw.read(data, wanted["suffix"], sheet=wanted["sheet"], accused=wanted["accused"])
    rows = [
        [line.number, line.cells, _error(line.fault) if line.fault else None, line.loose]
        for line in lines
    ]
    return {"count": len(rows)}, json.dumps(rows).encode("ascii")


JOBS = {"read": _read, "compare": _compare, "rows": _rows}


def finding(found: Finding) -> dict[str, Any]:
    """A finding as JSON."""
    return {
        "code": found.code,
        "severity": found.severity,
        "accused": found.accused,
        "facts": dict(found.facts),
        "certain": found.certain,
    }


def _told(found: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    return {"findings": found[:SHOWN], "count": len(found), **more}


def _error(error: DauysError) -> dict[str, Any]:
    return {
        "refused": isinstance(error, Refused),
        "code": error.code,
        "accused": error.accused,
        "facts": dict(error.facts),
        "certain": error.certain,
    }


if __name__ == "__main__":
    run()
