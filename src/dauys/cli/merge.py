"""``dauys merge``: the receipts of auditors who each judged a shard, added up into one report."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from dauys.cli import files, judges, workers
from dauys.cli.log_key import LogKey
from dauys.cli.verify import read_checkpoint, run_with_progress, tell
from dauys.cli.voice import echo, words
from dauys.errors import Refused
from dauys.log.keys import VerifierKey, parse_verifier_key
from dauys.verification import receipt
from dauys.verification.judging import Execution
from dauys.verification.receipt import Given


def merge(
    source: str,
    receipts: Annotated[list[Path], typer.Argument(metavar="RECEIPT")],
    signers: Annotated[list[str], typer.Option("--signer", metavar="KEY")],
    as_json: Annotated[bool, typer.Option("--json")] = False,
    strict: Annotated[bool, typer.Option("--strict")] = False,
    finished: Annotated[bool, typer.Option("--finished")] = False,
    log_key: LogKey = None,
    since: Annotated[Path | None, typer.Option("--since", metavar="FILE")] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q")] = False,
) -> None:
    started = time.perf_counter()
    kept = None if since is None else read_checkpoint(since)
    used = judges.arithmetic(reference=False, threads=workers.cores())
    with _no_fault_of_the_record():
        read = _read(
            receipts, [parse_verifier_key(each, accused="option:--signer") for each in signers]
        )
    merging = receipt.Merging(read, used)
    execution = Execution(merging.execute, used)
    report = run_with_progress(source, log_key, kept, execution, quiet=quiet)
    report.arithmetic = "receipts"
    if finished:
        report.ask_for_the_end()
    head = receipt.head_of(report, merging.surveys)
    if head is not None:  # without one, the report says why
        with _no_fault_of_the_record():
            for each in read:
                receipt.check_head(each, head, Path(source).name)
    if not as_json:
        for each in read:
            shard, names = receipt.shard_of(each), ", ".join(key.name for key in each.signers)
            echo(words().say("verify.merged", shard=f"{shard.number}/{shard.of}", signers=names))
    tell(report, started, as_json=as_json, strict=strict, log_key=log_key)


def _read(paths: Sequence[Path], keys: Sequence[VerifierKey]) -> list[Given]:
    """The receipts in these files, which together speak of the whole of one record."""
    read = []
    for path in paths:
        data = files.read_bytes(path, limit=receipt.LIMIT)
        read.append(receipt.read(data, keys, accused=f"file:{path.name}"))
    receipt.check_whole(read)
    receipt.check_signers(read, keys)
    return read


@contextmanager
def _no_fault_of_the_record() -> Iterator[None]:
    """What is wrong with a receipt tells nothing of the record: it is not refused for that."""
    try:
        yield
    except Refused as error:
        raise error.beside() from None
