"""The entry point: the table of commands, the language, and how a run ends.

Exit codes everywhere (DESIGN section 6): 0 done, 1 the thing checked is wrong, 2 wrong usage or
unreadable input; 130 interrupted, 141 where the reader of its output went away. Errors go to
standard error as ``dauys: CODE: sentence``; a person never sees a traceback unless DAUYS_DEBUG is
set. A command's module is imported only when it is called.
"""

from __future__ import annotations

import os
import sys
import traceback
from importlib import import_module
from typing import Annotated, Any, NoReturn

import typer
from typer.core import TyperCommand

from dauys import __version__
from dauys.cli import files, page, voice
from dauys.errors import DauysError, Refused, Unreadable
from dauys.words import LANGUAGES

# name, module, whether it is a group (its `app`) or one command (the function of the same name)
COMMANDS: tuple[tuple[str, str, str], ...] = (
    ("text", "dauys.cli.text", "group"),
    ("consult", "dauys.cli.consult", "group"),
    ("groups", "dauys.cli.groups", "command"),
    ("question", "dauys.cli.question", "group"),
    ("registrar", "dauys.cli.registrar", "group"),
    ("trustee", "dauys.cli.trustee", "group"),
    ("voter", "dauys.cli.voter", "group"),
    ("stations", "dauys.cli.stations", "group"),
    ("outcome", "dauys.cli.outcome", "command"),
    ("record", "dauys.cli.record", "group"),
    ("witness", "dauys.cli.witness", "group"),
    ("verify", "dauys.cli.verify", "command"),
    ("merge", "dauys.cli.merge", "command"),
    ("implementation", "dauys.cli.implementation", "group"),
    ("simulate", "dauys.cli.simulate", "command"),
    ("demo", "dauys.cli.demo", "command"),
    ("serve", "dauys.cli.serve", "command"),
    ("doctor", "dauys.cli.doctor", "command"),
)
REPORTING = (["verify"], ["merge"])
DONE, WRONG, UNREAD, INTERRUPTED, PIPE_CLOSED = 0, 1, 2, 130, 141


class Root(page.Group):
    """The group of all commands, each imported when it is asked for."""

    def list_commands(self, ctx: Any) -> list[str]:
        return [name for name, _, _ in COMMANDS]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        for name, module, form in COMMANDS:
            if name == cmd_name and name not in self.commands:
                self.commands[name] = load(name, module, form)
        return self.commands.get(cmd_name)


def load(name: str, module: str, form: str) -> Any:
    """The command of one row of the table."""
    found = import_module(module)
    app: typer.Typer
    if form == "group":
        app = found.app
        page.dress(app)
        command: Any = typer.main.get_group(app)
    else:
        app = typer.Typer(add_completion=False)
        app.command(name)(getattr(found, name))
        page.dress(app)
        command = typer.main.get_command(app)
    command.name = name
    return command


def _version(asked: bool) -> None:
    if asked:
        voice.echo(f"dauys {__version__}")
        raise typer.Exit(DONE)


def _everything(
    lang: Annotated[str | None, typer.Option("--lang", metavar="|".join(LANGUAGES))] = None,
    version: Annotated[bool, typer.Option("--version", is_eager=True, callback=_version)] = False,
) -> None:
    """``--lang`` is taken before typer sees it, so that it may stand after the command too."""


def root() -> Any:
    """The whole tree of commands."""
    app = typer.Typer(cls=Root, no_args_is_help=True, add_completion=False)
    app.callback()(_everything)
    command = typer.main.get_command(app)
    command.name = "dauys"
    return command


def tree() -> dict[str, Any]:
    """Every command by its path, ``text compare``, the groups and ``dauys`` itself included."""
    whole = root()
    found: dict[str, Any] = {"dauys": whole}
    waiting = [(name, whole.get_command(None, name)) for name, _, _ in COMMANDS]
    while waiting:
        path, command = waiting.pop(0)
        found[path] = command
        if not isinstance(command, TyperCommand):
            waiting = [(f"{path} {n}", command.commands[n]) for n in command.commands] + waiting
    return found


def take_language(args: list[str]) -> tuple[str | None, list[str]]:
    """The language of ``--lang`` (the last one counts) and the other arguments."""
    language, rest, end = None, [], args.index("--") if "--" in args else len(args)
    waiting = iter(args[:end])
    for arg in waiting:
        if arg == "--lang":
            language = next(waiting, "")
        elif arg.startswith("--lang="):
            language = arg.removeprefix("--lang=")
        else:
            rest.append(arg)
    return language, rest + args[end:]


def main(args: list[str]) -> int:
    """Runs one command; gives the exit code."""
    voice.use_utf8()
    try:
        return _ended(args)
    except Unreadable as full:  # so is the output: what else was to be told is lost with it
        return _refuse(full)


def _ended(args: list[str]) -> int:
    """The same; raises ``file.unwritable`` where the output takes no more, however the run ends."""
    try:
        code = _invoke(args)
        voice.flush()
    except DauysError as error:
        code = _refuse(error)
        _answer_in_json(args, error)
    except BrokenPipeError:
        # the reader went away, `dauys ... | head`; Python must not complain at exit
        voice.silence()
        code = PIPE_CLOSED
    except KeyboardInterrupt:
        code = _interrupted(args)
    except OSError as error:
        code = _refuse(files.unreadable(error))
    except Exception as error:
        code = _internal(error)
    return code


def _invoke(args: list[str]) -> int:
    language, rest = take_language(args)
    voice.speak(None)
    if language is not None and language not in LANGUAGES:
        problem = voice.words().say("usage.value", given="--lang", reason=" | ".join(LANGUAGES))
        raise Unreadable("cli.usage", problem=problem, command="dauys")
    voice.speak(language)
    whole = root()
    try:
        with whole.make_context("dauys", rest) as ctx:
            whole.invoke(ctx)
    except typer.Exit as end:
        return end.exit_code
    except typer.Abort:
        return _interrupted(args)
    except Exception as error:
        if not hasattr(error, "format_message"):  # only typer's own complaints have one
            raise
        if type(error).__name__ != "NoArgsIsHelpError":
            raise page.complaint(error) from None
        voice.warn(error.format_message())
        return UNREAD
    return DONE


def _refuse(error: DauysError) -> int:
    voice.warn(f"dauys: {voice.line(error)}")
    return WRONG if isinstance(error, Refused) else UNREAD


def _answer_in_json(args: list[str], error: DauysError) -> None:
    """A command that answers with a report in JSON does so even where it was asked wrongly."""
    _, rest = take_language(args)
    if rest[:1] in REPORTING and "--json" in rest:
        verify = import_module("dauys.cli.verify")
        verify.answer_error(error)
        voice.flush()


def _interrupted(args: list[str]) -> int:
    """Says so, and what would have kept the work of a verification."""
    try:
        voice.flush()
    except BrokenPipeError:  # Ctrl-C reaches the reader of a pipe too
        voice.silence()
    _, rest = take_language(args)
    kept = any(each.partition("=")[0] == "--resume" for each in rest)
    lost = rest[:1] == ["verify"] and not kept
    voice.warn("dauys: " + voice.words().say("interrupted.resume" if lost else "interrupted"))
    return INTERRUPTED


def _internal(error: Exception) -> int:
    if os.environ.get("DAUYS_DEBUG"):
        traceback.print_exception(error)
    told = f"{type(error).__name__}: {error}"
    voice.warn("dauys: internal: " + voice.words().say("error.internal", told=told))
    return UNREAD


def run() -> NoReturn:
    """The command ``dauys``."""
    sys.exit(main(sys.argv[1:]))
