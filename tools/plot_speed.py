"""Draw processor time against the size of a corpus, for medlint and another command side by side.

`python tools/plot_speed.py --corpus DIR --vs "proselint check {}" --sizes 10,30,100,300 --out docs/speed.svg`

Of the Markdown and plain texts below DIR the first 10, 30, ... of one shuffled order are copied into a scratch folder,
which stands for `{}` (or comes last). Each command runs over each of them --runs times, in turns, so that a busy
machine hurts both alike, and the median counts: user and system time of the process and of those it waited for.
medlint runs without configuration and cache, in one process. What was measured is printed as a table, too, for
docs/measured.md.
"""

from __future__ import annotations

import argparse
import os
import shlex
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from math import ceil, log10
from pathlib import Path
from random import Random
from typing import Final, NamedTuple

from drawing import Frame, Ticks, draw

MEDLINT: Final = "medlint check"
_OPTIONS = ("check", "--no-config", "--no-cache", "--jobs", "1", "--format", "concise", "--fail-on", "never")
_PROSE = (".md", ".txt")
"""What every linter of prose reads."""
_SEED = 7
_USAGE_ERROR = 2
"""From this exit code on a command did not do its work; below it, texts have findings or have not."""


class Run(NamedTuple):
    """One run of a command over one set of texts: processor time in seconds."""

    command: str
    texts: int
    megabytes: float
    seconds: float


def measure(folders: Sequence[Path], commands: Mapping[str, Sequence[str]], runs: int) -> list[Run]:
    """Every command over every folder, so many times, in turns. `{}` in a command stands for the folder.

    Raises ChildProcessError for a command that says it could not do its work.
    """
    measured: list[Run] = []
    for folder in folders:
        sizes = [file.stat().st_size for file in folder.iterdir()]
        for turn in range(runs):
            names = list(commands)[:: 1 if turn % 2 == 0 else -1]
            for name in names:
                seconds = _time(commands[name], folder)
                measured.append(Run(name, len(sizes), sum(sizes) / 1e6, seconds))
    return measured


