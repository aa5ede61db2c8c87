"""HTML pages: what a reader of the page sees becomes prose, what the head says becomes titles and metadata."""

from __future__ import annotations

from medlint.model import Prose
from medlint.readers.front_matter import split_front_matter
from medlint.readers.html_sink import HtmlSink
from medlint.readers.meta import add_front_matter
from medlint.readers.prose import ProseBuilder


def read_html(source: str, suffix: str = ".html") -> Prose:  # noqa: ARG001 - the signature of a reader
    """The prose of an HTML page or fragment, in linear time; never raises, however broken the markup is.

    Blocks stand in source order, after titles and descriptions out of front matter (site generators allow it before
    HTML) and of the head. Offsets in the result are as in `Prose`.
    """
    builder = ProseBuilder(source)
    front = split_front_matter(source)
    add_front_matter(builder, front)
    sink = HtmlSink(builder)
    sink.feed(front.body, len(source))
    sink.finish(len(source))
    return builder.build()
