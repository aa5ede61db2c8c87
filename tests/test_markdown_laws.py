"""What holds for every Markdown text: words are found where they stand, nothing breaks the reader, time is linear."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medlint.document import Context, Document, Knowledge
from medlint.model import Prose
from medlint.phrasebook import build
from medlint.readers.markdown import read_markdown
from timing import is_linear

KNOWLEDGE = Knowledge(lexicons={}, phrasebook=build(()), facts={}, layers={})
CONTEXT = Context(today=date(2026, 1, 1))


def document(source: str, prose: Prose) -> Document:
    return Document(path="a.md", format="markdown", source=source, prose=prose, knowledge=KNOWLEDGE, context=CONTEXT)


SPICE = ["", "\u0301", "\xad", "İ", "🙂", "é", "ß", "\u200b", "药"]
WRAPS = [
    "{}", "*{}*", "**{}**", "~~{}~~", "[{}](http://x.org/a_b)", "[{}](<u v> \"t\")", "[{}][ref]", "`c` {}", "&amp; {}",
    "\\* {}", "<b>{}</b>", "<a href='u'>{}</a>", "{{{{< sc >}}}} {}", "({})", "“{}”", "{} http://x.org/y", "{}&nbsp;",
    "{}[^n]", "<!-- c --> {}", "![{}](i.png)", "{}\u2028", "***{}***", "*a **{}***", "$x$ {}", "![pic](i) {}",
]  # fmt: skip


@st.composite
def planted(draw) -> tuple[str, list[str]]:
    """A document, and the words planted in it; each is unique."""
    words: list[str] = []

    def inline() -> str:
        parts = []
        for _ in range(draw(st.integers(1, 4))):
            word = f"w{len(words)}{draw(st.sampled_from(SPICE))}z"
            words.append(word)
            parts.append(draw(st.sampled_from(WRAPS)).format(word))
        return " ".join(parts)

    def indented(text: str, mark: str) -> str:
        return mark + text.replace("\n", "\n" + ("> " if mark == "> " else " " * len(mark)))

    def block(depth: int) -> str:
        kind = draw(st.sampled_from(["p", "wrapped", "h", "ul", "ol", "quote", "table", "note", "div"]))
        if depth > 2 or kind == "p":
            return inline()
        if kind == "wrapped":
            return f"{inline()}\n{inline()}  \n{inline()}"
        if kind == "h":
            return f"## {inline()}"
        if kind in {"ul", "ol", "quote"}:
            mark = {"ul": "- ", "ol": "1. ", "quote": "> "}[kind]
            return "\n".join(indented(block(depth + 1), mark) for _ in range(draw(st.integers(1, 3))))
        if kind == "table":
            return f"| {inline()} | {inline()} |\n|---|---|\n| {inline()} | {inline()} |"
        if kind == "note":
            return f":::note\n{inline()}\n:::"
        return f"<div>\n\n{block(depth + 1)}\n\n</div>"

    parts = [block(0) for _ in range(draw(st.integers(1, 4)))]
    tail = f"[ref]: http://ref.org 'title'\n\n[^n]: {inline()}\n"
    head = draw(st.sampled_from(["", "---\ntitle: İ title\n---\n", "+++\ndraft = true\n+++\n\n"]))
    source = head + "\n\n".join([*parts, tail])
    return source.replace("\n", draw(st.sampled_from(["\n", "\r\n", "\r"]))), words


@settings(max_examples=150, deadline=None)
@given(planted())
def test_every_planted_word_is_found_where_it_stands(case: tuple[str, list[str]]):
    source, words = case
    prose = read_markdown(source, ".md")
    text = document(source, prose)
    for word in words:
        assert prose.text.count(word) == 1, word
        at = prose.text.index(word)
        start, end = text.source_span(at, at + len(word))
        assert source[start:end] == word


def check_consistency(source: str, prose: Prose) -> None:
    """Pieces cover all blocks in order and lie in the source; so do blocks and links."""
    at = 0
    for start, length, source_start, source_length in zip(*prose.pieces, strict=True):
        assert at <= start
        assert prose.text[at:start] in {"", "\n\n"}
        assert length > 0
        assert 0 <= source_start <= source_start + source_length <= len(source)
        if length == source_length:
            assert prose.text[start : start + length].split() == source[source_start : source_start + length].split()
        at = start + length
    assert at == len(prose.text)
    assert all(block.start < block.end <= len(prose.text) for block in prose.blocks)
    for link in prose.links:
        assert 0 <= link.source_start <= link.href_start <= link.href_end <= len(source) or "[" in source
        assert link.start <= link.end
        assert link.block < len(prose.blocks)
        if link.block >= 0:
            assert prose.blocks[link.block].start <= link.start <= link.end <= prose.blocks[link.block].end


@settings(max_examples=100, deadline=None)
@given(planted())
def test_pieces_are_consistent(case: tuple[str, list[str]]):
    check_consistency(case[0], read_markdown(case[0], ".md"))


BITS = st.sampled_from([
    "*", "**", "_", "`", "```", "~~~", "[", "]", "](", ")", "![", "<", ">", "</", "<div>", "</div>", "<a href=", "<!--",
    "-->", "{{", "}}", "{%", "%}", "{/*", "*/}", "{", "}", "<A ", "/>", ":::", "\n", "\n\n", "\r", "\r\n", "> ", "- ",
    "1. ", "# ", "|", "|-|", "[^1]", "[^1]: ", "[a]: ", "\\", "&amp;", "&", "$", "  ", "    ", "\t", "\0", "\ud800",
    "é", "=", "🙂", "word", "http://", "www.",
    "---\n", "+++\n", "import ", "export {", "from 'a'", "'", '"', "<script>", "<p",
])  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.lists(BITS, max_size=40).map("".join), st.sampled_from([".md", ".mdx"]))
def test_nothing_breaks_it(source: str, suffix: str):
    check_consistency(source, read_markdown(source, suffix))


@pytest.mark.parametrize("bit", [
    "> ", "- ", "*", "*a ", "[", "![", "{{", "{{ ", "{% ", "{", "<A ", "<div>", "<A \"", "{/*", "`", "<!-- ",
    "\\", "&", "www.", "{{ x }} ", "[a](b) ", "<span hidden>", "export {\n", ":::a\n", "[a] ", "<b>", "a\r", "药 *",
    "\t \t", "[^1]: ", "$",
])  # fmt: skip
def test_repeated_marks_cost_linear_time(bit: str):
    for suffix in (".md", ".mdx"):
        assert is_linear(lambda size, suffix=suffix: read_markdown(bit * size + "\n\n[a]: x", suffix), 2500)
