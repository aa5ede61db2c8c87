"""Links of the Markdown reader: targets, texts and footnotes, and where each stands in the source."""

from __future__ import annotations

import pytest

from medlint.readers.markdown import read_markdown

LINKS = [
    # source, text, href, whole, written target, element, title
    ("x [a *b*](http://x?a&amp;b \"t\") y", "a b", "http://x?a&b", "[a *b*](http://x?a&amp;b \"t\")",
     "http://x?a&amp;b", "anchor", "t"),
    ("[a](<b c> 't')", "a", "b c", "[a](<b c> 't')", "b c", "anchor", "t"),
    ("[a](  b(c)d  )", "a", "b(c)d", "[a](  b(c)d  )", "b(c)d", "anchor", ""),
    ("[a]()", "a", "", "[a]()", "", "anchor", ""),
    ("[`](`](u)", "@", "u", "[`](`](u)", "u", "anchor", ""),
    ("é[ü](ö)", "ü", "ö", "[ü](ö)", "ö", "anchor", ""),
    ("> [a](\n> b)", "a", "b", "[a](\n> b)", "b", "anchor", ""),
    ("[r][L]\n\n[l]: <http://z> 'tt'", "r", "http://z", "[r][L]", "http://z", "anchor", "tt"),
    ("[l]\n\n[l]: /z", "l", "/z", "[l]", "/z", "anchor", ""),
    ("[l][] b\n\n[l]: /z\n", "l", "/z", "[l][]", "/z", "anchor", ""),
    ("[ẞ]\n\n[SS]: /url", "ẞ", "/url", "[ẞ]", "/url", "anchor", ""),
    ("<http://a.b>", "http://a.b", "http://a.b", "<http://a.b>", "http://a.b", "autolink", ""),
    ("<me@x.org>", "me@x.org", "mailto:me@x.org", "<me@x.org>", "me@x.org", "autolink", ""),
    ("at WWW.x.org.", "WWW.x.org", "https://WWW.x.org", "WWW.x.org", "WWW.x.org", "autolink", ""),
    ("[![alt *x*](i)](u)", "alt x", "u", "[![alt *x*](i)](u)", "u", "anchor", ""),
    ("[AT&amp;T\nnow](u)", "AT&T now", "u", "[AT&amp;T\nnow](u)", "u", "anchor", ""),
    ("[a]({{< ref \"x y\" >}})", "a", "{{< ref \"x y\" >}}", "[a]({{< ref \"x y\" >}})", "{{< ref \"x y\" >}}",
     "anchor", ""),
    ("x <a href='u' title=t>go *on*</a>", "go on", "u", "<a href='u' title=t>go *on*</a>", "u", "anchor", "t"),
    ("x <a href=\"{{< ref \"y\" >}}\">go</a>", "go", "{{< ref \"y\" >}}", "<a href=\"{{< ref \"y\" >}}\">go</a>",
     "{{< ref \"y\" >}}", "anchor", ""),
    ("<a href=u>\n\n*text*\n\n</a>", "text", "u", "<a href=u>\n\n*text*\n\n</a>", "u", "anchor", ""),
    ("<nav>\n\n[Home](/)\n\n</nav>", "Home", "/", "[Home](/)", "/", "anchor", ""),
    ("[a <b>c](d)", "a c", "d", "[a <b>c](d)", "d", "anchor", ""),
]  # fmt: skip


@pytest.mark.parametrize("case", LINKS)
def test_links(case: tuple[str, ...]):
    source, text, href, whole, target, element, title = case
    (link,) = read_markdown(source, ".md").links
    assert (link.text.replace("\ufffc", "@"), link.href, link.element, link.title) == (text, href, element, title)
    assert source[link.source_start : link.source_end] == whole
    assert source[link.href_start : link.href_end] == target


def test_the_anchor_text_is_a_span_of_its_block():
    prose = read_markdown("# T\n\nsee [the *trial*](x) and <http://y> now", ".md")
    assert [(link.block, prose.text[link.start : link.end]) for link in prose.links] == [
        (1, "the trial"),
        (1, "\ufffc"),
    ]


def test_links_in_navigation_and_hidden_links_say_so():
    prose = read_markdown("<nav>\n\n[a](b)\n\n</nav>\n\n<div hidden>\n\n[c](d)\n\n</div>\n\n[e](f)", ".md")
    assert [(link.place, link.hidden) for link in prose.links] == [("nav", False), ("text", True), ("text", False)]


def test_an_html_link_left_open_in_a_markdown_link_ends_with_it():
    prose = read_markdown("[a <a href=x> b](y) c\n\n</a> d", ".md")
    assert sorted((link.href, link.text) for link in prose.links) == [("x", "b"), ("y", "a b")]


def test_footnotes_are_resolvable():
    prose = read_markdown("Safe [^N 1] here.[^b]\n\n[^n 1]: *One* [l](u)\n\n    two\n\n[^b]: three\n", ".md")
    references = [link for link in prose.links if link.element == "footnote"]
    assert [(link.href, link.text, link.start == link.end) for link in references] == [
        ("#n 1", "", True), ("#b", "", True),
    ]  # fmt: skip
    notes = prose.metadata["footnotes"]
    assert {
        label: [prose.text[prose.blocks[n].start : prose.blocks[n].end] for n in numbers]
        for label, numbers in notes.items()
    } == {"n 1": ["One l", "two"], "b": ["three"]}
    assert [link.block for link in references] == [0, 0]
