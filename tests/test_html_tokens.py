"""The HTML tokenizer: it covers any text exactly, reads as browsers do, and never takes more than linear time."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medlint.readers.html_tokens import (
    Comment,
    EndTag,
    Other,
    RawText,
    Reference,
    StartTag,
    Text,
    attribute_pieces,
    attribute_text,
    tokenize,
)
from timing import is_linear

SNIPPETS = [
    "<", ">", "</", "</>", "<!", "<!--", "-->", "--!>", "<!-->", "<!--->", "<![CDATA[", "]]>", "<?", "<!doctype html>",
    "<p>", "</p>", "<a href=", '"', "'", "=", "/", "/>", "<a x ", "<script>", "</script>", "<style>", "</style >",
    "<svg>", "<title>", "</title>", "<textarea ", "<plaintext", "&", "&#", "&#x", "&#8217;", "&amp;", "&amp",
    "&notit;", "&hellip;", " ", "\n", "\t", "\r\n", "\x00", "\ud800", "\u212a", "\u0130", "é", "😀", "word",
]  # fmt: skip
HTML = st.lists(st.sampled_from(SNIPPETS) | st.text(max_size=5)).map("".join)
HOSTILE = [
    "<a x ", "<!--", "<![", "<![CDATA[", "<", "</", "</a ", "&", "&#", "&#x", "&#1", "&a", '<a "', "<a '", "<script>",
    "<script><!--", "<script><!--<script>", "<style>", "<title>", "<title></titl", "<textarea>&", '<a href="',
    "<a href='", '<a href="x" ', "<a b=", "<a b =", "=", "/", "<a/", "<?", "<!x", "<p>", "</p>", "&amp", "&notit",
    "<!-- --", "--!", "<svg>",
]  # fmt: skip


def visible(source: str) -> str:
    """The text of a source, references decoded."""
    return "".join(
        token.text if isinstance(token, Reference) else source[token.start : token.end]
        for token in tokenize(source)
        if isinstance(token, Text | Reference)
    )


def shape(source: str) -> list[str]:
    """Kind and content of each token, for short comparisons."""
    return [f"{type(token).__name__}:{source[token.start : token.end]}" for token in tokenize(source)]


@given(HTML)
def test_tokens_cover_the_source_in_order(source):
    position = 0
    for token in tokenize(source):
        assert token.start == position
        assert token.end > token.start
        position = token.end
    assert position == len(source)


@given(HTML, st.integers(0, 20), st.integers(0, 40))
def test_a_part_of_a_source_is_read_as_if_it_stood_alone(source, start, length):
    start = min(start, len(source))
    end = min(start + length, len(source))
    within = [(type(token), token.start - start, token.end - start) for token in tokenize(source, start, end)]
    alone = [(type(token), token.start, token.end) for token in tokenize(source[start:end])]
    assert within == alone


@given(HTML)
def test_attributes_stand_inside_their_tag_in_order(source):
    for token in tokenize(source):
        if isinstance(token, StartTag):
            position = token.start
            for attribute in token.attributes:
                assert position < attribute.start <= attribute.end < token.end
                position = attribute.end
                pieces = attribute_pieces(source, attribute)
                assert [piece[1] for piece in pieces] == [attribute.start, *(piece[2] for piece in pieces)][
                    : len(pieces)
                ]
                assert "".join(piece[0] for piece in pieces) == attribute_text(source, attribute)


@given(st.text(alphabet=st.characters(exclude_characters="<&")))
def test_plain_text_is_one_token(source):
    assert list(tokenize(source)) == ([Text(0, len(source))] if source else [])


@pytest.mark.parametrize("piece", HOSTILE)
def test_time_grows_with_the_length_only(piece):
    assert list(tokenize(piece * 10))
    assert is_linear(lambda size: list(tokenize(piece * size)), 10_000)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a < b <c", ["Text:a < b ", "Other:<c"]),
        ("x <3 y", ["Text:x <3 y"]),
        ("a</", ["Text:a</"]),
        ("a</>b", ["Text:a", "Other:</>", "Text:b"]),
        ("</ p>b", ["Other:</ p>", "Text:b"]),
        ("<!-->b", ["Comment:<!-->", "Text:b"]),
        ("<!--->b", ["Comment:<!--->", "Text:b"]),
        ("<!---->b", ["Comment:<!---->", "Text:b"]),
        ("<!--a--!>b", ["Comment:<!--a--!>", "Text:b"]),
        ("<!--!>b-->c", ["Comment:<!--!>b-->", "Text:c"]),
        ("<!--a -- > b-->", ["Comment:<!--a -- > b-->"]),
        ("<!doctype html>b", ["Other:<!doctype html>", "Text:b"]),
        ("<![CDATA[a > b]]>", ["Other:<![CDATA[a >", "Text: b]]>"]),
        ("<?xml a?>b", ["Other:<?xml a?>", "Text:b"]),
        ("<a title='>'>b", ["StartTag:<a title='>'>", "Text:b"]),
        ("<a title='>b", ["Other:<a title='>b"]),
        ("</a title='>'>b", ["EndTag:</a title='>'>", "Text:b"]),
        ("<script>a<b</script>c", ["StartTag:<script>", "RawText:a<b", "EndTag:</script>", "Text:c"]),
        ("<script></scripty></script>", ["StartTag:<script>", "RawText:</scripty>", "EndTag:</script>"]),
        (
            "<script><!--<script></script>--></script>c",
            ["StartTag:<script>", "RawText:<!--<script></script>-->", "EndTag:</script>", "Text:c"],
        ),
        ("<script><!-- </script>c", ["StartTag:<script>", "RawText:<!-- ", "EndTag:</script>", "Text:c"]),
        ("<script><!--><script></script>c",
         ["StartTag:<script>", "RawText:<!--><script>", "EndTag:</script>", "Text:c"]),
        ("<style>a</STYLE >c", ["StartTag:<style>", "RawText:a", "EndTag:</STYLE >", "Text:c"]),
        ("<title>a<b>&amp;</title>c",
         ["StartTag:<title>", "Text:a<b>", "Reference:&amp;", "EndTag:</title>", "Text:c"]),
        ("<plaintext>a</plaintext>", ["StartTag:<plaintext>", "RawText:a</plaintext>"]),
        ("<svg></svg><script/>a<b>", ["StartTag:<svg>", "EndTag:</svg>", "StartTag:<script/>", "RawText:a<b>"]),
        ("<svg><title/>a</svg>b", ["StartTag:<svg>", "StartTag:<title/>", "Text:a", "EndTag:</svg>", "Text:b"]),
    ],
)  # fmt: skip
def test_markup_is_cut_as_browsers_cut_it(source, expected):
    assert shape(source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("&amp;&nbsp;&hellip;", "&\xa0…"),
        ("&#8217;&#x2019;&#X2019", "’’’"),
        ("caf&eacute, 5 &lt 6", "café, 5 < 6"),
        ("&notit; &notin;", "¬it; ∉"),
        ("&NotEqualTilde;", "≂̸"),
        ("&CounterClockwiseContourIntegral;", "∳"),
        ("R&D, &, & c, &;, &nosuch;, &#;, &#x;, &#xg", "R&D, &, & c, &;, &nosuch;, &#;, &#x;, &#xg"),
        ("&#0;&#xD800;&#1114112;&#" + "9" * 9999 + ";", "\ufffd" * 4),
        ("&#150;&#129;", "–\x81"),
        ("&#00000000065;", "A"),
        ("&amp;amp;", "&amp;"),
        ("&am<b>p;", "&amp;"),
    ],
)
def test_references_are_decoded_as_browsers_decode_them(source, expected):
    assert visible(source) == expected


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ('<a href="x">', [("href", "x")]),
        ("<a HREF=x/y Title = 'a b' download>", [("href", "x/y"), ("title", "a b"), ("download", "")]),
        ("<a href=x/>", [("href", "x/")]),
        ("<a href= >", [("href", "")]),
        ('<a =x="1">', [("=x", "1")]),
        ('<a "b>', [('"b', "")]),
        ("<a b='1'c=2>", [("b", "1"), ("c", "2")]),
        ('<a href="?a=1&copy=2&lt;&amp;b&copy">', [("href", "?a=1&copy=2<&b©")]),
        ('<a href="?a=1&copyx&copy;">', [("href", "?a=1&copyx©")]),
        ("<a\nb\r\n=\t'1'>", [("b", "1")]),
        ("<br / id=x>", [("id", "x")]),
    ],
)
def test_attributes(markup, expected):
    (tag,) = tokenize(markup)
    assert isinstance(tag, StartTag)
    assert [(attribute.name, attribute_text(markup, attribute)) for attribute in tag.attributes] == expected


def test_attribute_pieces_are_exact():
    source = 'x<img alt="a &amp; b&#8217;s">'
    tag = list(tokenize(source))[1]
    pieces = attribute_pieces(source, tag.attribute("alt"))
    assert [(text, source[start:end]) for text, start, end in pieces] == [
        ("a ", "a "), ("&", "&amp;"), (" b", " b"), ("’", "&#8217;"), ("s", "s"),
    ]  # fmt: skip


def test_the_first_of_repeated_attributes_counts():
    source = "<a href=1 href=2>"
    (tag,) = tokenize(source)
    assert attribute_text(source, tag.attribute("href")) == "1"
    assert attribute_text(source, tag.attribute("rel")) == ""


@pytest.mark.parametrize(
    ("markup", "name", "closing"),
    [
        ("<P>", "p", False),
        ("<br/>", "br", True),
        ("<a b=/>", "a", False),
        ("<x-y:z />", "x-y:z", True),
        ("<lin\u212a>", "lin\u212a", False),
    ],
)
def test_start_tags(markup, name, closing):
    (tag,) = tokenize(markup)
    assert (tag.name, tag.self_closing) == (name, closing)


def test_end_tag_and_comment_spans():
    source = "<!-- medlint --></DIV >"
    comment, end = tokenize(source)
    assert isinstance(comment, Comment)
    assert source[comment.inner_start : comment.inner_end] == " medlint "
    assert end == EndTag(16, 23, "div")


def test_unclosed_constructs_run_to_the_end():
    for source in ("<!-- a", "<p a='", "<?a", "<script>a", "<title>a", "</p a"):
        *_, last = tokenize(source + " <b>c</b>" * 3)
        assert isinstance(last, Comment | Other | RawText | Text | EndTag)
        assert last.end == len(source) + 27
    assert re.fullmatch("a( <b>c</b>){3}", visible("<title>a" + " <b>c</b>" * 3))
