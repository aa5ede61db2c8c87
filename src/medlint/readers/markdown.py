"""Markdown and MDX: CommonMark with tables, footnotes, task lists, strikethrough, math and definition lists."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from medlint.lazy import lazy_pattern
from medlint.model import Prose
from medlint.readers.byte_offsets import byte_to_char
from medlint.readers.front_matter import split_front_matter
from medlint.readers.markdown_events import Walker
from medlint.readers.markdown_link_events import fold_label
from medlint.readers.markdown_sink import MarkdownSink
from medlint.readers.meta import add_front_matter
from medlint.readers.prose import ProseBuilder
from medlint.readers.shortcodes import Embed, find_shortcodes, hide

if TYPE_CHECKING:
    from pyromark import Options

_LONE_CR = lazy_pattern(r"\r(?!\n)")
_SURROGATE = lazy_pattern("[\ud800-\udfff]")


def read_markdown(source: str, suffix: str = ".md") -> Prose:
    """The prose of a Markdown text (`suffix` ".mdx": with components). Never raises, whatever the text holds; linear.

    Blocks stand in source order, but for alt texts and link titles, which follow the block that they stand in, and
    titles of the front matter, which come first. `metadata["footnotes"]` has the block numbers of each footnote by its
    folded label; a reference to it is a `Link` with the element "footnote" and the target `#label`.
    """
    import pyromark

    front = split_front_matter(source)
    builder = ProseBuilder(source)
    add_front_matter(builder, front)
    embeds = _find_embeds(source, front.body, is_mdx=suffix.lower() == ".mdx")
    _add_embeds(builder, embeds)
    markup = hide(source, embeds) if embeds else source
    body = _parsable(markup[front.body :])
    to_char = byte_to_char(body, front.body)
    options = _options()

    def definitions() -> dict[str, tuple[int, int]]:
        found = pyromark.reference_definitions(body, options=options)
        spans = {label: (data["span"]["start"], data["span"]["end"]) for label, data in found.items()}
        return {fold_label(label): (to_char(start), to_char(end)) for label, (start, end) in spans.items()}

    sink = MarkdownSink(builder, markup, embeds)
    walker = Walker(sink, to_char, cache(definitions), loose_code=suffix.lower() == ".mdx")
    walker.walk(pyromark.events_with_range(body, options=options, merge_text=False))
    sink.finish(len(source))
    return builder.build({"footnotes": walker.footnotes} if walker.footnotes else None)


def _options() -> Options:
    from pyromark import Options

    return (
        Options.ENABLE_TABLES
        | Options.ENABLE_FOOTNOTES
        | Options.ENABLE_STRIKETHROUGH
        | Options.ENABLE_TASKLISTS
        | Options.ENABLE_HEADING_ATTRIBUTES
        | Options.ENABLE_MATH
        | Options.ENABLE_DEFINITION_LIST
        | Options.ENABLE_GFM  # `> [!NOTE]` boxes, which are no quotations
    )


def _find_embeds(source: str, start: int, *, is_mdx: bool) -> list[Embed]:
    lines = source.replace("\r\n", " \n").replace("\r", "\n") if "\r" in source else source
    if not is_mdx:
        return find_shortcodes(lines, start)
    from medlint.readers.mdx import find_mdx

    return find_mdx(lines, start)


def _add_embeds(builder: ProseBuilder, embeds: list[Embed]) -> None:
    for embed in embeds:
        if embed.kind == "comment":
            from medlint.readers.mdx import COMMENT_MARKS

            inside = builder.source[embed.start + COMMENT_MARKS : embed.end - COMMENT_MARKS]
            builder.comment(embed.start, embed.end, inside)
        else:
            builder.embed(embed.start, embed.end)


def _parsable(text: str) -> str:
    """The text for the parser, of the same length: it knows no lone CR, and what is no UTF-8 cannot be given to it."""
    if text.count("\r") != text.count("\r\n"):
        text = _LONE_CR.sub("\n", text)
    try:
        text.encode()
    except UnicodeEncodeError:
        return _SURROGATE.sub("?", text)
    return text
