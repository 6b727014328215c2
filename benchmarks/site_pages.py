"""Pages of the site under open load: how long until the first byte?

    python benchmarks/site_pages.py [PROPOSALS OPINIONS SECONDS]

A real installation: granian with two workers, its worker, PostgreSQL (SQLite where there is none,
and said so), 10,000 proposals with 5,000 answers, 200,000 opinions and their groups. The content is
entered by the site's own actions once, and kept in .tools/bench; what alters it makes it anew. The
load is open: a request leaves at its time, whatever became of those before it, and is measured from
that time. The processors are shared by the load, the server and the database.
"""

from __future__ import annotations

import hashlib
import http.client
import os
import random
import secrets
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

RATE = 20  # requests a second
WORKERS, THREADS = 2, 4
STARTS, COLD = 3, 8  # how often the server is started for the cold figures; seconds of load each
SATURATED = 1000  # milliseconds of the 95th percentile
RATES = (40, 60, 80, 120, 160, 240)
BATCH = 500
DAYS = [f"2027-02-{day:02}T08:00:00Z" for day in range(4, 25)]
STATEMENTS = 200
TOPICS = ["water", "road", "school", "light", "park", "bus"]
SOUGHT = ("су", "школа", "road")
REASONS = dict.fromkeys(("kk", "ru", "en"), "The reasons of {id}, {place}.")
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


