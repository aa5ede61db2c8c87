"""The HTML reader: what a page shows becomes prose, and every character of it knows where it came from."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medlint.errors import SourceError
from medlint.readers.decoding import decode_html
from medlint.readers.html import read_html
from medlint.readers.html_sink import HtmlSink
from medlint.readers.prose import ProseBuilder
from timing import is_linear

TAGS = """p div span b ul li dl dt dd table tr td blockquote h1 h3 a code pre nav aside footer svg script style template
title button q br hr img figure figcaption caption noscript select form sup main header article object"""
SNIPPETS = [
    *(f"<{tag}>" for tag in TAGS.split()), *(f"</{tag}>" for tag in TAGS.split()),
    '<a href="/x" title="to &amp; fro">', "<img alt='a &lt; b'>", "<span hidden>", '<div style="display: none">',
    "<form action=/s>", "<button formaction=/b>", "<input type=submit value=Go>", "<area href=/a alt=Map>",
    '<meta name=description content="About doses">', "<!-- note -->", "<!--", "<a", "</", "&amp;", "&nbsp;", "&hellip;",
    "&", "<", ">", "word", "two words ", " ", "\n\n", "\r\n", "\u2028", "é", "😀", "\u0130",
    "https://example.org/a", "\x00",
]  # fmt: skip
PAGE = st.lists(st.sampled_from(SNIPPETS), max_size=40).map("".join)


def blocks(source):
    """Kind and text of each visible block."""
    prose = read_html(source)
    return [(block.kind, prose.text[block.start : block.end]) for block in prose.blocks if not block.hidden]


def hidden(source):
    prose = read_html(source)
    return [(block.kind, prose.text[block.start : block.end]) for block in prose.blocks if block.hidden]


def check_map(source, prose):
    """The law: each piece of prose is what its source span renders to, and the pieces cover all blocks."""
    covered = set()
    for at, size, start, length in zip(*prose.pieces, strict=True):
        text, written = prose.text[at : at + size], source[start : start + length]
        covered.update(range(at, at + size))
        if size == length and text == re.sub(r"[\t\n\r\f\v]", " ", written):
            continue
        if text == " ":
            assert not written.strip() or written[0] in "<&"
        elif text == "\ufffc":
            assert written.startswith(("<code", "<math", "https://"))
        elif written.startswith("<"):
            assert (text, written[:2]) in {("“", "<q"), ("”", "</")}
        else:
            assert html.unescape(written) == text
    for block in prose.blocks:
        assert covered.issuperset(range(block.start, block.end))


@given(PAGE)
def test_every_character_maps_back(source):
    prose = read_html(source)
    check_map(source, prose)
    end = 0
    for block in prose.blocks:
        assert end <= block.start < block.end
        end = block.end
    for link in prose.links:
        assert 0 <= link.source_start <= link.href_start <= link.href_end <= link.source_end <= len(source)
        assert link.block < len(prose.blocks)
        if link.block >= 0:
            assert prose.blocks[link.block].start <= link.start <= link.end <= prose.blocks[link.block].end


@given(PAGE)
def test_a_page_fed_in_fragments_reads_the_same(source):
    builder = ProseBuilder(source)
    sink = HtmlSink(builder)
    whole = read_html(source)
    # Fragments must be whole tags; these may reach over the next `<` or join across it.
    reaching = any(mark in source for mark in ("<script", "<style", "<title", "<noscript", "<!--", "<a<", "</<", "&"))
    cuts = [] if reaching else [at for at in range(1, len(source)) if source[at] == "<"]
    for start, end in zip([0, *cuts], [*cuts, len(source)], strict=True):
        sink.feed(start, end)
    sink.finish(len(source))
    assert builder.build() == whole


@pytest.mark.parametrize("piece", [
    "<div>", "<p>", "<span hidden>", "<ul><li>", "<a href=x>", "<a href=x>a", "<table><tr><td>", "<b><p>x</b>",
    "</div>", "<nav>a", "<code>", "x<svg>", "<img alt=x>", "<p title=x>y &amp; z", "<q>", "<h1>", "x https://e.org ",
    "<form action=x>", "<button>x", "<title>a</title>", "<meta name=description content=a>", "<template></div>",
    "x<br>", "<b hidden>x</b>y",
    '<script type="application/ld+json">[</script>', "<p><a href=x title=y>b<img alt=c>",
])  # fmt: skip
def test_time_grows_with_the_length_only(piece):
    assert is_linear(lambda size: read_html(piece * size), 2000)


@pytest.mark.parametrize(("source", "expected"), [
    ("<p>One.</p><p>Two.</p>", [("paragraph", "One."), ("paragraph", "Two.")]),
    ("<p>One.<p>Two.<div>Three.</div>Four.",
     [("paragraph", "One."), ("paragraph", "Two."), ("paragraph", "Three."), ("paragraph", "Four.")]),
    ("Bare <b>and</b>\n plain", [("paragraph", "Bare and plain")]),
    ("un<b>safe</b> at an<wbr>y dose", [("paragraph", "unsafe at any dose")]),
    ("<p>one<br>two<br/>three", [("paragraph", "one two three")]),
    ("<p>5 &lt; 6 &amp; caf&eacute;", [("paragraph", "5 < 6 & café")]),
    ("<h1>A</h1><h2>B<h3>C</h3>d", [("heading", "A"), ("heading", "B"), ("heading", "C"), ("paragraph", "d")]),
    ("<ul><li>a<li>b<ul><li>c</ul>d</ul>e",
     [("item", "a"), ("item", "b"), ("item", "c"), ("item", "d"), ("paragraph", "e")]),
    ("<dl><dt>a<dd>b<dd><p>c</dl>", [("item", "a"), ("item", "b"), ("item", "c")]),
    ("<table><caption>t<tr><th>a<td>b<tr><td><p>c</p></table>d",
     [("caption", "t"), ("cell", "a"), ("cell", "b"), ("cell", "c"), ("paragraph", "d")]),
    ("<table><tr><td>a<table><tr><td>b</table>c<td>d</table>",
     [("cell", "a"), ("cell", "b"), ("cell", "c"), ("cell", "d")]),
    ("<blockquote>a<p>b</p><ul><li>c</ul><h4>d</h4></blockquote>e",
     [("quote", "a"), ("quote", "b"), ("quote", "c"), ("heading", "d"), ("paragraph", "e")]),
    ("<figure><img src=x alt='A pill'><figcaption>A <i>small</i> pill</figcaption></figure>",
     [("alt", "A pill"), ("caption", "A small pill")]),
    ("<p>See <img alt='pic'> here</p>", [("paragraph", "See here"), ("alt", "pic")]),
    ("<p>Run <code>rm <b>x</b></code> now, <math><mi>x</mi></math>.", [("paragraph", "Run \ufffc now, \ufffc.")]),
    ("a<pre>code</pre>b", [("paragraph", "a"), ("paragraph", "b")]),
    ("<nav>menu</nav><main>text</main><aside>ad</aside><footer>foot", [("paragraph", "text")]),
    ("<div role=navigation>menu</div>text", [("paragraph", "text")]),
    ("a<script>if (a<b) {}</script><style>p{}</style><template><p>t</template><noscript>n</noscript>b",
     [("paragraph", "ab")]),
    ("<p>a <svg><title/><path/><text>no</text></svg>b<select><option>x</select>", [("paragraph", "a b")]),
    ("<p>He said <q>never</q>.", [("paragraph", "He said “never”.")]),
    ("<p>Press <button>Buy <b>now</b></button> please", [("paragraph", "Press please"), ("button", "Buy now")]),
    ("<input type=submit value='Order &amp; pay'><input value=no>", [("button", "Order & pay")]),
    ("<p>&nbsp;</p><p> </p><p>x&nbsp;y", [("paragraph", "x\xa0y")]),
    ("see https://example.org/a, then", [("paragraph", "see \ufffc, then")]),
    ("", []),
    ("<!-- only --><br><hr>", []),
    ("</p></div>a</span>b</td>", [("paragraph", "ab")]),
    ("<p>a <!-- b --> c", [("paragraph", "a c")]),
])  # fmt: skip
def test_blocks(source, expected):
    check_map(source, read_html(source))
    assert blocks(source) == expected


def test_heading_levels_and_groups():
    prose = read_html("<h2>a</h2><p>b</p><ul><li>c<li>d</ul><h4>e</h4><ol><li>f</ol>")
    assert [block.level for block in prose.blocks] == [2, 0, 0, 0, 4, 0]
    groups = [block.group for block in prose.blocks]
    assert groups[0] == groups[1] == groups[4] == 0
    assert groups[2] == groups[3] != groups[5] != 0


@pytest.mark.parametrize("tag", [
    "<{} hidden>", '<{} aria-hidden="true">', '<{} style="color:red;display : none">', '<{} style="VISIBILITY:hidden">',
    '<{} style="font-size:0px; x:y">', '<{} style="opacity:0">', '<{} style="text-indent:-9999px">',
])  # fmt: skip
def test_hidden_elements(tag):
    for name in ("div", "span"):
        source = f"<p>seen</p>{tag.format(name)}<b>not</b> seen</{name}><p>again</p>"
        assert blocks(source) == [("paragraph", "seen"), ("paragraph", "again")]
        assert hidden(source) == [("paragraph", "not seen")]
    inside = f"<p>It is {tag.format('span')}not <span>so</span> very</span>safe."
    assert blocks(inside) == [("paragraph", "It is safe.")]
    assert hidden(inside) == [("paragraph", "not so very")]


@pytest.mark.parametrize("tag", [
    "<span style='opacity:0.5'>", "<span style='font-size:0.9em'>", "<span aria-hidden=false>", "<span class=hidden>",
    "<span style='fill-opacity:0'>", "<span style='display:block'>",
])  # fmt: skip
def test_not_hidden(tag):
    assert blocks(f"<p>a {tag}b</span>") == [("paragraph", "a b")]


def test_head_texts_and_metadata():
    source = """<!doctype html><html lang="en-GB"><head><meta charset="UTF-8">
