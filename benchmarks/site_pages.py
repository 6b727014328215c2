"""Pages of the site under open load: how long until the first byte?

    python benchmarks/site_pages.py [PROPOSALS OPINIONS SECONDS RATE]

A real installation: granian with two workers, its worker, PostgreSQL (SQLite where there is none,
and said so), 10,000 proposals with 5,000 answers, 200,000 opinions and their groups. The content is
entered by the site's own actions once, and kept in .tools/bench; what alters it makes it anew. The
load is open: a request leaves at its time, whatever became of those before it, and is measured from
that time. The processors are shared by the load, the server and the database; how much of them the
server and the database take for a request is said too, for it hangs less on what else runs. Where
the server does not keep up at all, the rest of the load is not sent: each request would wait until
it is given up, and the run would seem to stand still.
"""

from __future__ import annotations

import hashlib
import http.client
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from dauys.cli import serve  # noqa: E402
from tests import postgresql  # noqa: E402
from tests.site.faults.installation import Installation  # noqa: E402

QUIETLY: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
CONTENT = ROOT / "benchmarks" / "content" / "town.py"
RATE = 20  # requests a second, unless another rate is given
GIVEN_UP = 15  # seconds that a request is waited for
TOO_MANY = 40  # failures after which none is sent
WORKERS, THREADS = 2, 4
STARTS, COLD = 3, 8  # how often the server is started for the cold figures; seconds of load each
SATURATED = 1000  # milliseconds of the 95th percentile
RATES = (40, 60, 80, 120, 160, 240)
SOUGHT = ("су", "школа", "road")
# A page by what it shows, and how often it is asked for among others.
PAGES = {
    "front": (3, "/{language}/"),
    "text": (3, "/{language}/text/{version}/"),
    "provision": (4, "/{language}/text/{version}/{address}/"),
    "comparison": (3, "/{language}/text/compare/{old}/{version}/"),
    "comparison, picture": (1, "/{language}/text/compare/{old}/{version}/picture.svg"),
    "search": (1, "/{language}/text/search/?q={word}"),
    "consultation": (1, "/{language}/consultation/"),
    "proposals": (3, "/{language}/consultation/proposals/?page={page}"),
    "proposals, filtered": (2, "/{language}/consultation/proposals/?{filter}"),
    "proposal": (4, "/{language}/consultation/proposals/{proposal}/"),
    "at a provision": (1, "/{language}/consultation/at/{version}/{address}/"),
    "opinions": (2, "/{language}/consultation/opinions/"),
    "groups": (2, "/{language}/consultation/groups/"),
    "figures": (2, "/{language}/consultation/figures/"),
    "who changed this": (2, "/{language}/consultation/why/{version}/{language}/{address}/"),
    "log": (1, "/{language}/record/"),
    "entry": (1, "/{language}/record/{entry}/"),
    "checkpoint": (1, "/record/checkpoint"),
    "open data": (1, "/{language}/data/"),
    "CSV of all proposals": (1, "/data/proposals.csv"),
    "API, entries": (1, "/api/v1/entries?limit=50"),
    "API, versions": (1, "/api/v1/versions"),
    "desk": (1, "/{language}/consultation/desk/"),
    "desk, a queue": (2, "/{language}/consultation/desk/list/?queue={queue}&page={page}"),
    "desk, a proposal": (1, "/{language}/consultation/desk/proposals/{proposal}/"),
}
FILTERS = ("state=received&kind=question", "group=citizen&sort=old", "q=road", "language=kk")
QUEUES = ("unscreened", "waiting", "overdue")
LINE = "{:<22} {:>5} {:>9.1f} {:>9.1f} {:>9.1f}   {}"


