"""Draw the report of a draft as an SVG, for the README: `python tools/make_screenshot.py DRAFT.md OUT.svg`."""

from __future__ import annotations

import argparse
import io
import re
from pathlib import Path

from rich.console import Console
from rich.text import Text

from medlint.config import Overrides
from medlint.model import Report, Rule
from medlint.reporters.terminal import print_report
from medlint.run import Request, Workshop, lint_paths

WIDTH = 100
_FONT_FACE = re.compile(r"\s*@font-face \{.*?\}", re.DOTALL)


def export_svg(report: Report, rules: dict[str, Rule], path: Path, title: str) -> None:
    """Write the coloured report, as a terminal of 100 columns shows it, to an SVG file."""
    shown = io.StringIO()
    print_report(report, file=shown, rules=rules, width=WIDTH, colour=True)
    console = Console(record=True, width=WIDTH, file=io.StringIO(), color_system="standard", force_terminal=True)
    console.print(Text.from_ansi(shown.getvalue().rstrip("\n")), soft_wrap=True)
    picture = console.export_svg(title=title, unique_id="medlint")
    path.write_text(_FONT_FACE.sub("", picture), encoding="utf-8")  # a README fetches no fonts from elsewhere


def main() -> None:
    """Lint the draft with its own configuration and draw what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("draft")
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    workshop = Workshop(Overrides())
    report = lint_paths(Request((args.draft,)), workshop)
    if report.failures:
        parser.error(f"{report.failures[0].where}: {report.failures[0].error}")
    export_svg(report, workshop.rules(), args.out, f"medlint {args.draft}")
    print(f"{args.out}: written")


if __name__ == "__main__":
    main()