def fill(proposals: int, opinions: int) -> str:
    """Enters the content; gives the session of a secretary. Runs with the site's environment."""
    import django

    django.setup()
    from dauys.site.consultation import opinions as voices
    from dauys.site.people.models import Person

    chance = random.Random(6)
    by = Person.objects.create_user("s@example.org", secrets.token_hex(), roles=["secretary"])
    _propose(proposals, chance)
    _answer(by, proposals // 2)
    _opine(opinions, chance)
    voices.compute.call()
    return _session(by)


def _propose(count: int, chance: random.Random) -> None:
    """Proposals on the draft that is consulted upon."""
    from django.db import transaction

    from dauys.consultation.proposal import Proposal
    from dauys.consultation.wire import received
    from dauys.site.consultation import texts
    from dauys.site.record import actions

    draft = texts.current()
    assert draft is not None
    places = list(texts.all_places(draft).values())
    units = {id(place): tuple(place.text.units()) for place in places}

    def made(number: int) -> tuple[Any, bytes]:
        place = chance.choice(places)
        unit = chance.choice(units[id(place)])
        proposal = Proposal(
            id=f"b-{number:05}", received=chance.choice(DAYS), kind="question",
            anchor=place.anchor(unit.address), language=place.text.language, group="citizen",
            region="left-bank", origin="site", hearing=None, quote="",
            proposed=" ".join(chance.choices(unit.heading.split() or ["?"], k=20)),
            reasons=" ".join(chance.choices(TOPICS, k=60)),
        )  # fmt: skip
        return received(proposal, secrets.token_bytes(32))

    for start in range(0, count, BATCH):
        events = [made(number) for number in range(start, min(start + BATCH, count))]
        with transaction.atomic():
            actions.append([each for each, _ in events], [data for _, data in events])


def _answer(by: Any, count: int) -> None:
    """Answers as a worker gives them, to a batch that somebody has confirmed."""
    from dauys.site.consultation.desk import carrying
    from dauys.site.consultation.models import Batch, BatchLine

    told = {"outcome": "rejected", "reasons": REASONS, "carried": []}
    batch = Batch.objects.create(token="bench", act="answer", by=by, told=told, work="queued")
    names = (f"b-{number:05}" for number in range(count))
    BatchLine.objects.bulk_create(BatchLine(batch=batch, proposal_id=name) for name in names)
    began = time.perf_counter()
    assert carrying.carry_out.call(batch.pk) == count
    took = time.perf_counter() - began
    print(f"{count} answers carried out by the worker in {took:.1f} s", flush=True)


def _opine(count: int, chance: random.Random) -> None:
    """Opinions of so many people that each says something to every statement."""
    from dauys.site.consultation.models import Opinion, Participant, Statement
    from dauys.site.people.models import Person

    words = dict.fromkeys(("kk", "ru", "en"), "…")
    asked = Statement.objects.bulk_create([Statement(words=words) for _ in range(STATEMENTS)])
    people = Person.objects.bulk_create(
        [Person(email=f"b{number}@example.org") for number in range(count // STATEMENTS)]
    )
    parts = Participant.objects.bulk_create(
        [Participant(person=each, number=number) for number, each in enumerate(people, 1)]
    )
    for part in parts:
        side = chance.choice((-1, 1))
        votes = chance.choices((side, -side, 0), (6, 2, 2), k=len(asked))
        Opinion.objects.bulk_create(
            Opinion(participant=part, statement=each, vote=vote)
            for each, vote in zip(asked, votes, strict=True)
        )


def _session(person: Any) -> str:
    """Signs a secretary in, with a second factor."""
    from django.test import Client

    from dauys.site.people import factors

    factors.give(person, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return str(client.cookies["sessionid"].value)


class Town:
    """The installation, filled once and kept: its folder and, with PostgreSQL, a dump."""

    def __init__(self, folder: Path, server: postgresql.Server | None, numbers: tuple[int, int]):
        self.server, self.numbers = server, numbers
        if server is not None:
            server.client("createdb", "pages")
        self.site = Installation(folder / "town", server.address("pages") if server else "")
        kind = "postgresql" if server else "sqlite"
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
        command = [sys.executable, __file__, "--fill", *map(str, self.numbers), str(out)]
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
        with ExitStack() as stack:
            for each in (command, worker):
                running = subprocess.Popen(
                    each, env=self.environment, cwd=ROOT, stderr=subprocess.DEVNULL
                )
                stack.callback(running.wait)
                stack.callback(running.terminate)
            until = time.monotonic() + 120
            while _ask(self.site.port, "/record/checkpoint")[0] != 200:
                assert time.monotonic() < until, "the server does not answer"
                time.sleep(0.2)
            yield


def _content(*numbers: int) -> str:
    """Names the content by what makes it: the numbers, this file, and the tables."""
    files = [Path(__file__), *sorted((ROOT / "src/dauys/site").glob("*/migrations/0*.py"))]
    told = hashlib.sha256(b"".join(each.read_bytes() for each in files)).hexdigest()
    return f"{numbers[0]}-{numbers[1]}-{told[:12]}"


def _ask(port: int, path: str, session: str = "") -> tuple[int, float]:
    """The status of an answer, and the moment of its first byte."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
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

    def one(number: int) -> tuple[str, str, int, float]:
        page, path = pages[number]
        at = began + number / rate
        time.sleep(max(0.0, at - time.perf_counter()))
        status, first = _ask(town.site.port, path, town.session)
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


def measure(town: Town, seconds: int) -> None:
    """Cold, warm, and at rising rates until it is saturated."""
    where = Addresses(town.numbers[0])
    cold: Told = []
    for _ in range(STARTS):
        with town.serving():
            cold += load(town, where.mixed(RATE * COLD), RATE)
    table(f"cold, {RATE}/s", cold)
    with town.serving():
        load(town, where.mixed(RATE * COLD), RATE)
        table(f"warm, {RATE}/s", load(town, where.mixed(RATE * seconds), RATE))
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
    numbers = [int(each) for each in sys.argv[1:4]]
    proposals, opinions, seconds = (*numbers, *(10_000, 200_000, 45)[len(numbers) :])
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="dauys-pages-")))
        why = postgresql.why_not()
        server = None
        if not why:
            server = stack.enter_context(postgresql.running(postgresql.programs() or Path()))
        kind = "PostgreSQL" if server else f"SQLite ({why})"
        print(f"{kind}; {proposals} proposals, {opinions} opinions; {os.cpu_count()} cores shared")
        measure(Town(folder, server, (proposals, opinions)), seconds)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--fill"]:
        Path(sys.argv[4]).write_text(fill(int(sys.argv[2]), int(sys.argv[3])))
    else:
        main()