class Town:
    """The installation, filled once and kept: its folder and, with PostgreSQL, a dump."""

    def __init__(self, folder: Path, server: postgresql.Server | None, numbers: tuple[int, int]):
        self.server, self.numbers = server, numbers
        if server is not None:
            server.client("createdb", "pages")
        self.site = Installation(folder / "town", server.address("pages") if server else "")
        kind = "postgresql" if server else "sqlite"
        self.granian = 0
        self.starts: list[float] = []  # seconds until the first answer
        self.kept = ROOT / ".tools" / "bench" / f"{kind}-{_content(*numbers)}"
        self.session = self._restored() if (self.kept / "session").exists() else self._made()

    @property
    def environment(self) -> dict[str, str]:
        """The installation's environment, with the site's own settings."""
        return {**self.site.environment, "DJANGO_SETTINGS_MODULE": "dauys.site.settings"}

    def _made(self) -> str:
        began = time.perf_counter()
        serve.rehearse(self.site.folder, "answers")
        self.site.site("serve", "--prepare")
        out = self.site.folder / "session"
        command = [sys.executable, str(CONTENT), *map(str, self.numbers), str(out)]
        subprocess.run(command, env=self.environment, cwd=ROOT, check=True)
        print(f"entered in {time.perf_counter() - began:.0f} s, through the verifier's steps")
        self._keep()
        return out.read_text()

    def _keep(self) -> None:
        shutil.rmtree(self.kept, ignore_errors=True)
        self.kept.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(self.site.folder, self.kept / "town")
        if self.server is not None:
            dump = self.server.folder / "dump"
            self.server.client("pg_dump", "-Fc", "-f", str(dump), "pages")
            shutil.move(dump, self.kept / "dump")
        shutil.move(self.kept / "town" / "session", self.kept / "session")

    def _restored(self) -> str:
        shutil.copytree(self.kept / "town", self.site.folder)
        if self.server is not None:
            dump = self.server.folder / "dump"
            shutil.copy(self.kept / "dump", dump)
            dump.chmod(0o644)
            self.server.client("pg_restore", "--no-owner", "-d", "pages", str(dump))
            self.server.client("vacuumdb", "--quiet", "--analyze", "pages")
        print("the content of an earlier run is taken again (.tools/bench)")
        return (self.kept / "session").read_text()

    @contextmanager
    def serving(self) -> Iterator[None]:
        """Granian as in real use, nothing kept of earlier pages, until the end of the block."""
        shutil.rmtree(self.site.folder / "site" / "cache", ignore_errors=True)
        command = [
            sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1",
            "--port", str(self.site.port), "--workers", str(WORKERS), "--blocking-threads",
            str(THREADS), "--workers-kill-timeout", "2", "--no-log", "dauys.site.wsgi:application",
        ]  # fmt: skip
        worker = [sys.executable, "-m", "dauys.site", "worker"]
        began = time.monotonic()
        with ExitStack() as stack:
            for each in (command, worker):
                running = subprocess.Popen(each, env=self.environment, cwd=ROOT, **QUIETLY)
                stack.callback(running.wait)
                stack.callback(running.terminate)
                self.granian = self.granian if each is worker else running.pid
            until = time.monotonic() + 120
            while _ask(self.site.port, "/record/checkpoint")[0] != 200:
                assert time.monotonic() < until, "the server does not answer"
                time.sleep(0.2)
            self.starts.append(time.monotonic() - began)
            yield

    def processor(self) -> tuple[float, float]:
        """Seconds of a processor that the server and the database have taken since they started."""
        postmaster = 0
        if self.server is not None:
            told = (self.server.folder / "data" / "postmaster.pid").read_text()
            postmaster = int(told.split("\n")[0])
        return _taken(self.granian), _taken(postmaster) if postmaster else 0.0


