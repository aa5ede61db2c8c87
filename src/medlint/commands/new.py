"""`medlint new FAMILY/RULE`: the skeleton of a rule."""

from __future__ import annotations

import argparse
from pathlib import Path
from shlex import quote

from medlint.commands.options import add_selection, overrides_of
from medlint.commands.output import OK, write_lines
from medlint.errors import UsageError
from medlint.paths import shown
from medlint.run import Workshop
from medlint.scaffold import write_rule


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of `new`."""
    parser.add_argument("name", metavar="FAMILY/RULE", help="as in claims/wonder-word: the name of the bad pattern")
    parser.add_argument("--folder", metavar="DIR", help="the rule folder to write to (default: the configured one)")
    add_selection(parser)


def run(args: argparse.Namespace) -> int:
    """Write the skeleton into the named or first configured rule folder (made if need be), else `rules/` here."""
    workshop = Workshop(overrides_of(args), new_folders=True)
    config = workshop.config(Path.cwd() / "x")
    known = workshop.rulebook(config).rules
    path = write_rule(_folder(args.folder, config.rule_folders), args.name, checks=workshop.host.checks, known=known)
    # By its path, because a folder that no configuration names is not looked into for an id.
    write_lines([f"{path}: written; fill it in, then run:", f"  medlint test {quote(path.as_posix())}"])
    return OK


def _folder(named: str | None, configured: tuple[Path, ...]) -> Path:
    if named:
        return Path(named)
    if configured:
        return Path(shown(str(configured[0])))
    if Path("rules").is_dir():
        return Path("rules")
    raise UsageError(
        'where to? Name a folder with --folder, or put rule-folders = ["./editorial-rules"] into medlint.toml'
    )
