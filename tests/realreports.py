"""The report of the articles in `tests/articles`, made once for the tests of the outputs."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import medlint
from medlint.model import Report

ARTICLES = Path(__file__).parent / "articles"
TEXTS = ("clean.md", "clinic.html", "draft.md")
FRENCH = "# Le sommeil\n\nLe sommeil est bon pour la santé, et il faut dormir assez chaque nuit de la semaine.\n" * 4


def lint(text: str, path: str, **config: object) -> medlint.model.FileReport:
    """A text by medlint's defaults, wherever the tests run."""
    return medlint.lint(text, path=path, config={"no_config": True, **config}).files[0]


@cache
def real_report(profile: str = "article") -> Report:
    """Three articles, a text in another language and an empty one."""
    texts = {name: (ARTICLES / name).read_text("utf-8") for name in TEXTS} | {"fr.md": FRENCH, "empty.md": ""}
    return Report(tuple(lint(text, f"articles/{name}", profile=profile) for name, text in sorted(texts.items())))
