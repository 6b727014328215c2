"""The help page of a command, in the chosen language, and what typer's parser complains about.

typer prints headings and complaints in English from within; its two classes are extended here so
that a page is drawn from ``words/`` in plain text, which a screen reader reads well too.
Commands that others wrote with plain `typer.Typer` become of these classes through `dress`.
"""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Callable
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from dauys.cli.voice import words
from dauys.errors import Unreadable

WIDTH = 100
GAP = 2
_COMPLAINTS = {
    "NoSuchOption": "usage.option",
    "MissingParameter": "usage.missing",
    "BadOptionUsage": "usage.option_value",
    "BadParameter": "usage.value",
}


class Command(TyperCommand):
    """A command whose page and complaints speak the chosen language."""

    allow_extra_args = True  # so that the complaint about them is ours

    def get_help(self, ctx: Any) -> str:
        return page(self, ctx)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        left: list[str] = _parse(super().parse_args, ctx, args)
        if left and not ctx.resilient_parsing:
            problem = words().say("usage.extra", given=left[0])
            raise Unreadable("cli.usage", problem=problem, command=ctx.command_path)
        return left


class Group(TyperGroup):
    """A group of commands whose page and complaints speak the chosen language."""

    def get_help(self, ctx: Any) -> str:
        return page(self, ctx)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        return _parse(super().parse_args, ctx, args)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        if not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            problem = words().say("usage.command", given=args[0])
            raise Unreadable("cli.usage", problem=problem, command=ctx.command_path)
        return super().resolve_command(ctx, args)


def holding(app: typer.Typer, **groups: typer.Typer) -> typer.Typer:
    """The app with groups of commands below it, by name."""
    for name, group in groups.items():
        app.add_typer(group, name=name)
    return app


def dress(app: typer.Typer) -> None:
    """Gives an app and all below it the classes of this module; a `Command` of its own is kept."""
    app.info.cls = Group
    for command in app.registered_commands:
        if not (command.cls and issubclass(command.cls, Command)):
            command.cls = Command
    for group in app.registered_groups:
        group.cls = Group
        if group.typer_instance:
            dress(group.typer_instance)


def _parse(parse: Callable[..., list[str]], ctx: Any, args: list[str]) -> list[str]:
    """Parses, and tells a complaint that has no command to which it belongs."""
    try:
        return parse(ctx, args)
    except Exception as error:
        if getattr(error, "ctx", ctx) is None:
            error.ctx = ctx  # type: ignore[attr-defined]
        raise


def complaint(error: Any) -> Unreadable:
    """typer's complaint about how a command was asked, as a refusal in the chosen language."""
    ctx = getattr(error, "ctx", None)
    command = ctx.command_path if ctx else "dauys"
    param = getattr(error, "param", None)
    given = getattr(error, "option_name", "") or (label(param) if param else "")
    choices = getattr(getattr(param, "type_descriptor", None), "choices", None) or ()
    reason = " | ".join(str(getattr(c, "value", c)) for c in choices) or error.message
    if _is_whole(param):
        reason = _whole_number(param)
    key = _COMPLAINTS.get(type(error).__name__, "usage.other")
    problem = words().say(key, given=given, reason=reason)
    return Unreadable("cli.usage", problem=problem, command=command)


def label(param: Any) -> str:
    """How a parameter is called: ``--json`` or ``OLD``; its key in ``words/`` ends with it."""
    if param.param_type_name == "argument":
        return str(param.metavar or param.name).upper()
    return str(max(param.opts, key=len))


def _is_whole(param: Any) -> bool:
    return getattr(getattr(param, "type_descriptor", None), "annotation", None) is int


def _whole_number(param: Any) -> str:
    """What a parameter takes that is a whole number, with its bounds where it has them."""
    say, least, most = words().say, getattr(param, "min", None), getattr(param, "max", None)
    if least is None:
        return say("usage.whole_number")
    if most is None:
        return say("usage.whole_number.least", least=least)
    return say("usage.whole_number.between", least=least, most=most)


