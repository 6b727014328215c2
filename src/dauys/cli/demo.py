"""``dauys demo``: a whole referendum on the embedded sample, and its verification."""

from __future__ import annotations

import json
import time
from fractions import Fraction
from importlib import resources
from pathlib import Path
from typing import Annotated

import typer

from dauys import group as groups
from dauys.cli import files
from dauys.cli.rehearsal import STEPS, Rehearsal
from dauys.cli.verify import EXITS, as_object, run_with_progress, show
from dauys.cli.voice import decimal, echo, progress, words
from dauys.errors import Unreadable
from dauys.record.belenios import write_archive
from dauys.verification.export import boxes_of
from dauys.verification.sources import Folder

NAMES = {"ed25519": "Ed25519", "belenios2048": "BELENIOS-2048", "rfc3526": "RFC-3526-2048"}


def group_of(given: str) -> str:
    """The name of a group that is given in full or in short; raises ``group.unknown``."""
    if given in NAMES.values():
        return given
    if given not in NAMES:
        raise Unreadable("group.unknown", group=given[:40])
    return NAMES[given]


def demo(
    folder: Annotated[Path, typer.Option("--folder", "-o")] = Path("demo"),
    group: Annotated[str, typer.Option("--group")] = "ed25519",
) -> None:
    group_name = group_of(group)
    say = words().say
    files.new_folder(folder)
    rule = resources.files("dauys.question.rules").joinpath("town-charter.json").read_bytes()
    play = Rehearsal(folder, groups.named(group_name), rule)
    echo(say("demo.begins", group=group_name))
    echo(say("demo.unlocked", folder=str(folder / "parties")))
    for number, (name, step) in enumerate(STEPS, 1):
        started = time.perf_counter()
        caption = say(f"demo.caption.{name}")
        with progress(caption) as advance:
            told = step(play, advance)
            play.cosigned()
        seconds = decimal(Fraction(time.perf_counter() - started), 1)
        line = say(f"demo.step.{name}", **told)
        echo(say("demo.step", number=number, of=len(STEPS), told=line, seconds=seconds))
    export(play)
    raise typer.Exit(verify_all(play))


def export(play: Rehearsal) -> None:
    """One archive for each ballot box, for other people's tools."""
    files.new_folder(play.folder / "boxes")
    for uuid, (region, box) in boxes_of(Folder(play.record())).items():
        path = play.folder / "boxes" / region / f"{uuid}.bel"
        files.new_folder(path.parent)
        files.write_new(path, write_archive(box))
        echo(words().say("record.exported", path=str(path), uuid=uuid))


def verify_all(play: Rehearsal) -> int:
    """Verifies the record as an auditor would, from its folder, and keeps the report."""
    started = time.perf_counter()
    report = run_with_progress(str(play.record()), play.log.key.verifier.write())
    seconds = round(time.perf_counter() - started, 3)
    echo()
    show(report, False, seconds, None)
    told = json.dumps(as_object(report, False, seconds), ensure_ascii=False, indent=2)
    files.write_new(play.folder / "report.json", told.encode("utf-8") + b"\n")
    echo()
    places = {"record": play.record(), "report": play.folder / "report.json"}
    echo(words().say("demo.ends", **{name: str(path) for name, path in places.items()}))
    return EXITS[report.verdict()]
