"""Bytes that the parsers read, to begin from: those of small boxes, of a record, and vectors."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from dauys import group as groups
from dauys.consultation import raw
from dauys.record import tar
from dauys.record.belenios import write_archive
from dauys.text.formats import dump, read_bytes
from tests.consultation.books import book
from tests.fuzz.records import town
from tests.fuzz.world import Box, base, spelt
from tests.verification.world import CHARTER

VECTORS = Path(__file__).resolve().parents[2] / "vectors"


@cache
def boxes() -> list[Box]:
    """The boxes of one group, with all that they hold."""
    return [base("Ed25519", number) for number in (0, 3, 4, 6)]


def documents() -> list[bytes]:
    """Every document of these boxes."""
    found = []
    for box in boxes():
        partials = [partial for _, partial in box.partials]
        values = (box.election, box.trustees, box.roll, *box.ballots, box.tally, box.sized,
                  *partials, box.result)  # fmt: skip
        found += [spelt(value) for value in values]
        found += [each for kind, entry in box.trustees if kind == "Pedersen" for each in of(entry)]
    return found


def of(entry: dict[str, Any]) -> list[bytes]:
    """The documents of a group of trustees."""
    signed = [entry["certs"][0], entry["coefexps"][0]]
    messages = [each["message"].encode() for each in signed]
    return [spelt(entry), *map(spelt, signed), *messages, spelt(entry["verification_keys"][0])]


def entries() -> list[bytes]:
    """Every entry of a record."""
    return town().world.lines()


def objects() -> list[bytes]:
    """Every object of a record."""
    return list(town().world.objects.values())


def challenges() -> list[bytes]:
    """Every challenge of the record."""
    entries_ = town().world.entries
    bodies = [each["body"] for each in entries_ if each["kind"] == "ballot.challenged"]
    texts = [body["challenge"] for body in bodies]
    return [text.encode() for text in texts if isinstance(text, str)]


def archives() -> list[bytes]:
    """Archives that end early, and one that does not."""
    found = []
    for number in (0, 4):
        whole = write_archive(boxes()[number % len(boxes())].documents())
        members = list(tar.members(whole))
        sizes = [len(tar.member(name, content, 0)) for name, content in members]
        found += [whole, whole[: sum(sizes[:6])], whole[: sizes[0]]]
    return found


def notes() -> list[bytes]:
    """Notes: published ones, and the head of the record."""
    found = [town().files["checkpoint"]]
    for name in ("notes", "cosignatures"):
        found += [text.encode() for text in texts_of(f"log/{name}.json") if "\n\n" in text]
    return found


def texts_of(name: str) -> Iterator[str]:
    """Every string in a file of vectors."""
    waiting: list[Any] = [json.loads((VECTORS / name).read_bytes())]
    while waiting:
        value = waiting.pop()
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict | list):
            waiting += value.values() if isinstance(value, dict) else value


def verifier_keys() -> list[bytes]:
    """Keys of the record and of published notes."""
    texts = [*texts_of("log/notes.json"), *texts_of("log/cosignatures.json")]
    return [text.encode() for text in texts if text.count("+") >= 2 and "\n" not in text][:20]


def tile_files() -> list[bytes]:
    """The tiles of the record, and paths of larger trees."""
    files = town().files.items()
    whole = [path.encode() + b" " + data for path, data in files if path.startswith("tile/")]
    return [*whole, b"tile/0/x001/x234/067 ", b"tile/entries/273.p/112 ", b"tile/63/000 "]


def requests() -> list[bytes]:
    """Requests for the first head, and for a later one."""
    head = town().files["checkpoint"]
    return [b"old 0\n\n" + head, b"old 4\n" + b"A" * 43 + b"=\n" * 2 + b"\n" + head]


def elements() -> list[bytes]:
    """A few elements of each group."""
    found = []
    for number, name in enumerate(sorted(groups.GROUPS)):
        group = groups.GROUPS[name]
        some = (group.generator, group.identity, group.product_vartime([(group.generator, 7)]))
        found += [bytes([number]) + each.encode() for each in some]
    return found


def tables() -> list[bytes]:
    """Tables of every allowed spelling."""
    return [
        b"id,region,weight\nv1,north,1\nv2,south,2\n",
        b'\xef\xbb\xbfid;name\r\n1;"a;b ""c"""\r\n\r\n2;\r\n',
        'id,имя\n1,"две\nстроки"\n'.encode(),
    ]


def sheets() -> list[bytes]:
    """The sheets of workbooks, ours and that of another program."""
    rows = [["id", "words"], ["p-1", "=1+1"], ["p-2", "ә\n'б'_x000D_"]]
    books = (raw.write(rows, ".xlsx"), book({"A": [["id", 17, 2.5, True, None, "x"], ["=A1"]]}))
    return [zipfile.ZipFile(io.BytesIO(each)).read("xl/worksheets/sheet1.xml") for each in books]


def mappings() -> list[bytes]:
    """Mappings in both spellings."""
    return [
        b"part,ours,theirs\ncolumn,id,N\nconstant,kind,amend\ngroup,citizen,C\n"
        b"date,,DD.MM.YYYY\noffset,,+05:00\nprefix,,eo-\nsheet,header,3\n",
        b'{"columns":{"id":"N"},"values":{"group":{"C":"citizen"}},"dates":["DD.MM.YYYY"],'
        b'"offset":"+05:00","prefix":"eo-","header":3}',
    ]


def exports() -> list[bytes]:
    """Votes as a list, plain and quoted, and as a matrix."""
    head = b"timestamp,datetime,comment-id,voter-id,vote\n"
    return [
        head + b"15,Tue,3,7,1\n16,Tue,3,8,-1\n17,Wed,4,7,0\n18,Wed,3,7,-1\n",
        head.replace(b"\n", b"\r\n") + b'15,"Tue, 1",3,7,1\r\n\r\n16,"""",30,8,-1\r\n',
        b"participant,group-id,0,1,12\n7,1,1,-1,\n9,,0,,1\n",
    ]


def matrices() -> list[bytes]:
    """Canonical matrices of votes."""
    return [b"dauys/votes/1\n0,3,12\n7 +-.\n9 0.+\n", b"dauys/votes/1\n5\n0 -\n"]


def laws() -> list[bytes]:
    """A charter in two languages, plain and with headings."""
    plain = [each.format(days="five").encode() for each in CHARTER.values()]
    return [*plain, b"# CHARTER\n\n## Article 1\n\n1. Words.\n\n(a) a;\n\n(b) b.\n\n## Article 2\n"]


def law_files() -> list[bytes]:
    """A law in every format, and a page and a document of others; the first byte says which."""
    text = read_bytes(laws()[-1], ".md").text
    page = b"<h2>Article 1</h2><ol><li>One<sup>2</sup>:<ul><li>a) b<br>c</ul><p>d</ol><nav>e</nav>"
    document = dump(text, ".akn.xml").replace(b"#org.dauys", b"#other")
    found = [
        bytes([n]) + dump(text, suffix)
        for n, suffix in enumerate((".html", ".akn.xml", ".md", ".txt", ".json"))
    ]
    return [*found, b"\0" + page, b"\1" + document]


def rules() -> list[bytes]:
    """The rules among the objects of the record."""
    return [data for data in objects() if b'"decides"' in data]
