"""Pages of the site under open load: how long until the first byte?

    python benchmarks/site_pages.py [PROPOSALS OPINIONS SECONDS]

A real installation: granian with two workers, PostgreSQL (SQLite where there is none, and said so),
10,000 proposals and 200,000 opinions. The load is open: a request leaves at its time, whatever
became of those before it, and is measured from that time. The processors are shared by the load,
the server and the database. Pages of apps that are not there are named and left out.
"""

from __future__ import annotations

import http.client
import os
import random
import secrets
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests import postgresql  # noqa: E402
from tests.site.faults.installation import Installation  # noqa: E402

RATE = 20  # requests a second
WORKERS, THREADS = 2, 4
TOO_LATE = 1000  # milliseconds: at this rate the server does not keep up
BATCH = 500
DAYS = [f"2027-02-{day:02}T08:00:00Z" for day in range(4, 25)]
ENTERED = "2027-02-26T08:00:00Z"
STATEMENTS = 200
TOPICS = ["water", "road", "school", "light", "park", "bus"]
SOUGHT = ("су", "школа", "road")
TABLES = ("Statement", "Participant", "Opinion")
# A page by what it shows; {proposal}, {address} and {language} are another one at each request.
PAGES = {
    "front": "/{language}/",
    "text": "/{language}/text/{version}/",
    "provision": "/{language}/text/{version}/{address}/",
    "comparison": "/{language}/text/compare/{old}/{version}/",
    "search": "/{language}/text/search/?q={word}",
    "proposals": "/{language}/consultation/proposals/?page={page}",
    "proposal": "/{language}/consultation/proposals/{proposal}/",
    "figures": "/{language}/consultation/figures/",
    "opinions": "/{language}/consultation/opinions/",
    "log": "/{language}/record/",
    "checkpoint": "/record/checkpoint",
    "API": "/api/v1/proposals?limit=50",
}


def fill(proposals: int, opinions: int) -> None:
    """Enters the content; runs in a process of its own, with the installation's environment."""
    import django

    django.setup()
    from django.db import transaction

    from dauys import sample
    from dauys.consultation.proposal import Proposal
    from dauys.consultation.wire import received
    from dauys.site.record import actions

    with actions.trusted() as trusted:
        texts = [trusted.versions(sample.WORK, language) for language in ("kk", "ru", "en")]
    places = [each[sample.VERSIONS["draft"]] for each in texts]
    chance = random.Random(6)

    def made(number: int) -> tuple[Any, bytes]:
        place = chance.choice(places)
        unit = chance.choice(place.text.units())
        proposal = Proposal(
            id=f"b-{number:05}", received=chance.choice(DAYS), kind="question",
            anchor=place.anchor(unit.address), language=place.text.language, group="citizen",
            region="left-bank", origin="site", hearing=None, quote="",
            proposed=" ".join(chance.choices(unit.heading.split() or ["?"], k=20)),
            reasons=" ".join(chance.choices(TOPICS, k=60)),
        )  # fmt: skip
        return received(proposal, secrets.token_bytes(32))

    for start in range(0, proposals, BATCH):
        events = [made(number) for number in range(start, min(start + BATCH, proposals))]
        with transaction.atomic():
            actions.append([each for each, _ in events], [data for _, data in events], at=ENTERED)
    _opine(opinions, chance)


