"""The command line: find the command, let it run, and turn its errors into one line and an exit code."""

from __future__ import annotations

import argparse
import functools
import importlib
from collections.abc import Callable, Sequence

from medlint import __version__
from medlint.commands.output import BROKEN, INTERRUPTED, OK, drop_stdout, flushed, say
from medlint.errors import MedlintError
from medlint.patterns import store

COMMANDS = {
    "check": "lint files, folders and - (standard input); the default",
    "inspect": "show what medlint understood of a text",
    "rules": "list the rules; also who provides what, and the dated facts",
    "explain": "show one rule: what, why, source, examples, options",
    "config": "show the configuration that applies to a path, and where it comes from",
    "init": "write a starter medlint.toml",
    "new": "write the skeleton of a new rule",
    "test": "run the examples in rule files",
    "baseline": "write down today's findings, so that only new ones are reported; --prune takes out what has gone",
}

USAGE_WIDTH = 78
"""Columns of the usage line that wrong usage is told with."""


def answer(argv: Sequence[str]) -> int:
    """Run a command line and return its exit code."""
    try:
        return flushed(_run(_with_command(argv)) if argv else _help())
    except MedlintError as error:
        say(f"error: {error}")
        return BROKEN
    except KeyboardInterrupt:
        say("interrupted")
        return INTERRUPTED
    except OSError as error:
        # Errors of files have a name, and are told where they are met.
        if error.filename is not None:
            raise
        drop_stdout()
        say(f"error: standard output cannot be written: {error.strerror or error}")
        return BROKEN


def _help() -> int:
    """Show the help to somebody who said nothing."""
    _overview(["--help"]).print_help()
    return BROKEN


def _run(argv: Sequence[str]) -> int:
    name = argv[0]
    if name not in COMMANDS:
        return _parse(_overview(argv).parse_args, argv)[1]
    purpose = COMMANDS[name]
    parser = argparse.ArgumentParser(
        prog=f"medlint {name}",
        description=f"{purpose[:1].upper()}{purpose[1:]}.",
        formatter_class=_formatter(argv),
    )
    module = importlib.import_module(f"medlint.commands.{name}")
    module.add_arguments(parser)
    args, stopped = _parse(functools.partial(_arguments, parser), _without_marker(argv[1:]))
    code: int = stopped if args is None else module.run(args)
    store().keep()
    return code


def _arguments(parser: argparse.ArgumentParser, argv: Sequence[str]) -> argparse.Namespace:
    """The arguments; options may stand between paths.

    To read them so is slow, as the whole usage is written for it: it is done only where something is left otherwise.
    """
    args, left = parser.parse_known_args(argv)
    return parser.parse_intermixed_args(argv) if left else args


def _without_marker(argv: Sequence[str]) -> list[str]:
    """The arguments without a first `--`: what follows is paths, so those that look like options begin with `./`.

    The mixed parser would read options there, too. A bare `-` stays standard input.
    """
    marker = [*argv, "--"].index("--")
    paths = argv[marker + 1 :]
    return [*argv[:marker], *(f"./{path}" if path.startswith("-") and path != "-" else path for path in paths)]


def _overview(argv: Sequence[str]) -> argparse.ArgumentParser:
    """The parser of a command line without a command: help and version."""
    parser = argparse.ArgumentParser(
        prog="medlint",
        description="The content-quality linter for health writing. `medlint PATH` is `medlint check PATH`.",
        formatter_class=_formatter(argv),
    )
    parser.add_argument("--version", action="version", version=f"medlint {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name, purpose in COMMANDS.items():
        commands.add_parser(name, help=purpose)
    return parser


def _parse(
    parse: Callable[[Sequence[str]], argparse.Namespace], argv: Sequence[str]
) -> tuple[argparse.Namespace | None, int]:
    """The arguments, or None and the exit code where help was asked for or the usage is wrong."""
    try:
        return parse(argv), OK
    except SystemExit as stop:
        return None, stop.code if isinstance(stop.code, int) else OK


def _with_command(argv: Sequence[str]) -> list[str]:
    """`medlint PATH` is `medlint check PATH`; a path named like a command is written `./rules`."""
    known = argv[0] in COMMANDS or argv[0] in {"-h", "--help", "--version"}
    return list(argv) if known else ["check", *argv]


def _formatter(argv: Sequence[str]) -> Callable[..., argparse.HelpFormatter]:
    """Coloured help costs an import of rich: only for those who ask for help.

    For all others a formatter is made at each option; without a width each would look for that of the terminal.
    """
    if not {"-h", "--help"} & set(argv):
        return functools.partial(argparse.HelpFormatter, width=USAGE_WIDTH)
    from rich_argparse import RichHelpFormatter

    class Formatter(RichHelpFormatter):
        text_markup = help_markup = False
        group_name_formatter = str.capitalize

    return Formatter
