"""Which entries of a baseline each text of a run has: under its name, or under the one that it had before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from medlint.comparison.baseline import Baseline, Baselines, Entry, known_of
from medlint.fingerprint import common
from medlint.model import FileReport, Notice, Report
from medlint.newness import Known, found_in
from medlint.paths import absolute, shown

STALE = "stale-baseline-entry"
"""The kind of the notice."""
TOLD = 3
"""So many entries are named in a notice; the rest is a number."""


class Share(Struct, frozen=True):
    """What a baseline knows of one text, and the entries of it that nothing in the text needs any more.

    `name` is the text's in the baseline's folder. Counts of `stale` entries are those that are left over.
    """

    baseline: Baseline
    name: str
    entries: tuple[Entry, ...] = ()
    stale: tuple[Entry, ...] = ()


class Shares(Struct, frozen=True):
    """The shares of the texts of a run, by path; `gone` are texts with entries that were looked for and are not there.

    Each text that has gone is given with the baseline that lists it.
    """

    of: Mapping[str, Share]
    gone: tuple[tuple[Baseline, str], ...] = ()

    def known(self, path: str) -> Known:
        """What a baseline knows of the text at `path`."""
        share = self.of.get(path)
        return known_of(share.entries) if share else {}


def share(baselines: Baselines, report: Report, named: Sequence[str]) -> Shares:
    """The entries that belong to each text of a report. `named`: paths that the run was asked for.

    A text without entries takes those of a text that has gone, if at least half of the words listed there stand in it:
    that is how a text that was renamed is found. Raises ConfigError for a baseline that cannot be used.
    """
    groups: dict[str, tuple[Baseline, dict[str, FileReport]]] = {}
    for file in report.files:
        baseline = baselines.of(file.path)
        if baseline is not None:
            groups.setdefault(baseline.place, (baseline, {}))[1][baseline.name(file.path)] = file
    folders = [absolute(path) for path in named if Path(path).is_dir()]
    for folder in folders:
        baseline = baselines.of(Path(folder, "x"))
        if baseline is not None:
            groups.setdefault(baseline.place, (baseline, {}))
    of: dict[str, Share] = {}
    gone: list[tuple[Baseline, str]] = []
    for baseline, files in groups.values():
        lost = [name for name in baseline.texts if name not in files and not baseline.exists(name)]
        moved = _moved(baseline, lost, files)
        for name, file in files.items():
            of[file.path] = _share(baseline, name, file, baseline.texts.get(moved.get(name, name), ()))
        left = [name for name in lost if name not in moved.values() and _is_below(baseline, name, folders)]
        gone += [(baseline, name) for name in left]
    return Shares(of, tuple(gone))


def _share(baseline: Baseline, name: str, file: FileReport, entries: Sequence[Entry]) -> Share:
    counts = Counter(common(finding.fingerprint) for finding in found_in(file))
    over = ((entry, entry.count - counts[entry.fingerprint]) for entry in entries)
    stale = tuple(replace(entry, count=count) for entry, count in over if count > 0)
    return Share(baseline, name, tuple(entries), stale)


def _moved(baseline: Baseline, lost: Sequence[str], files: Mapping[str, FileReport]) -> dict[str, str]:
    """The old name of each text that seems to have been renamed; every old name is used once, the best fit first."""
    telling = _telling(baseline, lost) if lost else {}
    sizes = Counter(telling.values())
    fits: list[tuple[int, str, str]] = []
    for name, file in files.items() if telling else ():
        if name not in baseline.texts:
            marks = {common(finding.fingerprint) for finding in found_in(file)}
            hits = Counter(telling[mark] for mark in marks if mark in telling)
            fits += [(-count, name, old) for old, count in hits.items() if 2 * count >= sizes[old]]
    moved: dict[str, str] = {}
    for _, name, old in sorted(fits):
        if name not in moved and old not in moved.values():
            moved[name] = old
    return moved


def _telling(baseline: Baseline, lost: Sequence[str]) -> dict[str, str]:
    """The fingerprints by which texts that have gone can be recognised, words that no other text has listed."""
    texts = Counter(entry.fingerprint for entries in baseline.texts.values() for entry in entries)
    return {
        entry.fingerprint: name
        for name in lost
        for entry in baseline.texts[name]
        if texts[entry.fingerprint] == 1 and not entry.is_of_text
    }


def _is_below(baseline: Baseline, name: str, folders: Sequence[str]) -> bool:
    place = Path(absolute(Path(baseline.folder, name)))
    return any(place.is_relative_to(folder) for folder in folders)


def notice_stale(report: Report, shares: Shares) -> Report:
    """The report with a notice for each text that needs some entries no more, and a line for texts that have gone."""
    files = tuple(
        replace(file, notices=(*file.notices, *_notices(shares.of[file.path]))) if file.path in shares.of else file
        for file in report.files
    )
    places: dict[str, list[str]] = {}
    for baseline, name in shares.gone:
        places.setdefault(baseline.place, []).append(name)
    gone = tuple(
        f"{shown(place)} lists {_named(names)}, which {'has' if len(names) == 1 else 'have'} gone;"
        " `medlint baseline --prune` takes the entries out"
        for place, names in places.items()
    )
    return replace(report, files=files, messages=(*report.messages, *gone))


def _notices(share: Share) -> Iterator[Notice]:
    if share.stale:
        named = [f"{entry.rule} \u201c{entry.quote}\u201d" if entry.quote else entry.rule for entry in share.stale]
        number = sum(entry.count for entry in share.stale)
        many = f"{number} findings" if number > 1 else "a finding"
        told = f"the baseline lists {many} that this text has no more: {_named(named)}"
        yield Notice(STALE, f"{told}; `medlint baseline --prune` takes the entries out")


def _named(names: Sequence[str]) -> str:
    more = len(names) - TOLD
    return f"{', '.join(names[:TOLD])} and {more} more" if more > 0 else ", ".join(names)