def _opine(count: int, chance: random.Random) -> None:
    """Opinions, where the site has tables for them."""
    from django.apps import apps
    from django.contrib.auth import get_user_model

    try:
        models = [
            apps.get_model("consultation", n) for n in ("Statement", "Participant", "Opinion")
        ]
    except LookupError:
        print("no table for opinions: left out")
        return
    statement, participant, opinion = models
    words = dict.fromkeys(("kk", "ru", "en"), "…")
    asked = statement.objects.bulk_create([statement(words=words) for _ in range(STATEMENTS)])
    people = get_user_model()
    who = people.objects.bulk_create(
        [people(email=f"b{number}@example.org") for number in range(count // STATEMENTS)]
    )
    parts = participant.objects.bulk_create(
        [participant(person=each, number=number) for number, each in enumerate(who, 1)]
    )
    for part in parts:
        opinion.objects.bulk_create(
            [
                opinion(participant=part, statement=each, vote=chance.choice((-1, 0, 1)))
                for each in asked
            ]
        )


@contextmanager
def serving(site: Installation) -> Iterator[None]:
    """Granian as in real use, until the end of the block."""
    command = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1",
        "--port", str(site.port), "--workers", str(WORKERS), "--blocking-threads", str(THREADS),
        "--workers-kill-timeout", "2", "--no-log", "dauys.site.wsgi:application",
    ]  # fmt: skip
    server = subprocess.Popen(command, env=environment(site), cwd=ROOT)
    try:
        until = time.monotonic() + 120
        while _ask(site.port, "/record/checkpoint")[0] != 200:
            assert server.poll() is None, "the server did not start"
            assert time.monotonic() < until, "the server does not answer"
            time.sleep(0.2)
        yield
    finally:
        server.terminate()
        server.wait()


def environment(site: Installation) -> dict[str, str]:
    """The installation's environment, with the site's own settings."""
    return {**site.environment, "DJANGO_SETTINGS_MODULE": "dauys.site.settings"}


def _ask(port: int, path: str) -> tuple[int, float]:
    """The status of an answer, and the moment of its first byte."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        line.request("GET", path, headers={"Accept-Language": "kk"})
        answer = line.getresponse()
        answer.read(1)
        first = time.perf_counter()
        answer.read()
        return answer.status, first
    except OSError:
        return 0, time.perf_counter()
    finally:
        line.close()


def load(port: int, paths: list[str], rate: int) -> tuple[list[float], int]:
    """Milliseconds to the first byte of each request, and how many did not get their page."""
    began = time.perf_counter() + 0.2

    def one(number: int) -> tuple[int, float]:
        at = began + number / rate
        time.sleep(max(0.0, at - time.perf_counter()))
        status, first = _ask(port, paths[number])
        return status, (first - at) * 1000

    with ThreadPoolExecutor(max_workers=min(400, len(paths))) as pool:
        told = list(pool.map(one, range(len(paths))))
    return [each for _, each in told], sum(status != 200 for status, _ in told)


class Addresses:
    """Where pages are, in this content."""

    def __init__(self, proposals: int):
        from dauys import sample
        from dauys.text.formats import load as read

        self.chance = random.Random(7)
        self.proposals = proposals
        self.old, self.version = sample.VERSIONS["old"], sample.VERSIONS["draft"]
        with sample.file(sample.charter("draft", "en")) as path:
            self.units = [each.address for each in read(path, "en").units()]

    def of(self, page: str) -> str:
        """One address of a page, drawn anew."""
        return PAGES[page].format(
            language=self.chance.choice(("kk", "ru", "en")), version=self.version, old=self.old,
            address=self.chance.choice(self.units), word=quote(self.chance.choice(SOUGHT)),
            page=self.chance.randrange(1, max(2, self.proposals // 50)),
            proposal=f"b-{self.chance.randrange(self.proposals):05}",
        )  # fmt: skip


def row(site: Installation, page: str, paths: list[str], rate: int = RATE) -> list[float]:
    """Runs the load on a page and prints its line."""
    told, failed = load(site.port, paths, rate)
    middle, late = statistics.median(told), statistics.quantiles(told, n=20)[-1]
    print(f"{page:<20} {rate:>4}/s {middle:>9.1f} {late:>9.1f}   {failed or ''}", flush=True)
    return [middle, late, failed]


def there(site: Installation, where: Addresses) -> list[str]:
    """The pages that this site has; the others are named."""
    found = []
    with serving(site):
        for page in PAGES:
            status, _ = _ask(site.port, where.of(page))
            if status == 200:
                found.append(page)
            else:
                print(f"{page:<20} is not there ({status}): left out")
    return found


def measure(site: Installation, proposals: int, seconds: int) -> None:
    """Every page cold (the server has just started) and warm, then where it is saturated."""
    where = Addresses(proposals)
    pages = there(site, where)
    print(f"\n{'page':<20} {'rate':>6} {'median':>9} {'95 %':>9}   failed   (ms to the first byte)")
    for page in pages:
        paths = [where.of(page) for _ in range(RATE * seconds)]
        with serving(site):
            row(site, f"{page}, cold", paths)
            row(site, f"{page}, warm", paths)
    with serving(site):
        for rate in (20, 40, 80, 160, 320):
            count = rate * max(2, seconds // 3)
            paths = [where.of(pages[number % len(pages)]) for number in range(count)]
            _, late, failed = row(site, "all pages mixed", paths, rate)
            if late > TOO_LATE or failed:
                print(f"saturated at {rate} requests a second")
                break


def main() -> None:
    """Makes the installation, fills it, and measures."""
    numbers = [int(each) for each in sys.argv[1:4]]
    proposals, opinions, seconds = (*numbers, *(10_000, 200_000, 15)[len(numbers) :])
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="dauys-pages-")))
        address, why = "", postgresql.why_not()
        if not why:
            server = stack.enter_context(postgresql.running(postgresql.programs() or Path()))
            server.client("createdb", "pages")
            address = server.address("pages")
        site = Installation(folder / "town", address)
        site.make()
        began = time.perf_counter()
        command = [sys.executable, __file__, "--fill", str(proposals), str(opinions)]
        subprocess.run(command, env=environment(site), cwd=ROOT, check=True)
        kind = "PostgreSQL" if address else f"SQLite ({why})"
        print(f"{kind}; {proposals} proposals, {opinions} opinions; {os.cpu_count()} cores shared")
        print(f"entered in {time.perf_counter() - began:.0f} s, through the verifier's steps")
        measure(site, proposals, seconds)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--fill"]:
        fill(int(sys.argv[2]), int(sys.argv[3]))
    else:
        main()
