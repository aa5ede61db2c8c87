"""`medlint baseline`: write down what is found today, so that `check` reports only what is new."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from medlint.commands.files import write_file
from medlint.commands.options import add_selection, overrides_of, read_day
from medlint.commands.output import BROKEN, OK, say, say_failures
from medlint.comparison.baseline import Baseline, Baselines, Entry, entries_of, read_baseline, render_baseline
from medlint.comparison.shares import share
from medlint.config import BASELINE
from medlint.errors import UsageError
from medlint.model import Report
from medlint.newness import found_in
from medlint.paths import absolute, shown
from medlint.run import STDIN, Request, Workshop, lint_paths


class Listed(Struct, frozen=True):
    """The entries of a baseline, in any order, and how many findings of it were added and taken out."""

    entries: tuple[Entry, ...]
    added: int = 0
    gone: int = 0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of `baseline`."""
    parser.add_argument(
        "paths", nargs="*", metavar="PATH", help="files and folders (default: the folder of the baseline)"
    )
    parser.add_argument("--prune", action="store_true", help="only take out what texts have no more; add nothing")
    parser.add_argument(
        "--baseline", metavar="FILE",
        help=f"the file to write (default: the nearest {BASELINE}, else one beside the configuration)",
    )  # fmt: skip
    parser.add_argument("--no-exclude", action="store_true", help="lint what the configuration excludes, too")
    parser.add_argument("--today", metavar="DATE", help="the day that dated facts are held against (YYYY-MM-DD)")
    add_selection(parser)


def run(args: argparse.Namespace) -> int:
    """Write the baseline; exit code 0, or 2 where not everything could be looked at and nothing was written."""
    overrides = overrides_of(args)
    if STDIN in args.paths:
        raise UsageError("standard input has no place in a baseline; name files or folders")
    if args.prune and overrides.narrows:
        raise UsageError("--prune needs all rules: --select, --ignore, --profile and --min-confidence leave some out")
    workshop = Workshop(overrides, read_day(args.today))
    old = _present(args.baseline, workshop)
    paths = tuple(args.paths) or (shown(old.folder),)
    today = read_day(args.today)
    request = Request(paths, overrides, today, no_exclude=args.no_exclude, jobs=0, cached=True)
    report = lint_paths(request, workshop)
    for message in report.messages:
        say(message)
    if report.failures:
        say_failures(report.failures)
        say(f"{shown(old.place)}: not everything could be looked at; nothing was written")
        return BROKEN
    if args.baseline is None:
        report = _own(report, old, workshop)
    listed = _prune(old, report, workshop, paths) if args.prune else _list(old, report, paths, keep=overrides.narrows)
    return _write(old, listed)


def _present(named: str | None, workshop: Workshop) -> Baseline:
    """The baseline as it is; an empty one at the place where a new one belongs."""
    baselines, here = Baselines(workshop.overrides, workshop.config_files), str(Path.cwd())
    near = absolute(named) if named else workshop.config_files.nearest(here, BASELINE)
    place = near or str(Path(baselines.root(here), BASELINE))
    return read_baseline(place) if Path(place).exists() else Baseline(place)


def _own(report: Report, old: Baseline, workshop: Workshop) -> Report:
    """The report without texts for which a nearer baseline speaks."""
    near = workshop.config_files.nearest
    places = {file.path: near(str(Path.cwd().joinpath(file.path).parent), BASELINE) for file in report.files}
    return replace(report, files=tuple(file for file in report.files if places[file.path] in {None, old.place}))


def _list(old: Baseline, report: Report, paths: Iterable[str], *, keep: bool) -> Listed:
    """What is found now in the texts that were looked at, and what was listed of others.

    `keep`: not all rules ran, so what is listed stays, too.
    """
    files = {old.name(file.path): file for file in report.files}
    entries: list[Entry] = []
    for name in {**dict.fromkeys(old.texts), **files}:
        listed = old.texts.get(name, ())
        if name not in files:
            entries += () if not keep and _is_asked(old, name, paths) else listed
        elif keep:
            entries += _larger(listed, entries_of(name, found_in(files[name])))
        else:
            entries += entries_of(name, found_in(files[name]))
    return _compared(old, entries)


def _prune(old: Baseline, report: Report, workshop: Workshop, paths: Iterable[str]) -> Listed:
    """What is listed and still there, under the names that texts have today."""
    named = replace(workshop.overrides, baseline=old.place)
    shares = share(Baselines(named, workshop.config_files), report, ()) if old.texts else None
    entries: list[Entry] = []
    seen: set[str] = set()
    for one in shares.of.values() if shares else ():
        stale = {entry.fingerprint: entry.count for entry in one.stale}
        left = [(entry, entry.count - stale.get(entry.fingerprint, 0)) for entry in one.entries]
        entries += [replace(entry, path=one.name, count=count) for entry, count in left if count]
        seen |= {one.name, *(entry.path for entry in one.entries)}
    for name, listed in old.texts.items():
        if name not in seen and not _is_asked(old, name, paths):
            entries += listed
    return _compared(old, entries)


def _is_asked(old: Baseline, name: str, paths: Iterable[str]) -> bool:
    """Whether a text is among those that were asked for."""
    place = Path(absolute(Path(old.folder, name)))
    return any(place.is_relative_to(absolute(path)) for path in paths)


def _larger(*lists: Iterable[Entry]) -> Iterable[Entry]:
    """Entries of one text from several lists, those of the same words with the largest count."""
    found: dict[str, Entry] = {}
    for entry in (entry for entries in lists for entry in entries):
        kept = found.get(entry.fingerprint, entry)
        found[entry.fingerprint] = entry if entry.count >= kept.count else kept
    return found.values()


def _compared(old: Baseline, entries: Iterable[Entry]) -> Listed:
    """The entries with what has changed; a text under a new name counts as neither added nor gone."""
    new = tuple(entries)
    counts = [
        {(entry.fingerprint, n) for entry, n in _places(group)}
        for group in ((entry for listed in old.texts.values() for entry in listed), new)
    ]
    return Listed(new, added=len(counts[1] - counts[0]), gone=len(counts[0] - counts[1]))


def _places(entries: Iterable[Entry]) -> Iterable[tuple[Entry, int]]:
    """Each place that entries stand for, with a number among those of the same words in any text."""
    seen: dict[str, int] = {}
    for entry in entries:
        for _ in range(entry.count):
            seen[entry.fingerprint] = seen.get(entry.fingerprint, 0) + 1
            yield entry, seen[entry.fingerprint]


def _write(old: Baseline, listed: Listed) -> int:
    """Write the file if that changes it, and say what it holds."""
    data, place = render_baseline(listed.entries), Path(old.place)
    written = not place.exists() or place.read_bytes() != data
    if written:
        write_file(str(place), (data,))
    number, texts = sum(entry.count for entry in listed.entries), len({entry.path for entry in listed.entries})
    told = f"{number} {'finding' if number == 1 else 'findings'} in {texts} {'text' if texts == 1 else 'texts'}"
    changes = f"{listed.added} added, {listed.gone} taken out" if listed.added or listed.gone else "none changed"
    say(f"{shown(old.place)}: {told} ({changes}){'' if written else '; it was up to date'}")
    return OK