def _bounds(param: Any) -> str:
    """The same for a page of help: nothing where it has none."""
    say, least, most = words().say, getattr(param, "min", None), getattr(param, "max", None)
    if least is None:
        return ""
    if most is None:
        return say("help.least", least=least)
    return say("help.between", least=least, most=most)


def path_of(ctx: Any) -> str:
    """The key of a command in ``words/``: ``text compare``, and ``dauys`` for the whole."""
    command: str = ctx.command_path
    return command.partition(" ")[2] or command


def page(command: Any, ctx: Any) -> str:
    """The help page of a command."""
    say = words().say
    path = path_of(ctx)
    params = [p for p in command.get_params(ctx) if not getattr(p, "hidden", False)]
    arguments = [p for p in params if p.param_type_name == "argument"]
    options = [p for p in params if p.param_type_name == "option"]
    subcommands = command.list_commands(ctx) if isinstance(command, TyperGroup) else []
    prefix = "" if path == "dauys" else f"{path} "
    blocks = [_usage(ctx, arguments, bool(subcommands)), _wrap(words().help(path), "  ")]
    for heading, rows in (
        ("help.arguments", [(_shape(p), _describe(path, p)) for p in arguments]),
        ("help.options", [(_shape(p), _describe(path, p)) for p in options]),
        ("help.commands", [(n, words().help(f"{prefix}{n}")) for n in subcommands]),
    ):
        if rows:
            blocks.append(say(heading) + "\n" + _table(rows))
    blocks.append(say("help.language"))
    return "\n\n".join(block for block in blocks if block)


def _usage(ctx: Any, arguments: list[Any], group: bool) -> str:
    say = words().say
    pieces = [say("help.usage"), ctx.command_path, say("help.some_options")]
    pieces += [_shape(p) if p.required else f"[{_shape(p)}]" for p in arguments]
    if group:
        pieces.append(say("help.some_command"))
    return " ".join(pieces)


def _shape(param: Any) -> str:
    """What to type: ``OLD``, ``FILE...``, ``-o, --output FILE``."""
    if param.param_type_name == "argument":
        return label(param) + ("..." if param.nargs != 1 else "")
    names = ", ".join(sorted([*param.opts, *param.secondary_opts], key=len))
    if param.is_flag or param.count:
        return names
    choices = getattr(getattr(param, "type_descriptor", None), "choices", None) or ()
    value = "|".join(str(getattr(c, "value", c)) for c in choices)
    return f"{names} {param.metavar or value or ('N' if _is_whole(param) else param.name.upper())}"


def _describe(path: str, param: Any) -> str:
    say = words().say
    if label(param) == "--help":
        return say("help.help")
    told = [words().help(f"{path} {label(param)}"), _bounds(param)]
    if param.required and param.param_type_name == "option":
        told.append(say("help.required"))
    default = getattr(param.default, "value", param.default)
    if isinstance(default, (str, int)) and not isinstance(default, bool) and default != "":
        told.append(say("help.default", value=default))
    return " ".join(part for part in told if part)


def _width() -> int:
    return min(WIDTH, max(50, shutil.get_terminal_size().columns - 2))


def _wrap(text: str, indent: str) -> str:
    return textwrap.fill(text, _width(), initial_indent=indent, subsequent_indent=indent)


def _table(rows: list[tuple[str, str]]) -> str:
    """Two columns; a first cell that is too long has a line to itself."""
    column = max(len(first) for first, _ in rows if len(first) <= 28) if rows else 0
    indent = " " * (2 + column + GAP)
    lines = []
    for first, second in rows:
        wrapped = _wrap(second, indent).strip()
        fits = len(first) <= column
        lines.append(f"  {first:<{column + GAP}}{wrapped}" if fits else f"  {first}")
        if not fits:
            lines.append(indent + wrapped)
    return "\n".join(line.rstrip() for line in lines)
