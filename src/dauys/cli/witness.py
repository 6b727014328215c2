"""``dauys witness``: cosigns checkpoints of logs that go on from all that it cosigned before."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dauys.cli import files, keys
from dauys.cli.exchange import Server
from dauys.cli.heads import Memory
from dauys.cli.keys import NoPassphrase, PassphraseFile
from dauys.cli.log_key import LogKeys
from dauys.cli.voice import echo, flush, words
from dauys.cli.watch import Watch, alone
from dauys.log.keys import parse_verifier_key
from dauys.log.witness import MAX_REQUEST, Request, parse_request
from dauys.parties.keeper import new_witness_key

app = typer.Typer(no_args_is_help=True)
FolderOption = Annotated[Path, typer.Option("--folder")]
KEY = "witness.key"


@app.command("key")
def key(
    name: str,
    folder: Annotated[Path, typer.Option("--folder", "-o")],
    passphrase_file: PassphraseFile = None,
    no_passphrase: NoPassphrase = False,
) -> None:
    made = new_witness_key(name)
    files.new_folder(folder)
    place = folder / KEY
    phrase = None if no_passphrase else keys.new_passphrase(place, passphrase_file)
    keys.write_signing(place, made, phrase)
    echo(made.verifier.write())


@app.command("cosign")
def cosign(
    source: str,
    folder: FolderOption,
    log_key: LogKeys,
    output: Annotated[Path, typer.Option("--output", "-o")],
    passphrase_file: PassphraseFile = None,
) -> None:
    with alone(folder):
        watch = opened(folder, log_key, passphrase_file)
        head, signature = watch.add(request_in(source, watch))
        files.write_new(output, signature.line().encode("utf-8"))
    echo(words().say("witness.cosigned", origin=head.origin, size=head.size))


@app.command("serve")
def serve(
    folder: FolderOption,
    log_key: LogKeys,
    host: Annotated[str, typer.Option("--host", metavar="ADDRESS")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535)] = 8080,
    passphrase_file: PassphraseFile = None,
) -> None:
    with alone(folder):
        watch = opened(folder, log_key, passphrase_file)
        with Server((host, port), lambda data: answered(watch, data)) as server:
            bound = f"http://{host}:{server.server_address[1]}"
            tell(words().say("witness.serving", address=bound, logs=len(watch.logs)))
            server.serve_forever()


def opened(folder: Path, log_keys: list[str], passphrase_file: Path | None) -> Watch:
    """The witness whose folder it is, watching these logs."""
    logs = tuple(parse_verifier_key(each) for each in log_keys)
    return Watch(keys.read_cosigning(folder / KEY, passphrase_file), Memory(folder), logs)


def request_in(source: str, watch: Watch) -> Request:
    """The request in a file, or the one that a whole record amounts to."""
    if source.startswith(("http://", "https://")) or Path(source).is_dir():
        return watch.request_for(files.record(source))
    return parse_request(files.read_bytes(Path(source), limit=MAX_REQUEST))


def answered(watch: Watch, data: bytes) -> str:
    """The line that answers a request."""
    head, signature = watch.add(parse_request(data))
    tell(words().say("witness.cosigned", origin=head.origin, size=head.size))
    return signature.line()


def tell(line: str) -> None:
    """Says something at once: whoever watches a server must not wait for a full buffer."""
    echo(line)
    flush()
