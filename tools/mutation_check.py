"""Break medlint on purpose, one line at a time, and see that its tests notice.

    python tools/mutation_check.py [--only WORD ...] [--list]

Each entry of `tools/mutants.toml` names a line that a promise hangs on (the way from prose back to the source, a fence,
a limit, an exit code), what to put in its place, and the tests that must fail then. The tree is copied to a temporary
folder, so nothing here is touched. Prints one row per mutant; exit code 1 if one survives, 2 if the list is out of date
or the tests fail without any mutant.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MUTANTS = Path(__file__).with_name("mutants.toml")
COPIED = ("src", "plugins", "rules", "tests", "tools", "docs", "pyproject.toml", "README.md")
PATIENCE_SECONDS = 180
"""A mutant that makes its tests run longer than this has been noticed: it hangs."""


@dataclass(frozen=True)
class Mutant:
    """One line to break: `old` must stand in `file` exactly once."""

    name: str
    file: str
    old: str
    new: str
    tests: tuple[str, ...]


def read_mutants(path: Path, words: list[str]) -> list[Mutant]:
    """The mutants of a file whose name holds one of the words; all of them where there is no word."""
    rows = tomllib.loads(path.read_text("utf-8"))["mutant"]
    mutants = [Mutant(**{**row, "tests": tuple(row["tests"])}) for row in rows]
    return [one for one in mutants if not words or any(word in one.name for word in words)]


def run_tests(tree: Path, tests: tuple[str, ...], *, show: bool = False) -> str:
    """`passed`, `failed` or `hung`: what came of tests in a copy of the tree. `show`: print why they failed."""
    path = os.pathsep.join(str(tree / folder) for folder in ("src", "plugins"))
    cache = tree / ".cache"
    shutil.rmtree(cache, ignore_errors=True)
    environ = {**os.environ, "PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1", "XDG_CACHE_HOME": str(cache)}
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:xdist", *tests]
    try:
        done = subprocess.run(
            command, cwd=tree, env=environ, capture_output=True, timeout=PATIENCE_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return "hung"
    if done.returncode and show:
        print(done.stdout.decode("utf-8", "replace")[-2000:])
    return "passed" if done.returncode == 0 else "failed"


def try_mutant(tree: Path, mutant: Mutant) -> str:
    """`caught`, `survived`, or `stale` if its line is no longer there."""
    file = tree / mutant.file
    text = file.read_text("utf-8") if file.exists() else ""
    if text.count(mutant.old) != 1:
        return "stale"
    file.write_text(text.replace(mutant.old, mutant.new), encoding="utf-8")
    try:
        return "survived" if run_tests(tree, mutant.tests) == "passed" else "caught"
    finally:
        file.write_text(text, encoding="utf-8")


def copy_tree(target: Path) -> None:
    """What the tests need, without what Python has compiled: a copy must not run on the old byte code."""
    ignore = shutil.ignore_patterns("__pycache__")
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, target / name, ignore=ignore)
        elif source.exists():
            shutil.copy(source, target / name)


def main() -> int:
    """Run the check; the exit code is described above."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument(
        "--only", nargs="*", default=[], metavar="WORD", help="only mutants whose name has one of these"
    )
    parser.add_argument("--list", action="store_true", help="only name the mutants")
    args = parser.parse_args()
    mutants = read_mutants(MUTANTS, args.only)
    if args.list:
        print("\n".join(f"{one.name:<50} {one.file}" for one in mutants))
        return 0
    with tempfile.TemporaryDirectory(prefix="medlint-mutants-") as folder:
        tree = Path(folder)
        copy_tree(tree)
        if run_tests(tree, tuple(sorted({test for one in mutants for test in one.tests})), show=True) != "passed":
            print("the tests fail without any mutant: mend that first")
            return 2
        return report(tree, mutants)


def report(tree: Path, mutants: list[Mutant]) -> int:
    """Try all mutants, printing as it goes, and give the exit code."""
    counts = {"caught": 0, "survived": 0, "stale": 0}
    for mutant in mutants:
        began = time.monotonic()
        result = try_mutant(tree, mutant)
        counts[result] += 1
        print(f"{result:<9} {time.monotonic() - began:5.1f} s  {mutant.name:<50} {mutant.file}", flush=True)
    print(", ".join(f"{count} {result}" for result, count in counts.items()))
    return 1 if counts["survived"] else 2 if counts["stale"] else 0


if __name__ == "__main__":
    sys.exit(main())
