"""Write one page for each rule, and an index, from `rules/`: `python tools/make_rule_pages.py [--check]`.

The words at fault are marked where medlint marks them: the examples are run. `--check` writes nothing and gives exit
code 1 if a page is stale, missing or superfluous. A rule file that cannot be used, and an example that fails, give 2.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from medlint.config import Overrides
from medlint.host import load_host
from medlint.run import Workshop
from medlint.testing import Setup, open_setup, run_examples
from rule_page import render_index, render_page

ROOT = Path(__file__).parents[1]
PAGES = ROOT / "docs" / "rules"


def build_pages(setup: Setup, states: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """All pages by their path below the folder of pages; `states` says by rule id in which profiles a rule is on.

    Raises SystemExit, with what is wrong, for rule files that cannot be used and examples that do not hold: a page made
    from them would be a lie.
    """
    results = run_examples(setup=setup)
    faults = [str(error) for error in setup.rulebook.errors]
    faults += [str(result) for result in results if not result.passed]
    if faults:
        print("no pages were made:", *faults, sep="\n", file=sys.stderr)
        raise SystemExit(2)
    rules = list(setup.rulebook.rules.values())
    pages = {"README.md": render_index(rules)}
    for rule in rules:
        own = [result for result in results if result.rule == rule.id]
        check = setup.host.checks[rule.check]
        pages[f"{rule.family}/{rule.id}.md"] = render_page(rule, check, own, states.get(rule.id, ()))
    return pages


def profiles_by_rule() -> dict[str, list[str]]:
    """For each rule id the profiles in which it is on, with the severity where that is not the rule's own."""
    workshop = Workshop(Overrides(no_config=True))
    book = workshop.rulebook(workshop.config(ROOT / "x"))
    states: dict[str, list[str]] = {}
    for name in sorted(book.profiles):
        chosen = Workshop(Overrides(no_config=True, profile=name))
        for rule in chosen.ruleset(chosen.config(ROOT / "x")).rules:
            usual = book.rules[rule.id].severity
            states.setdefault(rule.id, []).append(name if rule.severity == usual else f"{name} ({rule.severity})")
    return states


def differences(pages: Mapping[str, str], folder: Path) -> list[str]:
    """What is wrong with a folder of pages, one line for each page, in order."""
    found = {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in folder.rglob("*.md")}
    faults = dict.fromkeys(pages.keys() - found.keys(), "is missing")
    faults |= dict.fromkeys(found.keys() - pages.keys(), "has no rule")
    faults |= {name: "is stale" for name in pages.keys() & found.keys() if pages[name] != found[name]}
    return [f"{name}: {fault}" for name, fault in sorted(faults.items())]


def write_pages(pages: Mapping[str, str], folder: Path) -> None:
    """Make a folder hold these pages and no others."""
    for path in sorted(folder.rglob("*.md")):
        if path.relative_to(folder).as_posix() not in pages:
            path.unlink()
    for name, text in pages.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the pages, or check them; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="write nothing; fail if a page is not as it would be")
    parser.add_argument("--folder", type=Path, default=PAGES, help="where the pages are (default: docs/rules)")
    options = parser.parse_args(arguments)
    host = load_host([])
    pages = build_pages(open_setup(host=host), profiles_by_rule())
    if not options.check:
        write_pages(pages, options.folder)
        print(f"{options.folder}: {len(pages)} pages written")
        return 0
    faults = differences(pages, options.folder)
    for fault in faults:
        print(f"{options.folder}/{fault}")
    print(f"{len(faults)} of {len(pages)} rule pages differ: run `make docs`" if faults else "rule pages: all current")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
