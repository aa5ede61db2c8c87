"""The Markdown reader: which words become prose, in which blocks, and where they stand in the source."""

from __future__ import annotations

from datetime import date

import pytest

from medlint.document import Context, Document, Knowledge
from medlint.model import Prose
from medlint.phrasebook import build
from medlint.readers.markdown import read_markdown

KNOWLEDGE = Knowledge(lexicons={}, phrasebook=build(()), facts={}, layers={})
CONTEXT = Context(today=date(2026, 1, 1))


def blocks(source: str, suffix: str = ".md") -> list[tuple[str, str]]:
    prose = read_markdown(source, suffix)
    return [(block.kind, prose.text[block.start : block.end].replace("\ufffc", "@")) for block in prose.blocks]


def document(source: str, prose: Prose) -> Document:
    return Document(path="a.md", format="markdown", source=source, prose=prose, knowledge=KNOWLEDGE, context=CONTEXT)


def quote(source: str, words: str, suffix: str = ".md") -> str:
    """What stands in the source where the prose says `words`."""
    prose = read_markdown(source, suffix)
    at = prose.text.replace("\ufffc", "@").index(words)
    start, end = document(source, prose).source_span(at, at + len(words))
    return source[start:end]


CASES = [
    # headings
    ("# One", [("heading", "One")]),
    ("### A *b* c ###", [("heading", "A b c")]),
    ("Two\nlines\n===\n\nMore\n---", [("heading", "Two lines"), ("heading", "More")]),
    ("## Dose {#dose .x}", [("heading", "Dose")]),
    ("#hashtag", [("paragraph", "#hashtag")]),
    # paragraphs and inline marks
    ("", []),
    (" \n\n\t\n", []),
    ("a\n\nb", [("paragraph", "a"), ("paragraph", "b")]),
    ("a **b** _c_ ~~d~~ ***e***", [("paragraph", "a b c d e")]),
    ("un*frigging*believable", [("paragraph", "unfriggingbelievable")]),
    ("2 * 3 * 4 and snake_case_word", [("paragraph", "2 * 3 * 4 and snake_case_word")]),
    (r"\*not\* \# \_ \\ \a", [("paragraph", r"*not* # _ \ \a")]),
    (r"\\*a*", [("paragraph", "\\a")]),
    ("a &amp; b&nbsp;c &#8212; &#x2014; &lt; &nope; &copy", [("paragraph", "a & b\xa0c — — < &nope; &copy")]),
    ("&nGg;x", [("paragraph", "\u22d9\u0338x")]),
    ("one\ntwo  \nthree\\\nfour \n  five", [("paragraph", "one two three four five")]),
    ("a  b\tc", [("paragraph", "a b c")]),
    ("say `code *x*` and ``a ` b``", [("paragraph", "say @ and @")]),
    ("the $x^2$ and $$y$$", [("paragraph", "the @ and @")]),
    ("costs $5-$10 or $30 a day", [("paragraph", "costs $5-$10 or $30 a day")]),
    ("> say ![$5-$10](x)", [("quote", "say"), ("alt", "$5-$10")]),
    ("\"straight\" 'quotes' -- ...", [("paragraph", "\"straight\" 'quotes' -- ...")]),
    ("a\u2028b\x0bc\x00d", [("paragraph", "a\u2028b c\x00d")]),
    ("a \ud800 *b*", [("paragraph", "a \ud800 b")]),
    ("İ *ß* ﬁ 🙂‍↔️ e\u0301", [("paragraph", "İ ß ﬁ 🙂‍↔️ e\u0301")]),
    # code and rules
    ("a\n\n    code\n\nb", [("paragraph", "a"), ("paragraph", "b")]),
    ("```js\nx = 1\n```\nafter", [("paragraph", "after")]),
    ("~~~\nnever closed\n\nx", []),
    ("a\n\n***\n\nb", [("paragraph", "a"), ("paragraph", "b")]),
    # line ends
    ("a\rb\r\nc\r\rd\r\n\r\ne", [("paragraph", "a b c"), ("paragraph", "d"), ("paragraph", "e")]),
    ("# T\r\n\r\n- a\r\n- b\r\n", [("heading", "T"), ("item", "a"), ("item", "b")]),
    ("# T\r\r- a\r- b\r", [("heading", "T"), ("item", "a"), ("item", "b")]),
    ("T\r===\r\r| a |\r|---|\r| b |\r\r```\rcode\r```\rc", [("heading", "T"), ("cell", "a"), ("cell", "b"),
     ("paragraph", "c")]),
    ("x\r\n```\r\ncode\r\n```\r\ny\\\r\nz", [("paragraph", "x"), ("paragraph", "y z")]),
    # lists
    ("- a\n- b", [("item", "a"), ("item", "b")]),
    ("1. a\n\n2. b", [("item", "a"), ("item", "b")]),
    ("- a\n  - b\n    1. c\n- d", [("item", "a"), ("item", "b"), ("item", "c"), ("item", "d")]),
    ("- a\n\n  b\n- c", [("item", "a"), ("item", "b"), ("item", "c")]),
    ("- a\nlazy\n- long\n  wrap", [("item", "a lazy"), ("item", "long wrap")]),
    ("- [ ] todo\n- [x] done", [("item", "todo"), ("item", "done")]),
    ("- a\n  ```\n  code\n  ```\n  b", [("item", "a"), ("item", "b")]),
    ("- # h\n- b", [("heading", "h"), ("item", "b")]),
    ("- a\n  > q\n\n  c", [("item", "a"), ("quote", "q"), ("item", "c")]),
    ("Term\n: what *it* is\n: or this", [("item", "Term"), ("item", "what it is"), ("item", "or this")]),
    # quotations
    ("> a\n> b\nlazy\n\nc", [("quote", "a b lazy"), ("paragraph", "c")]),
    ("> a\n>\n> > b\n\nx", [("quote", "a"), ("quote", "b"), ("paragraph", "x")]),
    ("> - said\n> - more", [("quote", "said"), ("quote", "more")]),
    ("> # h\n> t", [("heading", "h"), ("quote", "t")]),
    ("> [!NOTE]\n> box", [("paragraph", "box")]),
    # tables
    ("| a \\| b | **c** |\n|--|:-:|\n| `x\\|y` | d &lt; |",
     [("cell", "a | b"), ("cell", "c"), ("cell", "@"), ("cell", "d <")]),
    ("a | b\n-|-\n1 | \n\nafter", [("cell", "a"), ("cell", "b"), ("cell", "1"), ("paragraph", "after")]),
    # footnotes
    ("a[^1] b\n\n[^1]: note\n    more\n\n    second", [("paragraph", "a b"), ("footnote", "note more"),
     ("footnote", "second")]),
    ("a[^x]\n\n[^x]: - one\n    - two", [("paragraph", "a"), ("footnote", "one"), ("footnote", "two")]),
    ("a[^none]", [("paragraph", "a[^none]")]),
    # links and images
    ("see [the *trial*](http://x) now", [("paragraph", "see the trial now")]),
    ("<http://a.b/c> and <me@x.org> and www.x.org/a_b_c.", [("paragraph", "@ and @ and @.")]),
    ("[http://x.y/z](http://x.y)", [("paragraph", "@")]),
    ("an ![alt *text* &amp; `c`](i.png) here", [("paragraph", "an here"), ("alt", "alt text & @")]),
    ("![only](i.png)", [("alt", "only")]),
    ("![](i.png)", []),
    ("![a ![b](c) [d](e)](f)", [("alt", "a b d")]),
    ("![first](i.png) then text", [("paragraph", "then text"), ("alt", "first")]),
    ("![a\nb](i.png)", [("alt", "a b")]),
    ("[![photo](i.png)](http://x)", [("alt", "photo")]),
    ("[a](b \"the &quot;best&quot; \\\" one\")", [("paragraph", "a"), ("link-title", 'the "best" " one')]),
    ("[a](b 'x\ny')", [("paragraph", "a"), ("link-title", "x y")]),
    ("![a](b (t))", [("alt", "a"), ("link-title", "t")]),
    ("[a] [b][a]\n\n[A]: http://x 'once'", [("paragraph", "a b"), ("link-title", "once")]),
    ("[unclosed](x", [("paragraph", "[unclosed](x")]),
    # raw HTML
    ("x <b>y</b> <!-- z --> w", [("paragraph", "x y w")]),
    ("<div>\n<p>in &amp; out</p>\n</div>\n\nafter", [("paragraph", "in & out"), ("paragraph", "after")]),
    ("<script>\nvar x\n\ny\n</script>\n\nz", [("paragraph", "z")]),
    ("a <script>no</script> b", [("paragraph", "a b")]),
    ("a<br>b", [("paragraph", "a b")]),
    ("<figure><img src=x alt='A'><figcaption>Cap</figcaption></figure>", [("alt", "A"), ("caption", "Cap")]),
    ("<blockquote>\n\n- said\n\n</blockquote>\n\nb", [("quote", "said"), ("paragraph", "b")]),
    ("<details>\n<summary>Sum</summary>\n\n*body*\n\n</details>", [("paragraph", "Sum"), ("paragraph", "body")]),
    ("> <div>\n> q\n> </div>", [("quote", "q")]),
    ("- <!-- c -->\n  x", [("item", "x")]),
    ("<span>open\n\nnext", [("paragraph", "open"), ("paragraph", "next")]),
    ("  <div>\n  foo\n  </div>", [("paragraph", "foo")]),
    ("<nav>\n\n[Home](/)\n\n</nav>\n\nx", [("paragraph", "x")]),
    # template shortcodes
    ("a {{< x y=\"*\" >}} b", [("paragraph", "a @ b")]),
    ("{{% note %}}\nText\n{{% /note %}}", [("paragraph", "Text")]),
    ("{{< fig\n  src=\"a_b_c\"\n>}}\n\nx", [("paragraph", "x")]),
    ("{{ name }} {{ b }} says", [("paragraph", "@ @ says")]),
    ("{{ a }} {{ b }}", []),
    ("- {{ a }}\n- b", [("item", "b")]),
    ("{% if x %}yes{% endif %}", [("paragraph", "@yes@")]),
    ("a {# *no* #} b", [("paragraph", "a b")]),
    ("{{ name }} `c`", [("paragraph", "@ @")]),
    ("{{ name }} \\*", [("paragraph", "@ *")]),
    ("*{{ a }} b*", [("paragraph", "@ b")]),
    ("![x {{ a }} y](i)", [("alt", "x @ y")]),
    ("open {{ x\n\ny }} z", [("paragraph", "open {{ x"), ("paragraph", "y }} z")]),
    (":::tip Title\ninside\n:::\nafter", [("paragraph", "inside"), ("paragraph", "after")]),
    ("<p>{{ a }} b {{ c }}</p>\n<p>{{ a }}</p>\n<p>d</p>", [("paragraph", "@ b @"), ("paragraph", "d")]),
    ("a {{<\n> x\n>}} b", [("paragraph", "a @ b")]),
    ("a\r{{< x >}}\rb", [("paragraph", "a"), ("paragraph", "b")]),
    ("| {{ a }} | b |\n|-|-|", [("cell", "b")]),
    # front matter
    ("---\ntitle: T\n---\nx", [("title", "T"), ("paragraph", "x")]),
    ("+++\ntitle = 'T'\n+++\nx", [("title", "T"), ("paragraph", "x")]),
]  # fmt: skip