<meta property="og:title" content="Cure &amp; care"><title>Sleep
 &amp; health</title><meta name="description" content="All about sleep.">
<meta name="og:description" content="All about sleep.">
<meta name="twitter:description" content="More"><meta name="twitter:title" content="Sleep &amp; health">
<meta name=author content="A. Writer"><meta property="article:published_time" content="2024-02-01">
<meta name=robots content=noindex><link rel="canonical" href="https://example.org/?a=1&amp;b=2">
<meta property="article:tag" content=a><meta property="article:tag" content=b>
<script type="application/ld+json">{"@graph": [{"@type": "MedicalWebPage", "author": [{"name": "B. Doc"}],
"reviewedBy": {"name": "C. Doc"}, "dateModified": "2024-03-01", "lastReviewed": "2024-03-02",
"publisher": {"name": "P"}}]}</script>
<script type="application/ld+json">{broken</script></head><body><h1>Sleep</h1></body></html>"""
    prose = read_html(source)
    check_map(source, prose)
    assert blocks(source) == [
        ("title", "Sleep & health"), ("title", "Cure & care"), ("description", "All about sleep."),
        ("description", "More"), ("heading", "Sleep"),
    ]  # fmt: skip
    expected = {
        "lang": "en-GB", "charset": "utf-8", "title": "Sleep & health", "author": "A. Writer", "date": "2024-02-01",
        "robots": "noindex", "canonical": "https://example.org/?a=1&b=2", "article:tag": ["a", "b"],
        "reviewedBy": "C. Doc", "dateModified": "2024-03-01", "lastReviewed": "2024-03-02", "publisher": "P",
    }  # fmt: skip
    assert {key: prose.metadata[key] for key in expected} == expected
    assert prose.metadata["json-ld"][0]["author"] == ["B. Doc"]
    at, size, start, length = next(zip(*prose.pieces, strict=True))
    assert source[start : start + length] == prose.text[at : at + size] == "Sleep"


@pytest.mark.parametrize("data", [
    "[" * 100_000, "\ud800", "null", "[1, [2]]", '{"author": {"name": {}}}', '{"@graph": 3}',
])  # fmt: skip
def test_odd_linked_data_is_ignored(data):
    prose = read_html(f'<script type="application/ld+json">{data}</script>text')
    assert "author" not in prose.metadata
    assert prose.text == "text"


def test_front_matter_before_html():
    source = "---\ntitle: Sleep and dreams\n---\n<p>Text.</p>"
    assert blocks(source) == [("title", "Sleep and dreams"), ("paragraph", "Text.")]


def test_links():
    source = (
        '<p>Read <a HREF=" /a?b=1&amp;c=2 " REL="Sponsored nofollow" title="The &quot;trial&quot;" target=_blank>the\n'
        '<b>trial</b> <img alt="logo"></a> now.</p><nav><a href=/home>H &amp; ome</a></nav><a name=x>none</a>'
    )
    prose = read_html(source)
    check_map(source, prose)
    first, second = prose.links
    assert (first.href, first.rel, first.title) == ("/a?b=1&c=2", ("sponsored", "nofollow"), 'The "trial"')
    assert source[first.href_start : first.href_end] == " /a?b=1&amp;c=2 "
    assert source[first.source_start : first.source_end].endswith("</a>")
    assert prose.text[first.start : first.end] == "the trial"
    assert first.text == "the trial logo"
    assert first.attributes == {"target": "_blank"}
    assert (first.element, first.markup, first.place, first.hidden) == ("anchor", "html", "text", False)
    assert (second.text, second.place, second.start, second.end) == ("H & ome", "nav", second.start, second.start)
    assert ("link-title", 'The "trial"') in blocks(source)


def test_links_of_other_kinds():
    source = (
        "<map><area href=/m alt='The map'></map><form action='/find'><button formaction='/buy'>Buy it</button></form>"
        "<header><a href=/t>top</a></header><article><header><a href=/u>up</a></header></article>"
        "<div hidden><a href=/v>veiled</a></div><template><a href=/w>w</a></template>"
    )
    found = [(link.element, link.href, link.text, link.place, link.hidden) for link in read_html(source).links]
    assert found == [
        ("area", "/m", "The map", "text", False),
        ("form", "/find", "", "text", False),
        ("button", "/buy", "Buy it", "text", False),
        ("anchor", "/t", "top", "nav", False),
        ("anchor", "/u", "up", "text", False),
        ("anchor", "/v", "veiled", "text", True),
    ]


def test_broken_links_end_somewhere():
    source = "<p><a href=1>one <a href=2>two</p><div>three <a href=3><h2>four</h2>five</a> six"
    prose = read_html(source)
    assert [(link.href, link.text) for link in prose.links] == [("1", "one"), ("2", "two"), ("3", "four five")]
    assert [prose.text[link.start : link.end] for link in prose.links] == ["one", "two", "four"]


def test_comments_are_handed_on():
    source = "<p>a</p><!-- medlint: allow x: y --><nav><!--z--></nav>"
    comments = read_html(source).comments
    assert [comment.text for comment in comments] == [" medlint: allow x: y ", "z"]
    assert source[comments[0].start : comments[0].end] == "<!-- medlint: allow x: y -->"


def test_fragments_inside_another_text():
    source = "It is <span hidden>|not| </span>|safe| <code>|x| y</code> <b>|ok|.<div aria-hidden=true>|gone|"
    builder = ProseBuilder(source)
    sink = HtmlSink(builder)
    builder.open("item")
    depth, at = sink.depth, 0
    for number, part in enumerate(source.split("|")):
        end = at + len(part)
        if number % 2 == 0:
            sink.feed(at, end)
        else:
            sink.text(at, end)
        at = end + 1
    assert sink.hidden
    sink.unwind(depth, len(source))
    assert not sink.hidden
    sink.finish(len(source))
    prose = builder.build()
    assert [(block.kind, prose.text[block.start : block.end], block.hidden) for block in prose.blocks] == [
        ("item", "It is safe \ufffc ok.", False), ("paragraph", "not", True), ("paragraph", "gone", True),
    ]  # fmt: skip


@pytest.mark.parametrize(("data", "text"), [
    (b"\xef\xbb\xbf<p>\xc3\xa9", "<p>é"),
    ("<p>é".encode("utf-16"), "<p>é"),
    (b"<meta charset='ISO-8859-1'>\x93\xe9", "<meta charset='ISO-8859-1'>“é"),
    (b'<meta http-equiv=Content-Type content="text/html; charset=windows-1251">\xe9',
     '<meta http-equiv=Content-Type content="text/html; charset=windows-1251">й'),
    (b'<?xml version="1.0" encoding="latin1"?>\xe9', '<?xml version="1.0" encoding="latin1"?>é'),
    (b"<meta charset=latin1>\xc3\xa9", "<meta charset=latin1>é"),
])  # fmt: skip
def test_decoding(data, text):
    assert decode_html(data, "a.html") == text


@pytest.mark.parametrize(("data", "byte"), [
    (b"<p>\xe9", 3), (b"<meta charset=hex>\xe9", 18), (b"<meta charset=nosuch>\xe9", 21), (b"\xef\xbb\xbfa\xff", 4),
])  # fmt: skip
def test_undecodable_bytes_are_named(data, byte):
    with pytest.raises(SourceError) as caught:
        decode_html(data, "a.html")
    assert (caught.value.path, caught.value.byte) == ("a.html", byte)
