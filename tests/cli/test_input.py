"""``dauys verify`` on whatever it may be given: a code and an exit, quickly, and little memory.

Each source is given to a process of its own, whose time and largest memory are measured: what is
hostile wants the verifier to fall over, to run for ever, or to take all that the machine has. The
time is that of the processor, which other work on the machine does not change; a process that waits
is ended.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from socket import create_server

import pytest

from dauys.errors import CODES
from dauys.record import tar
from dauys.verification import sources
from tests.cli.test_sources import answering
from tests.cli.test_verify import errors, told

SECONDS, MEMORY = 5.0, 500 * 1024  # KiB
GIB = 1024**3
PATIENCE = 30  # seconds for one that does nothing
# Says at its end what it has used, memory at the most: only the process itself can tell.
PROGRAM = """
import atexit, re, resource, sys
def told():
    used = resource.getrusage(resource.RUSAGE_SELF)
    peak = used.ru_maxrss
    try:
        peak = int(re.search("VmHWM:\\\\s+([0-9]+)", open("/proc/self/status").read())[1])
    except OSError:
        pass
    print("used", used.ru_utime + used.ru_stime, peak, file=sys.stderr)
atexit.register(told)
from dauys.cli.main import run
run()
"""


def verified(source: str) -> list[str]:
    """The codes that a process of its own gives; it must end in time, with an exit of 1 or 2."""
    words = [sys.executable, "-c", PROGRAM, "verify", source, "--json"]
    done = subprocess.run(words, capture_output=True, timeout=PATIENCE, check=False)
    (used,) = (line.split()[1:] for line in done.stderr.splitlines() if line.startswith(b"used "))
    seconds, peak = float(used[0]), int(used[1])
    assert b"Traceback" not in done.stderr
    assert done.returncode in (1, 2)
    report = json.loads(done.stdout)
    assert report["verdict"] == {1: "refused", 2: "unread"}[done.returncode]
    assert seconds < SECONDS
    assert peak < MEMORY
    codes = errors(report)
    assert "verify.failed" not in codes
    assert [code for code in codes if code not in CODES] == []
    return codes


def of_bytes(data: bytes) -> Callable[[Path], Path]:
    """A file with these bytes."""

    def make(folder: Path) -> Path:
        (folder / "given").write_bytes(data)
        return folder / "given"

    return make


def beginning(size: int = 0, name: str = "ab" * 32 + ".data.json") -> bytes:
    """An archive that begins well, and a header that states this size."""
    content = b'{"version":1,"timestamp":"1795351010"}'
    return tar.member("BELENIOS", content, 1795351010) + tar.header(name, size, 1795351010)


def sparse(size: int, start: bytes = b"") -> Callable[[Path], Path]:
    """A file of this length of which almost nothing stands on the disk."""

    def make(folder: Path) -> Path:
        with (folder / "given").open("wb") as stream:
            stream.write(start)
            stream.truncate(size)
        return folder / "given"

    return make


def a_pipe(folder: Path) -> Path:
    """Nobody will ever write into it."""
    os.mkfifo(folder / "given")
    return folder / "given"


def a_folder_of_pipes(folder: Path) -> Path:
    """A record whose checkpoint never comes."""
    (folder / "given").mkdir()
    os.mkfifo(folder / "given/checkpoint")
    return folder / "given"


def a_folder_of_endless_files(folder: Path) -> Path:
    """A record whose checkpoint has no end."""
    (folder / "given").mkdir()
    (folder / "given/checkpoint").symlink_to("/dev/zero")
    return folder / "given"


def a_link_to_itself(folder: Path) -> Path:
    """It leads nowhere."""
    (folder / "given").symlink_to(folder / "given")
    return folder / "given"


def a_folder(folder: Path) -> Path:
    """An empty one."""
    (folder / "given").mkdir()
    return folder / "given"


def a_folder_without_rights(folder: Path) -> Path:
    """A checkpoint that nobody may read, or that is no checkpoint for one who may read all."""
    (folder / "given").mkdir()
    (folder / "given/checkpoint").write_bytes(b"no note")
    (folder / "given/checkpoint").chmod(0)
    return folder / "given"


NOISE = random.Random(4)
INPUTS: dict[str, tuple[Callable[[Path], Path], set[str]]] = {
    "nothing": (of_bytes(b""), {"archive.empty"}),
    "random bytes": (of_bytes(NOISE.randbytes(100_000)), {"archive.form"}),
    "random text": (of_bytes("Конституция\n".encode() * 1000), {"archive.form"}),
    "ten megabytes of brackets": (of_bytes(b"[" * 10_000_000), {"archive.form"}),
    "deep JSON": (of_bytes(b'{"a":' * 1_000_000 + b"1" + b"}" * 1_000_000), {"archive.form"}),
    "a compressed file": (of_bytes(b"\x1f\x8b\x08" + bytes(100_000)), {"archive.form"}),
    "zeros": (of_bytes(bytes(10_000_000)), {"archive.form"}),
    "a gigabyte of zeros": (sparse(GIB), {"archive.form"}),
    "ten gigabytes": (sparse(10 * GIB, beginning()), {"archive.header"}),
    "a size of two gigabytes": (of_bytes(beginning(2 * GIB)), {"archive.size"}),
    "a size of eight gigabytes": (of_bytes(beginning(8 * GIB - 1)), {"archive.size"}),
    "a size of two gigabytes that is there": (
        sparse(2 * GIB - 2048, beginning(2 * GIB - 8192)), {"archive.size"},
    ),
    "a tar bomb of many members": (of_bytes(beginning() * 10_000), {"archive.hash"}),
    "a tar bomb of brackets": (
        of_bytes(beginning()[:1024] + tar.member("[" * 90, b"[" * 10_000_000, 1795351010)),
        {"archive.hash"},
    ),
    "an archive of brackets": (
        of_bytes(tar.member("BELENIOS", b"[" * 10_000_000, 1)), {"archive.form"},
    ),
    "a pipe": (a_pipe, {"source.unreadable"}),
    "a folder of pipes": (a_folder_of_pipes, {"source.unreadable"}),
    "a device without an end": (lambda folder: Path("/dev/zero"), {"source.unreadable"}),
    "a folder of endless files": (a_folder_of_endless_files, {"source.unreadable"}),
    "a link to itself": (a_link_to_itself, {"source.unreadable"}),
    "an empty folder": (a_folder, {"source.record"}),
    "a folder without rights": (a_folder_without_rights, {"source.unreadable", "note.form"}),
    "nothing there": (lambda folder: folder / "absent", {"source.absent"}),
    "a name that is too long": (lambda folder: folder / ("x" * 5000), {"source.unreadable"}),
}  # fmt: skip


@pytest.mark.parametrize(("make", "codes"), INPUTS.values(), ids=INPUTS)
def test_whatever_is_given_ends_with_a_code(
    make: Callable[[Path], Path], codes: set[str], tmp_path: Path
) -> None:
    (code,) = verified(str(make(tmp_path)))
    assert code in codes


@contextmanager
def pouring(head: bytes, piece: bytes, pause: float = 0) -> Iterator[str]:
    """A server that never comes to an end; with a pause it comes to nothing either."""
    listening = create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                caller, _ = listening.accept()
            except OSError:
                return
            threading.Thread(target=pour, args=(caller,), daemon=True).start()

    def pour(caller) -> None:  # type: ignore[no-untyped-def]
        with caller:
            try:
                caller.sendall(head)
                while True:
                    caller.sendall(piece)
                    time.sleep(pause)
            except OSError:
                return

    threading.Thread(target=serve, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/record"
    finally:
        listening.close()


OK = b"HTTP/1.1 200 OK\r\n\r\n"


def test_a_server_that_never_ends_is_left() -> None:
    """A file of a record has a largest size, whatever a server says of it."""
    with pouring(OK, b"[" * 65536) as address:
        assert verified(address) == ["source.size"]


def test_a_server_that_speaks_no_tls_is_unread() -> None:
    """Noise, and a web server without a key, under https."""
    for answer in (NOISE.randbytes(5000), OK + b"no note"):
        with answering(answer) as address:
            assert verified(address.replace("http:", "https:")) == ["source.unreadable"]


@pytest.mark.parametrize("answer", [b"", b"\0" * 70_000, OK, OK + b"{" * 100_000])
def test_a_server_that_answers_nonsense_is_never_accepted(answer: bytes) -> None:
    with answering(answer) as address:
        (code,) = verified(address)
    assert code.startswith(("source.", "note."))


@pytest.mark.parametrize("head", [b"", OK])
def test_a_server_that_trickles_or_is_silent_is_left(
    head: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A byte now and then keeps a connection open for ever: a file has a time as well. What a real
    network may take is more than a test should wait."""
    monkeypatch.setattr(sources, "TIMEOUT", 0.5)
    monkeypatch.setattr(sources, "PATIENCE", 1.0)
    started = time.monotonic()
    with pouring(head, b"x" if head else b"", 0.1) as address:
        assert errors(told(address)) == ["source.unreadable"]
    assert time.monotonic() - started < SECONDS
