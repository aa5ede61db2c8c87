"""What medlint makes of links, as tables of cases: the tests run every cell, and docs/links.md prints them.

    python tools/link_tables.py            writes docs/links.md
    python tools/link_tables.py --check    exits with 1 if the page is not up to date

A cell is a severity of the rule `unmarked-commercial-link` ("-": no finding). The cases are those of `link_cases`.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from link_cases import DISCLOSED, HIDDEN, KINDS, NOT_DISCLOSED, OUTCOMES, PROMISED, SEEN, TOLD, UNMARKED

PAGE: Final = Path(__file__).resolve().parents[1] / "docs" / "links.md"


_INTRODUCTION: Final = (
    "Every cell is run by the tests, in at least three forms each (`tools/link_cases.py`). The rule is"
    " `unmarked-commercial-link`; `-` is no finding. Lists of hosts, parameters and paths: [facts.md](facts.md);"
    " your own: `own-domains`, `partners`, `evidence-hosts` in the configuration."
)
_MARKDOWN: Final = (
    "In Markdown, which has no `rel`, a disclosure in words ends the matter; with `markdown-rel = true`, because the"
    " site's build adds `rel`, nothing is asked."
)


def cells(kind: str, rel: str, place: str, told: str) -> str:
    """What the rule says of an HTML link."""
    if kind == "campaign" and place == "references":
        return "info"  # a citation that tracks its readers does so whatever its `rel`
    marked = rel not in UNMARKED or place == "navigation"
    return "-" if marked else OUTCOMES[kind][told]


def render() -> str:
    """The page docs/links.md."""
    parts = [
        "# What medlint makes of links",
        _INTRODUCTION,
        "## An HTML link: where it leads, its `rel`, its place, and what the words say",
        _matrix(),
        _MARKDOWN,
        "## Links that readers cannot see",
        _listing(HIDDEN, "warning, wherever the link leads outside of evidence and the site itself"),
        "## What does not hide a link",
        _listing(SEEN, "-"),
        "## Ways to disclose a paid link",
        _listing(DISCLOSED, "-"),
        "## Words that only look like it",
        _listing(NOT_DISCLOSED, "warning"),
        "## Other faults",
        _listing(PROMISED, "warning; info for a seller's many marked links and for tracking"),
    ]
    return "\n\n".join(parts) + "\n"


def _matrix() -> str:
    columns = [("none", place, told) for place in ("text", "references", "navigation") for told in TOLD]
    columns += [(rel, place, "nothing") for rel in ("nofollow", "sponsored") for place in ("text", "references")]
    head = ["leads to", *(f"rel {rel}, {place}, told: {told}" for rel, place, told in columns)]
    rows = [[kind, *(cells(kind, *column) for column in columns)] for kind in KINDS]
    return "\n".join(["| " + " | ".join(row) + " |" for row in (head, ["---"] * len(head), *rows)])


def _listing(cases: Mapping[str, tuple[str, ...]], outcome: str) -> str:
    lines = [f"Outcome: {outcome}.", ""]
    for name, forms in cases.items():
        shown = (form.replace("{0}", "...").replace("\n", " ⏎ ") for form in forms)
        lines += [f"- {name}:", *(f"  - ``{form}``" for form in shown)]
    return "\n".join(lines)


def main() -> int:
    """Write the page, or say whether it is up to date."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing; exit with 1 if the page is out of date")
    if parser.parse_args().check:
        return int(not PAGE.exists() or PAGE.read_text("utf-8") != render())
    PAGE.write_text(render(), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