@pytest.mark.parametrize(("source", "expected"), CASES)
def test_blocks(source: str, expected: list[tuple[str, str]]):
    assert blocks(source) == expected


MDX = [
    ("import A from 'a'\nimport {\n  B,\n} from \"b\"\n\n# T", [("heading", "T")]),
    ("import 'x.css'\n\na", [("paragraph", "a")]),
    ("export const a = {\n\n  b: 1,\n}\n\nx", [("paragraph", "x")]),
    ("export default ({children}) => children\n\nx", [("paragraph", "x")]),
    ("import duties rose and exports fell", [("paragraph", "import duties rose and exports fell")]),
    ("costs {price} a day", [("paragraph", "costs @ a day")]),
    ("{price}", []),
    ("a {/* no *prose* */} b", [("paragraph", "a b")]),
    ('<Note type="x" on={() => {y > 1}}>text *b*</Note>', [("paragraph", "text b")]),
    ("<Note>\nText\n</Note>", [("paragraph", "Text")]),
    ("<Tabs>\n    <Tab>\n        Deep\n    </Tab>\n</Tabs>", [("paragraph", "Deep")]),
    ("<>a</> <Ui.Box\n  x='1'\n>b</Ui.Box> <Icon/>", [("paragraph", "a b")]),
    ("<div style={{a: 1}} onClick={() => 1}>q</div>", [("paragraph", "q")]),
    ("`{a` { b } c {unclosed", [("paragraph", "@ @ c {unclosed")]),
    ("```js\n{ <A\n```\n\nx {y}", [("paragraph", "x @")]),
    ("a < B and <C unclosed", [("paragraph", "a < B and <C unclosed")]),
    (":::note\nx\n:::", [("paragraph", "x")]),
    ("{/* open", [("paragraph", "{/* open")]),
    ("a ` b {x}\n\nc `` d ` e `` f", [("paragraph", "a ` b @"), ("paragraph", "c @ f")]),
]