def _time(command: Sequence[str], folder: Path) -> float:
    given = [part.replace("{}", str(folder)) for part in command]
    environment = {**os.environ, "XDG_CACHE_HOME": str(folder.parent / "cache")}
    process = subprocess.Popen(
        given, cwd=folder.parent, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if not 0 <= process.returncode < _USAGE_ERROR:
        raise ChildProcessError(f"exit code {process.returncode}: {shlex.join(given)}")
    return used.ru_utime + used.ru_stime


def middle(measured: Sequence[Run]) -> dict[str, list[Run]]:
    """For each command its runs by size, each with the median time of all that were made."""
    times: dict[Run, list[float]] = {}
    for run in measured:
        times.setdefault(run._replace(seconds=0.0), []).append(run.seconds)
    found: dict[str, list[Run]] = {}
    for key, seconds in sorted(times.items(), key=lambda item: item[0].texts):
        found.setdefault(key.command, []).append(key._replace(seconds=statistics.median(seconds)))
    return dict(sorted(found.items(), key=lambda item: item[0] != MEDLINT))


def draw_speed(curves: Mapping[str, Sequence[Run]]) -> str:
    """An SVG document with a line for each command; both axes are logarithmic, so that a factor is a distance."""
    runs = [run for one in curves.values() for run in one]
    sizes = {run.megabytes: run.texts for run in runs}
    least, most = log10(min(sizes)), log10(max(sizes))
    up = _steps([run.seconds for run in runs])
    low, high = log10(up[0]), log10(up[-1])

    def across(size: float) -> float:
        return (log10(size) - least) / ((most - least) or 1)

    def height(seconds: float) -> float:
        return (log10(max(seconds, up[0])) - low) / (high - low)

    places: Ticks = [(across(size), f"{texts:,} ({size:.2g} MB)") for size, texts in sorted(sizes.items())]
    frame = Frame(
        "Processor time of a run", "texts in the run", places, [(height(second), f"{second:g} s") for second in up]
    )
    return draw(frame, {name: [(across(r.megabytes), height(r.seconds)) for r in one] for name, one in curves.items()})


def _steps(seconds: Sequence[float]) -> list[float]:
    """Powers of ten and three times as much, from at or below the shortest time to at or above the longest."""
    least, most = max(min(seconds), 1e-3), max(*seconds, 1e-2)
    steps = [factor * 10.0**power for power in range(-3, ceil(log10(most)) + 1) for factor in (1, 3)]
    first = max(step for step in steps if step <= least)
    last = min(step for step in steps if step >= max(most, 3 * first))
    return [step for step in steps if first <= step <= last]


def table(curves: Mapping[str, Sequence[Run]]) -> str:
    """The figures as Markdown; where there are two commands, with the ratio of the second to the first."""
    names = list(curves)
    ratio = [f"{names[1]} / {names[0]}"] if names[1:] else []
    rows = [["texts", "MB", *(f"{name}, CPU s" for name in names), *ratio], ["---"] * (len(names) + 2 + len(ratio))]
    rows += [
        [f"{at[0].texts:,}", f"{at[0].megabytes:.2f}", *_figures([run.seconds for run in at])]
        for at in zip(*curves.values(), strict=True)
    ]
    if rows[3:]:
        rows.append(["each further MB", "", *_figures([growth(one) for one in curves.values()])])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _figures(seconds: Sequence[float]) -> list[str]:
    ratio = [f"{seconds[1] / seconds[0]:.1f}" if seconds[0] else "-"] if seconds[1:] else []
    return [*(f"{one:.2f}" for one in seconds), *ratio]


def growth(runs: Sequence[Run]) -> float:
    """Seconds for each further megabyte, from the smallest set to the largest: the start does not count.

    0 for one set alone, or for times that do not grow.
    """
    first, last = runs[0], runs[-1]
    more = last.megabytes - first.megabytes
    return max(0.0, (last.seconds - first.seconds) / more) if more > 0 else 0.0


def copy_texts(corpus: Path, sizes: Sequence[int], scratch: Path) -> list[Path]:
    """Folders with the first so many texts of one shuffled order. Raises ValueError where the corpus has too few."""
    texts = sorted(path for path in corpus.rglob("*") if path.suffix in _PROSE and path.is_file())
    if len(texts) < max(sizes):
        raise ValueError(f"{corpus} has {len(texts)} texts, and {max(sizes)} were asked for")
    Random(_SEED).shuffle(texts)
    folders = []
    for size in sorted(sizes):
        folder = scratch / f"texts-{size}"
        folder.mkdir()
        for number, text in enumerate(texts[:size]):
            shutil.copyfile(text, folder / f"{number}{text.suffix}")
        folders.append(folder)
    return folders


def _commands(other: str | None) -> dict[str, list[str]]:
    commands = {MEDLINT: [sys.executable, "-m", "medlint", *_OPTIONS, "{}"]}
    if other:
        parts = shlex.split(other)
        name = " ".join([Path(parts[0]).name, *(part for part in parts[1:] if part != "{}")])
        commands[name] = parts if "{}" in other else [*parts, "{}"]
    return commands


def main() -> None:
    """Read the options, measure, draw, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True, help="folder of texts")
    parser.add_argument("--vs", metavar="COMMAND", help="another command; {} stands for the folder")
    parser.add_argument("--sizes", default="10,30,100,300", help="numbers of texts")
    parser.add_argument("--runs", type=int, default=3, help="runs of each command over each set")
    parser.add_argument("--out", type=Path, required=True, help="where to draw, as SVG")
    options = parser.parse_args()
    sizes = [int(size) for size in options.sizes.split(",")]
    commands = _commands(options.vs)
    with tempfile.TemporaryDirectory() as scratch:
        folders = copy_texts(options.corpus, sizes, Path(scratch))
        measure(folders[:1], {MEDLINT: commands[MEDLINT]}, 1)  # the compiled rules are made once, in the first run ever
        curves = middle(measure(folders, commands, options.runs))
    options.out.write_text(draw_speed(curves), encoding="utf-8")
    print(table(curves))


if __name__ == "__main__":
    main()
