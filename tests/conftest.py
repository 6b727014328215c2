"""What all tests share: the peers, and the block at the end that says what was skipped and why.

A test that compares with another program takes the fixture of its name, `belenios_2`, `soffice`,
`chromium`, `postgresql`, or bears ``@pytest.mark.peer("belenios-2.0")``. Where the peer is missing
it skips aloud; in CI (CI=true) it fails, unless ``make peers`` wrote down in ``.peers/status`` that
the peer cannot be installed. With DAUYS_NATIVE=off all tests run as where there is no kernel.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests import postgresql as postgresqls
from tests.postgresql import Server, running
from tests.site.sweep import pictures

if os.environ.get("DAUYS_NATIVE") == "off":
    sys.modules["dauys_native"] = None  # type: ignore[assignment]  # an import of it fails

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # Begun in the background: what these tests begin would ignore an interruption too.
    signal.signal(signal.SIGINT, signal.default_int_handler)

ROOT = Path(__file__).resolve().parents[1]
STATUS = ROOT / ".peers" / "status"
BEGAN, PICTURES = pytest.StashKey[float](), pytest.StashKey[str]()
# Programs of any version: they are asked to open a file or a page, not for a form of their own.
ANY_VERSION = {"chromium": "chromium", "libreoffice": "soffice"}


@cache
def find_peer(name: str) -> str | None:
    """The executable of a peer, or None where it is missing or of another line of versions."""
    if name in ANY_VERSION:
        return shutil.which(ANY_VERSION[name])
    if name == "libreoffice-calc":  # a package of its own: a library beside the program
        soffice = shutil.which("soffice")
        beside = Path(soffice).resolve().parent if soffice else ROOT / ".peers"
        return soffice if (beside / "libsclo.so").exists() else None
    if name == "postgresql":
        return None if postgresqls.why_not() else str(postgresqls.programs() / "initdb")
    line = name.partition("-")[2].partition(".")[0]
    known = {
        "belenios-2.0": shutil.which("belenios-tool"),
        "belenios-3.3": str(ROOT / ".peers/belenios-3.3/belenios-tool"),
    }
    path = known[name]
    if path is None or not Path(path).exists():
        return None
    told = subprocess.run([path, "--version"], capture_output=True, text=True, check=False)
    return path if told.stdout.startswith(f"{line}.") else None


def why_missing(name: str, status: str) -> tuple[bool, str]:
    """Whether a peer could be installed here, and the words for its absence."""
    for line in status.splitlines():
        peer, outcome, *why = line.split(" ", 2)
        if peer == name and outcome == "not-installable":
            return False, f"{name} cannot be installed here: {' '.join(why)}"
    return True, f"{name} is not installed: make peers"


def need_peer(name: str) -> str:
    """The executable of a peer; skips aloud without it, and fails in CI if it could be there."""
    found = find_peer(name)
    if found is not None:
        return found
    status = STATUS.read_text(encoding="utf-8") if STATUS.exists() else ""
    installable, why = why_missing(name, status)
    if installable and os.environ.get("CI") == "true":
        pytest.fail(f"CI requires a peer that can be installed: {why}", pytrace=False)
    pytest.skip(why)


@pytest.fixture(scope="session")
def belenios_2() -> str:
    """belenios-tool 2.0, of Debian stable: BELENIOS-2048, no Ed25519."""
    return need_peer("belenios-2.0")


@pytest.fixture(scope="session")
def belenios_3() -> str:
    """belenios-tool 3.3, of Debian unstable: both groups."""
    return need_peer("belenios-3.3")


@pytest.fixture(scope="session")
def soffice() -> str:
    """LibreOffice without a screen."""
    return need_peer("libreoffice")


@pytest.fixture(scope="session")
def calc() -> str:
    """LibreOffice with its spreadsheet."""
    return need_peer("libreoffice-calc")


@pytest.fixture(scope="session")
def chromium() -> str:
    """The browser, without a screen."""
    return need_peer("chromium")


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    """A PostgreSQL server of this run's own, on which databases are made and left."""
    bin = need_peer("postgresql")
    with running(Path(bin).parent) as server:
        yield server


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes minutes comes first: at the end one worker would be busy with it alone."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


def pytest_runtest_setup(item: pytest.Item) -> None:
    for mark in item.iter_markers("peer"):
        need_peer(mark.args[0])


def pytest_sessionstart(session: pytest.Session) -> None:
    session.config.stash[BEGAN] = time.time()


def pytest_sessionfinish(session: pytest.Session) -> None:
    """The sheet of the pictures that the run has taken; once, after all of its processes."""
    if not hasattr(session.config, "workerinput"):
        session.config.stash[PICTURES] = pictures.finish(session.config.stash[BEGAN])


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Where the pictures lie; and every skip with its reason: what was not tested must be known."""
    if told := terminalreporter.config.stash.get(PICTURES, ""):
        terminalreporter.write_line(told)
    skipped = terminalreporter.stats.get("skipped", [])
    if not skipped:
        return
    whys: Counter[tuple[str, str]] = Counter()
    for report in skipped:
        why = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        whys[report.nodeid.partition("::")[0], why.removeprefix("Skipped: ")] += 1
    terminalreporter.section("skipped, and why")
    for (file, why), count in sorted(whys.items()):
        terminalreporter.write_line(f"{count:4} {file}: {why}")