@pytest.mark.parametrize(("source", "expected"), MDX)
def test_mdx_blocks(source: str, expected: list[tuple[str, str]]):
    assert blocks(source, ".mdx") == expected


@pytest.mark.parametrize(("source", "words", "written"), [
    ("a **very** good", "a very good", "a **very** good"),
    ("say \\* x", "*", "\\*"),
    ("say \\*x", "*x", "\\*x"),
    ("a &amp; b", "&", "&amp;"),
    ("a&nbsp;b", "\xa0", "&nbsp;"),
    ("> one\n> two", "one two", "one\n> two"),
    ("- one\n  two", "one two", "one\n  two"),
    ("one\r\ntwo", "one two", "one\r\ntwo"),
    ("one  \ntwo", "e t", "e  \nt"),
    ("the `c` d", "@", "`c`"),
    ("a <http://x.y> b", "@", "http://x.y"),
    ("a http://x.y. b", "@", "http://x.y"),
    ("é 🙂 *ü* word", "word", "word"),
    ("[a b](x)", "a b", "a b"),
    ("![alt \\* t](x)", "alt * t", "alt \\* t"),
    ("[a](x 'best &amp; b')", "best & b", "best &amp; b"),
    ("a\n\n[a]: <x> \"best\"\n\n[a]", "best", "best"),
    ("a {{ x }} b", "a @ b", "a {{ x }} b"),
    ("<p>x &lt; y</p>", "x < y", "x &lt; y"),
    ("| a\\|b | c |\n|-|-|", "a|b", "a\\|b"),
    ("---\ntitle: Best dose\n---\ny", "Best dose", "Best dose"),
    ("# A\u00adb c", "A\u00adb", "A\u00adb"),
])  # fmt: skip
def test_the_way_back(source: str, words: str, written: str):
    assert quote(source, words) == written