def _taken(root: int) -> float:
    """Seconds of a processor of a process and all below it, those that have ended among them."""
    seconds, parents = {}, {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:  # it has ended meanwhile
            continue
        own = int(stat.parent.name)
        parents[own] = int(fields[1])
        seconds[own] = sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")
    found, new = set(), {root}
    while new:
        found |= new
        new = {own for own, parent in parents.items() if parent in found} - found
    return sum(seconds.get(own, 0.0) for own in found)


def _content(*numbers: int) -> str:
    """Names the content by what makes it: the numbers, the program, and the tables."""
    files = [CONTENT, *sorted((ROOT / "src/dauys/site").glob("*/migrations/0*.py"))]
    told = hashlib.sha256(b"".join(each.read_bytes() for each in files)).hexdigest()
    return f"{numbers[0]}-{numbers[1]}-{told[:12]}"


def _ask(port: int, path: str, session: str = "") -> tuple[int, float]:
    """The status of an answer, and the moment of its first byte."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=GIVEN_UP)
    headers = {"Accept-Language": "kk", "Accept-Encoding": "gzip"}
    if "/desk/" in path:
        headers["Cookie"] = f"sessionid={session}"
    try:
        line.request("GET", path, headers=headers)
        answer = line.getresponse()
        answer.read(1)
        first = time.perf_counter()
        answer.read()
        return answer.status, first
    except (OSError, http.client.HTTPException):
        return 0, time.perf_counter()
    finally:
        line.close()


class Addresses:
    """Where pages are, in this content; drawn anew for each request, the same in every run."""

    def __init__(self, proposals: int):
        from dauys import sample
        from dauys.text.formats import load as read

        self.chance = random.Random(7)
        self.proposals = proposals
        self.old, self.version = sample.VERSIONS["draft"], sample.VERSIONS["new"]
        with sample.file(sample.charter("new", "en")) as path:
            self.units = [each.address for each in read(path, "en").units()]

    def of(self, page: str) -> str:
        """One address of a page."""
        draw = self.chance
        return PAGES[page][1].format(
            language=draw.choice(("kk", "ru", "en")), version=self.version, old=self.old,
            address=draw.choice(self.units), word=quote(draw.choice(SOUGHT)),
            page=draw.randrange(1, max(2, self.proposals // 100)), filter=draw.choice(FILTERS),
            proposal=f"b-{draw.randrange(self.proposals):05}", queue=draw.choice(QUEUES),
            entry=draw.randrange(100, self.proposals),
        )  # fmt: skip

    def mixed(self, count: int) -> list[tuple[str, str]]:
        """So many pages with their addresses, in a mix that leaves none out."""
        often = [page for page, (share, _) in PAGES.items() for _ in range(share)]
        found = (often * (count // len(often) + 1))[:count]
        self.chance.shuffle(found)
        return [(page, self.of(page)) for page in found]


Told = list[tuple[str, str, int, float]]  # page, address, status, milliseconds to the first byte


def load(town: Town, pages: Sequence[tuple[str, str]], rate: int) -> Told:
    """Sends requests at their times; of each what came back and when."""
    began = time.perf_counter() + 0.2
    failed: list[str] = []

    def one(number: int) -> tuple[str, str, int, float]:
        page, path = pages[number]
        at = began + number / rate
        time.sleep(max(0.0, at - time.perf_counter()))
        if len(failed) > TOO_MANY:
            return page, path, 0, GIVEN_UP * 1000.0
        status, first = _ask(town.site.port, path, town.session)
        if status == 0:
            failed.append(path)
        return page, path, status, (first - at) * 1000

    with ThreadPoolExecutor(max_workers=min(200, len(pages))) as pool:
        return list(pool.map(one, range(len(pages))))


def table(title: str, told: Told) -> None:
    """A line for each kind of page and one for all, in milliseconds to the first byte."""
    print(f"\n{title:<22} {'count':>5} {'median':>9} {'95 %':>9} {'longest':>9}")
    for page in [*PAGES, ""]:
        some = [each for each in told if not page or each[0] == page]
        times = sorted(each[3] for each in some)
        if not times:
            continue
        late = times[min(len(times) - 1, len(times) * 95 // 100)]
        wrong = [f"{path} {status}" for _, path, status, _ in some if status != 200]
        note = f"{len(wrong)} failed: {wrong[0]}" if wrong else ""
        middle = statistics.median(times)
        print(LINE.format(page or "all", len(times), middle, late, times[-1], note), flush=True)


def measure(town: Town, seconds: int, rate: int) -> None:
    """Cold, warm, and at rising rates until it is saturated."""
    where = Addresses(town.numbers[0])
    cold: Told = []
    for _ in range(STARTS):
        with town.serving():
            cold += load(town, where.mixed(rate * COLD), rate)
    table(f"cold, {rate}/s", cold)
    print(f"from the start to the first answer {statistics.median(town.starts):.1f} s")
    with town.serving():
        load(town, where.mixed(rate * COLD), rate)
        before = town.processor()
        table(f"warm, {rate}/s", load(town, where.mixed(rate * seconds), rate))
        costs = [b - a for a, b in zip(before, town.processor(), strict=True)]
        server, database = (cost * 1000 / (rate * seconds) for cost in costs)
        print(f"of a processor for a request: server {server:.1f} ms, database {database:.1f} ms")
        _saturate(town, where)


def _saturate(town: Town, where: Addresses) -> None:
    """Rising rates of all pages mixed, until the server does not keep up."""
    for rate in RATES:
        told = load(town, where.mixed(rate * 8), rate)
        times = sorted(each[3] for each in told)
        late = times[len(times) * 95 // 100]
        failed = sum(each[2] != 200 for each in told)
        row = (f"all, {rate}/s", len(told), statistics.median(times), late, times[-1])
        print(LINE.format(*row, f"{failed} failed" if failed else ""), flush=True)
        if late > SATURATED or failed:
            print(f"saturated at {rate} requests a second")
            break


def main() -> None:
    """Makes the installation, fills it, and measures."""
    numbers = [int(each) for each in sys.argv[1:5]]
    numbers += (10_000, 200_000, 45, RATE)[len(numbers) :]
    proposals, opinions, seconds, rate = numbers
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="dauys-pages-")))
        why = postgresql.why_not()
        server = None
        if not why:
            server = stack.enter_context(postgresql.running(postgresql.programs() or Path()))
        kind = "PostgreSQL" if server else f"SQLite ({why})"
        print(f"{kind}; {proposals} proposals, {opinions} opinions; {os.cpu_count()} cores shared")
        measure(Town(folder, server, (proposals, opinions)), seconds, rate)


if __name__ == "__main__":
    main()
