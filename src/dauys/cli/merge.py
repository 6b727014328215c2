"""``dauys merge``: the receipts of auditors who each judged a shard, added up into one report."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Annotated

import typer

from dauys.cli import files, judges, workers
from dauys.cli.verify import run_with_progress, tell
from dauys.log.keys import parse_verifier_key
from dauys.verification import receipt
from dauys.verification.judging import Execution


def merge(
    source: str,
    receipts: Annotated[list[Path], typer.Argument(metavar="RECEIPT")],
    signers: Annotated[list[str], typer.Option("--signer", metavar="KEY")],
    as_json: Annotated[bool, typer.Option("--json")] = False,
    strict: Annotated[bool, typer.Option("--strict")] = False,
    log_key: Annotated[str | None, typer.Option("--log-key", metavar="KEY")] = None,
) -> None:
    started = time.perf_counter()
    keys = [parse_verifier_key(each) for each in signers]
    read = []
    for path in receipts:
        who = f"file:{path.name}"
        data = files.read_bytes(path, limit=receipt.LIMIT)
        read.append((who, receipt.read(data, keys, accused=who)))
    receipt.check_whole(read)
    merging = receipt.Merging([each for _, each in read])
    execution = Execution(
        merging.execute, judges.arithmetic(reference=False, threads=workers.cores())
    )
    report = run_with_progress(source, log_key, execution=execution)
    head = receipt.head_of(report, merging.surveys)
    if head is not None:  # without one, the report says why
        for who, each in read:
            receipt.check_head(each, head, who)
    tell(report, started, as_json=as_json, strict=strict, log_key=log_key)