def test_levels_and_groups():
    prose = read_markdown("### H\n\n- a\n  - b\n- c\n\n> q\n\n1. d\n\n|e|\n|-|\n\np", ".md")
    assert [(block.kind, block.level, block.group) for block in prose.blocks] == [
        ("heading", 3, 0), ("item", 0, 1), ("item", 0, 2), ("item", 0, 1), ("quote", 0, 3), ("item", 0, 4),
        ("cell", 0, 5), ("paragraph", 0, 0),
    ]  # fmt: skip


def test_html_and_markdown_lists_have_different_groups():
    prose = read_markdown("- a\n\n<ul><li>b</li></ul>\n\n- c\n", ".md")
    assert len({block.group for block in prose.blocks}) == 3


def test_hidden_blocks():
    prose = read_markdown("<div hidden>\n\n# h\n\n![a](b) md *text*\n\n</div>\n\nseen", ".md")
    assert [(block.kind, block.hidden) for block in prose.blocks] == [
        ("heading", True), ("paragraph", True), ("alt", True), ("paragraph", False),
    ]  # fmt: skip


@pytest.mark.parametrize(("source", "suffix", "inside"), [
    ("a\n\n<!-- medlint: allow x: y -->\n\nb", ".md", " medlint: allow x: y "),
    ("a <!-- c\nd --> b", ".md", " c\nd "),
    ("> <!-- c\n> d -->", ".md", " c\n> d "),
    ("- a <!-- c -->", ".md", " c "),
    ("<!-- {{< x >}} -->", ".md", " {{< x >}} "),
    ("a {/* medlint: allow x: y */} b", ".mdx", " medlint: allow x: y "),
    ("{/* é\n\nc */}\n\nb", ".mdx", " é\n\nc "),
])  # fmt: skip
def test_comments_have_exact_spans(source: str, suffix: str, inside: str):
    (comment,) = read_markdown(source, suffix).comments
    assert comment.text == inside
    assert source[comment.start : comment.end] in {f"<!--{inside}-->", "{/*" + inside + "*/}"}


@pytest.mark.parametrize(("source", "suffix", "embeds"), [
    ("{{< a >}} x {{b}} {% c %}\n\n:::d e\nf\n:::\n{# g #}", ".md",
     ["{{< a >}}", "{{b}}", "{% c %}", ":::d e", ":::", "{# g #}"]),
    ("import a from 'a'\n\n<B c={d}>{e}</B>", ".mdx", ["import a from 'a'", "<B c={d}>", "{e}", "</B>"]),
    ("plain { text }", ".md", []),
])  # fmt: skip
def test_embeds(source: str, suffix: str, embeds: list[str]):
    assert [source[start:end] for start, end in read_markdown(source, suffix).embeds] == embeds


def test_front_matter_metadata_and_a_broken_one():
    prose = read_markdown("---\ntitle: T\nauthor: A\n---\n# H", ".md")
    assert (prose.metadata["title"], prose.metadata["author"]) == ("T", "A")
    broken = read_markdown("---\ntitle: [\n---\n# H", ".md")
    assert [notice.kind for notice in broken.notices] == ["front-matter"]
    assert [broken.text[b.start : b.end] for b in broken.blocks] == ["H"]
