"""A text read as a document with all layers, as tests of layers need it."""

from __future__ import annotations

from medlint.document import Context, Document
from medlint.testing import Setup


def read(setup: Setup, text: str) -> Document:
    """A Markdown text as a document."""
    prose = setup.host.reader_for("", "markdown").read(text, ".md")
    context = Context(setup.today)
    return Document(
        path="a.md", format="markdown", source=text, prose=prose, knowledge=setup.knowledge, context=context
    )
