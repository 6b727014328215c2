"""The command line as a whole: language, complaints, and how a run ends."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Annotated

import pytest
import typer

import dauys as package
from dauys import __version__
from dauys.cli import main as entry
from dauys.cli.main import main, take_language
from dauys.errors import Refused

Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "C")


@pytest.fixture
def trial(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[..., None]], None]:
    """Puts one command, `trial`, into the table."""

    def put(function: Callable[..., None]) -> None:
        module = ModuleType("dauys.cli.trial")
        module.trial = function  # type: ignore[attr-defined]
        monkeypatch.setitem(sys.modules, "dauys.cli.trial", module)
        monkeypatch.setattr(entry, "COMMANDS", (("trial", "dauys.cli.trial", "command"),))

    return put


def test_the_version_is_told(capsys: Capture) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"dauys {__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "heading"),
    [
        (["--help"], "Usage: dauys"),
        (["--help", "--lang", "ru"], "Использование: dauys"),
        (["--lang", "kk", "--help"], "Қолданылуы: dauys"),
        (["--lang=kk", "--help"], "Қолданылуы: dauys"),
    ],
)
def test_help_speaks_the_language_asked_for(
    arguments: list[str], heading: str, capsys: Capture
) -> None:
    assert main(arguments) == 0
    assert capsys.readouterr().out.startswith(heading)


def test_the_locale_chooses_where_nobody_asks(
    monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.setenv("LC_ALL", "kk_KZ.UTF-8")
    assert main(["--help"]) == 0
    assert capsys.readouterr().out.startswith("Қолданылуы: dauys")


def test_without_a_command_it_explains_itself_and_fails(capsys: Capture) -> None:
    assert main([]) == 2
    assert "Commands:" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["nosuch"], "There is no command nosuch. See: dauys --help"),
        (["--nosuch"], "There is no option --nosuch. See: dauys --help"),
        (["--lang", "xx"], "--lang does not take this value (kk | ru | en). See: dauys --help"),
        (["--lang"], "--lang does not take this value (kk | ru | en). See: dauys --help"),
        (["trial"], "FILE is missing. See: dauys trial --help"),
        (["trial", "a", "b"], "b is one argument too many. See: dauys trial --help"),
        (
            ["trial", "a", "--count", "x"],
            "--count does not take this value (a whole number). See: dauys trial --help",
        ),
        (
            ["trial", "a", "--count"],
            "The option --count is given without its value, or with a value it does not take. "
            "See: dauys trial --help",
        ),
        (["trial", "a", "--nosuch"], "There is no option --nosuch. See: dauys trial --help"),
    ],
)
def test_wrong_usage_has_a_code_and_says_where_to_look(
    arguments: list[str],
    sentence: str,
    capsys: Capture,
    trial: Callable[[Callable[..., None]], None],
) -> None:
    def command(file: Path, count: Annotated[int, typer.Option("--count")] = 1) -> None:
        raise AssertionError("must not be reached")

    trial(command)
    assert main(arguments) == 2
    assert capsys.readouterr().err == f"dauys: cli.usage: {sentence}\n"


def test_a_complaint_speaks_the_language_asked_for(capsys: Capture) -> None:
    main(["nosuch", "--lang", "kk"])
    assert capsys.readouterr().err.startswith("dauys: cli.usage: nosuch командасы жоқ.")


def test_a_help_page_has_the_default_and_the_shape_of_each_parameter(
    capsys: Capture, trial: Callable[[Callable[..., None]], None]
) -> None:
    def command(
        old: Path,
        more: Annotated[list[Path] | None, typer.Argument()] = None,
        count: Annotated[int, typer.Option("--count")] = 3,
        output: Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE")] = None,
    ) -> None:
        raise AssertionError("must not be reached")

    trial(command)
    assert main(["trial", "--help"]) == 0
    page = capsys.readouterr().out
    assert "Usage: dauys trial [OPTIONS] OLD [MORE...]" in page
    assert "--count N" in page
    assert "(default: 3)" in page
    assert "-o, --output FILE" in page


def test_a_refusal_ends_with_1_and_an_unreadable_file_with_2(
    capsys: Capture, trial: Callable[[Callable[..., None]], None], tmp_path: Path
) -> None:
    def command(file: Path) -> None:
        if file.name == "wrong":
            raise Refused("json.text", f"file:{file.name}")
        file.read_bytes()

    trial(command)
    assert main(["trial", "wrong"]) == 1
    assert capsys.readouterr().err.startswith("dauys: json.text: File wrong: ")
    assert main(["trial", str(tmp_path / "absent")]) == 2
    assert capsys.readouterr().err.startswith("dauys: file.missing: File ")


def test_a_verdict_that_a_command_prints_itself_sets_the_exit_code(
    trial: Callable[[Callable[..., None]], None],
) -> None:
    def command() -> None:
        raise typer.Exit(1)

    trial(command)
    assert main(["trial"]) == 1


def test_an_internal_fault_is_told_without_a_traceback(
    capsys: Capture, trial: Callable[[Callable[..., None]], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    def command() -> None:
        raise ZeroDivisionError("a fault")

    trial(command)
    monkeypatch.delenv("DAUYS_DEBUG", raising=False)
    assert main(["trial"]) == 2
    told = capsys.readouterr().err
    assert told.startswith("dauys: internal: a fault of Dauys itself (ZeroDivisionError: a fault).")
    assert "Traceback" not in told
    monkeypatch.setenv("DAUYS_DEBUG", "1")
    assert main(["trial"]) == 2
    assert "Traceback" in capsys.readouterr().err


@pytest.mark.parametrize("end", [KeyboardInterrupt, typer.Abort])
@pytest.mark.parametrize("words", [(), ("--lang", "ru"), ("--lang", "kk")])
def test_an_interruption_is_told_in_a_line(
    end: type[BaseException],
    words: tuple[str, ...],
    capsys: Capture,
    trial: Callable[[Callable[..., None]], None],
) -> None:
    def command() -> None:
        raise end

    trial(command)
    assert main(["trial", *words]) == 130
    told = capsys.readouterr()
    line = {"ru": "прервано", "kk": "үзілді"}.get(words[-1] if words else "", "interrupted")
    assert (told.out, told.err) == ("", f"dauys: {line}\n")


@pytest.mark.parametrize("given", [(), ("--resume", "x"), ("--resume=x",)])
def test_an_interrupted_verification_is_told_what_would_have_kept_its_work(
    given: tuple[str, ...], capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*words: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(entry, "_invoke", interrupt)
    assert main(["verify", "x", "--json", *given]) == 130
    told = capsys.readouterr()
    assert (told.out, "--resume FILE" in told.err) == ("", not given)


def test_an_interruption_that_reaches_the_reader_too_is_told_without_a_traceback() -> None:
    code = (
        "import sys; from dauys.cli import main, voice\n"
        "def go(args): print('x' * 9); sys.stdin.read(); raise KeyboardInterrupt\n"
        "main._invoke = go; sys.exit(main.main([]))"
    )
    told = dauys(f'(sleep 1; echo) | ${{DAUYS% -m dauys}} -c "{code}" | true')
    assert told.stderr == b"dauys: interrupted\n"


def test_the_codes_of_an_end_and_what_shows_a_traceback_are_documented() -> None:
    docs = Path(__file__).parents[2] / "docs"
    commands, errors = ((docs / f"{name}.md").read_text() for name in ("commands", "errors"))
    assert "130 interrupted" in commands
    assert all("DAUYS_DEBUG=1" in page and "internal" in page for page in (commands, errors))


def test_the_language_is_taken_out_wherever_it_stands() -> None:
    assert take_language(["a", "--lang", "kk", "b"]) == ("kk", ["a", "b"])
    assert take_language(["--lang=ru", "a"]) == ("ru", ["a"])
    assert take_language(["a", "--", "--lang", "kk"]) == (None, ["a", "--", "--lang", "kk"])
    assert take_language([]) == (None, [])


def dauys(shell: str) -> subprocess.CompletedProcess[bytes]:
    """Runs a line of a shell in which $DAUYS is the command, under the locale C."""
    environment = {
        "DAUYS": f"{sys.executable} -m dauys",
        "LC_ALL": "C",
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(Path(package.__file__).parents[1]),
    }
    return subprocess.run(["bash", "-c", shell], capture_output=True, env=environment, check=False)


def test_output_is_utf8_whatever_the_locale() -> None:
    assert "Қолданылуы".encode() in dauys("$DAUYS --help --lang kk").stdout


def test_a_reader_that_goes_away_causes_no_complaint() -> None:
    told = dauys("$DAUYS --help | true; exit ${PIPESTATUS[0]}")
    assert told.stderr == b""
    assert told.returncode in {0, 141}


def test_help_is_quick_because_it_imports_no_stage() -> None:
    told = dauys(
        '${DAUYS% -m dauys} -c \'import sys; from dauys.cli.main import main; main(["--help"]);'
        'print([m for m in sys.modules if m.startswith("dauys.")])\''
    )
    assert b"dauys.cli.main" in told.stdout
    assert b"dauys.group" not in told.stdout


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (("verify", "x", "--workers", "0"), "a whole number from 1 to 1024"),
        (("verify", "x", "--workers", "-1"), "a whole number from 1 to 1024"),
        (("simulate", "--voters", "0", "-o", "x"), "a whole number from 1 to 100000000"),
        (("simulate", "--voters", "1", "--ballots", "-1", "-o", "x"), "from 0 to 100000000"),
        (("simulate", "--voters", "1", "--seed", "-1", "-o", "x"), "a whole number of 0 or more"),
        (("verify", "x", "--workers", "0", "--lang", "ru"), "нужно целое число от 1 до 1024"),
        (("verify", "x", "--workers", "0", "--lang", "kk"), "1 мен 1024 аралығындағы бүтін сан"),
        (("simulate", "--voters", "1", "--seed", "-1", "--lang", "ru"), "число не меньше 0"),
        (("simulate", "--voters", "1", "--seed", "-1", "--lang", "kk"), "0 немесе одан үлкен"),
    ],
)
def test_a_number_out_of_its_range_is_told_the_range(
    given: tuple[str, ...], told: str, capsys: Capture
) -> None:
    assert main(list(given)) == 2
    assert told in capsys.readouterr().err


@pytest.mark.parametrize("option", ["--workers N", "--voters N", "--ballots N", "--seed N"])
def test_help_says_the_range(option: str, capsys: Capture) -> None:
    main(["simulate", "--help"])
    row = capsys.readouterr().out.split(option)[1].split("  --")[0]
    assert "(from " in row or "(0 or more)" in row


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a file that is always full")
@pytest.mark.parametrize("words", ["--help", "verify /nowhere --json", "verify /nowhere"])
def test_output_that_cannot_be_written_is_told_as_that(words: str) -> None:
    """Not as an input that cannot be read."""
    told = dauys(f"$DAUYS {words} > /dev/full")
    assert told.returncode == 2
    last = told.stderr.decode().splitlines()[-1]
    assert last.startswith("dauys: file.unwritable: The standard output cannot be written (No sp")
    assert b"Traceback" not in told.stderr
