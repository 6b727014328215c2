"""How long it takes to lay two constitutions side by side, and how long others take.

    python benchmarks/text_compare.py [OLD NEW]

Without arguments these are the constitutions of Kazakhstan of 1995 and 2026, where ../shared lies
beside the clone, else the charter of the sample, which is said. Printed, in processor seconds of
one core, so that other work of the machine does not count, the best of several runs: reading;
aligning articles and all their paragraphs; the same with the differences word by word, which is the
whole comparative table; in the same run difflib over the words of both texts, and xmldiff over both
as Akoma Ntoso; then texts ten times as long. xmldiff finds out how one tree becomes the other and
gives no table; it is the nearest peer. Where it would take longer than `PATIENCE` it is stopped.
"""

from __future__ import annotations

import difflib
import multiprocessing
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path

from xmldiff import main as xmldiff

import dauys.sample
from dauys.text.compare import comparison
from dauys.text.formats import dump, load
from dauys.text.provision import Provision, Text, words_of
from dauys.text.table.rows import table

REAL = Path(__file__).resolve().parents[2] / "shared" / "data" / "texts" / "kz"
RUNS = 5
TIMES = 10
PATIENCE = 110  # seconds on the clock


def best(work: Callable[[], object], runs: int = RUNS) -> float:
    """Seconds of the fastest run."""
    taken = []
    for _ in range(runs):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return min(taken)


def aligned(old: Text, new: Text) -> object:
    """The rows of two texts and the paragraphs of every row."""
    found = comparison(old, new)
    return [found.paragraphs(row) for row in found.rows]


def marked(old: Text, new: Text) -> object:
    """The comparative table: everything laid side by side, and its words marked."""
    return table(comparison(old, new))


def as_akoma_ntoso(text: Text) -> bytes:
    """What `dauys text export` writes."""
    return dump(text, ".akn.xml")


def longer(text: Text) -> Text:
    """A text of ten times as many articles: the copies have other words in a third of places."""
    articles = text.articles()
    made = tuple(
        _copy(unit, f"art_{n * len(articles) + k}", n)
        for n in range(TIMES)
        for k, unit in enumerate(articles)
    )
    return Text(text.language, text.title, made)


def _copy(unit: Provision, address: str, n: int) -> Provision:
    """A copy of an article, paragraph by paragraph, every full stop in its place."""
    words = unit.text.split(" ")
    told = " ".join(w if n == 0 or at % 3 else f"{w[:3]}{n}{w[3:]}" for at, w in enumerate(words))
    children = (
        _copy(child, f"{address}__{child.address.rsplit('__', 1)[-1]}", n)
        for child in unit.children
    )
    number = address.removeprefix("art_") if unit.kind == "article" else unit.number
    return replace(unit, address=address, number=number, text=told, children=tuple(children))


def xmldiff_seconds(old: Text, new: Text) -> float | None:
    """Seconds of one run of xmldiff with its own defaults; None where patience ended."""
    told, telling = multiprocessing.Pipe(duplex=False)
    work = multiprocessing.Process(
        target=_xmldiff, args=(*map(as_akoma_ntoso, (old, new)), telling)
    )
    work.start()
    taken: float | None = told.recv() if told.poll(PATIENCE) else None
    work.terminate()
    work.join()
    return taken


def _xmldiff(old: bytes, new: bytes, telling: Connection) -> None:
    telling.send(best(lambda: xmldiff.diff_texts(old, new), 1))


def usual() -> list[str]:
    """The texts that are measured when none are named."""
    real = [REAL / "1995.rus.txt", REAL / "2026.rus.txt"]
    if all(path.exists() for path in real):
        return list(map(str, real))
    print("the real constitutions are not on this machine: the charter of the sample instead")
    sample = Path(next(iter(dauys.sample.__path__)))
    return [str(sample / f"charter.{age}.ru.txt") for age in ("old", "new")]


def main() -> None:
    paths = sys.argv[1:] or usual()
    old, new = load(paths[0]), load(paths[1])
    sizes = f"{len(old.articles())} and {len(new.articles())} articles"
    print(f"{sizes}: read {best(lambda: (load(paths[0]), load(paths[1]))):.3f} s")
    mine = best(lambda: aligned(old, new))
    print(f"{sizes}: articles and paragraphs aligned {mine:.3f} s")
    whole = best(lambda: marked(old, new))
    print(f"{sizes}: the same with word differences {whole:.3f} s")
    first, second = (
        " ".join(words_of(unit) for unit in text.articles()).split() for text in (old, new)
    )
    plain = best(difflib.SequenceMatcher(None, first, second, autojunk=False).get_opcodes, 1)
    print(f"{sizes}: difflib by word {plain:.3f} s   ratio {plain / whole:.1f}")
    peer = xmldiff_seconds(old, new)
    told = f"{peer:.1f} s   ratio {peer / whole:.0f}" if peer else f"not done in {PATIENCE} s"
    print(f"{sizes}: xmldiff {told}")
    long = longer(old), longer(new)
    print(f"{TIMES} times as long: aligned {best(lambda: aligned(*long), 1):.3f} s")
    print(f"{TIMES} times as long: with word differences {best(lambda: marked(*long), 1):.3f} s")


if __name__ == "__main__":
    main()
