"""Hypothesis strategies for documents with planted phrases: Markdown, HTML and plain text."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import strategies as st

from zorps import FILLERS, PHRASES, marked

SPICES = ("{}", "{}", "upper", "title", "\xad", "\u200b", "\u2060", "\u200d", "nfd", "ligature")
MARKUP_SPICES = (*SPICES, "reference", "first", "last", "&shy;", "&zwnj;")
PLAIN_GAPS = (" ", "  ", "\n", "\t", "\u00a0", "\u2009", "\u2028", "\u3000", "\x85", "\f", " \n")
DRESSES = (
    "{}",
    "{}.",
    "“{}”",
    "‘{}’",
    '"{}"',
    "({})",
    "🙂 {} 🙂",
    "e\u0301 {}",
    "İ {} İ",
    "{}’s",
    "— {} —",
    "药 {} 药",
    "\u2028{}",
    "«{}»",
)


@dataclass(frozen=True)
class Style:
    """How phrases may be written somewhere: between words, around some of them, around all, inside words."""

    gaps: tuple[str, ...] = PLAIN_GAPS
    wraps: tuple[str, ...] = ("{}",)
    dresses: tuple[str, ...] = DRESSES
    spices: tuple[str, ...] = SPICES


MARKDOWN_WRAPS = (
    "{}", "*{}*", "**{}**", "***{}***", "~~{}~~", "<b>{}</b>", "<span class='a'>{}</span>",
    '[{}](https://x.example/a_b "b")',
    "[{}](<u v>)", "[{}][ref]", "[**{}**](u)",
)  # fmt: skip
LINE_GAPS = (
    " ",
    "  ",
    "\u00a0",
    "&nbsp;",
    "&#x20;",
    "\u2009",
    "\u2028",
    "\u3000",
    " <!-- aside --> ",
    "<br>",
    "\u202f",
)
MARKDOWN_DRESSES = (*DRESSES, "&amp;{}&amp;", "&lt;{}&gt;", "\\*{}\\*", "`code` {}", "$x$ {}", "x[^n] {}", "\\[{}\\]")
INLINE = Style((*LINE_GAPS, "\n", "  \n", "\\\n", " \n"), MARKDOWN_WRAPS, MARKDOWN_DRESSES, MARKUP_SPICES)
ONE_LINE = Style(LINE_GAPS, MARKDOWN_WRAPS, MARKDOWN_DRESSES, MARKUP_SPICES)
ALT = Style(
    (" ", "\n", "&nbsp;", "\u2028"), ("{}", "*{}*", "**{}**"), ("{}", "a {}", "{} b", "&amp;{}", "🙂{}"), MARKUP_SPICES
)
LINK_TITLE = Style(
    (" ", "&nbsp;", "\u00a0", "\n"), ("{}",), ("{}", "a {} b", "&amp; {}", "\\* {}", "🙂{}"), MARKUP_SPICES
)
HTML = Style(
    (" ", "\n", "&nbsp;", "&#160;", "&nbsp", "<br>", "<!-- aside --> ", "\t\n ", "\u2028", "<br/>\n"),
    ("{}", "<b>{}</b>", "<i class=a><b>{}</b></i>", '<a href="https://x.example/?a=1&b=2">{}</a>', "<span>{}</span>"),
    (*DRESSES, "&amp;{}&amp;", "&amp{}", "&lt;{}&gt;", "&eacute; {}", "<code>x</code> {}", "&#128512; {}"),
    MARKUP_SPICES,
)
ATTRIBUTE = Style(
    (" ", "&nbsp;", "\n", "\u00a0"), ("{}",), ("{}", "a {}", "&amp; {}", "🙂 {}", "&quot;{}&quot;"), MARKUP_SPICES
)
PLAIN = Style()
TEXT_LINE = Style(tuple(gap for gap in PLAIN_GAPS if "\n" not in gap))
VALUE = Style((" ", "\u00a0"), ("{}",), ("{}", "a {} b", "🙂 {}", "“{}”"), ("{}", "upper", "\xad", "nfd"))
ESCAPED = Style(
    (" ", "\\u00a0"), ("{}",), ("{}", "\\u00e9 {}", '\\"{}\\"', "\\\\ {}"), ("{}", "escape", "last escape", "\u200b")
)


def spiced(word: str, spice: str) -> str:
    """A word written another way that reads the same."""
    import unicodedata

    first, last = f"&#{ord(word[0])};", f"&#x{ord(word[-1]):X};"
    odd = {
        "first": first + word[1:], "last": word[:-1] + last, "last escape": f"{word[:-1]}\\u{ord(word[-1]):04x}",
        "upper": word.upper(), "title": word.capitalize(), "nfd": unicodedata.normalize("NFD", word),
        "ligature": word.replace("fi", "\ufb01"), "reference": f"{word[0]}&#{ord(word[1])};{word[2:]}",
        "escape": f"{word[0]}\\u{ord(word[1]):04x}{word[2:]}", "{}": word,
    }  # fmt: skip
    return odd[spice] if spice in odd else f"{word[:2]}{spice}{word[2:]}"


@st.composite
def phrases(draw: st.DrawFn, phrase: str, style: Style) -> str:
    """A phrase as it may be written in a place of that style, marked, with a dress around it."""
    words = [spiced(word, draw(st.sampled_from(style.spices))) for word in phrase.split(" ")]
    # The marks go inside all markup: a finding begins at a letter.
    whole = marked(phrase, "\0".join(words))
    words = whole.split("\0")
    first = draw(st.integers(0, len(words) - 1))
    last = draw(st.integers(first, len(words) - 1))
    gaps = [draw(st.sampled_from(style.gaps)) for _ in words[1:]]
    joined = [word + gap for word, gap in zip(words, [*gaps, ""], strict=True)]
    tail = gaps[last] if last < len(gaps) else ""
    inner = "".join(joined[first : last + 1]).removesuffix(tail)
    # The line separator is no white space to CommonMark, so that marks between it and a reference are only letters.
    alone = "\u2028" in whole + "".join(gaps) and "&#" in whole
    wrapped = draw(st.sampled_from(("{}",) if alone else style.wraps)).format(inner)
    text = "".join(joined[:first]) + wrapped + tail + "".join(joined[last + 1 :])
    return draw(st.sampled_from(style.dresses)).format(text)


class Planter:
    """Draws texts of a document; every phrase is planted once at most."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.left = draw(st.permutations(PHRASES))

    def pick(self, *options: str) -> str:
        return self.draw(st.sampled_from(options))

    def phrase(self, style: Style) -> str:
        """The next phrase, or a word of no interest when all are planted."""
        return self.draw(phrases(self.left.pop(), style)) if self.left else "garden"

    def prose(self, style: Style) -> str:
        """Some plain sentences with a phrase between them, or without."""
        planted = f"This is {self.phrase(style)} of all." if self.draw(st.booleans()) else ""
        return " ".join(part for part in (self.pick(*FILLERS), planted, self.pick("", *FILLERS)) if part)


# ------------------------------------------------------------- Markdown
def _indented(text: str, mark: str) -> str:
    return mark + text.replace("\n", "\n" + ("> " if mark == "> " else " " * len(mark)))


def _markdown_block(planter: Planter, depth: int = 0) -> str:
    kind = planter.pick("p", "p", "heading", "ul", "ol", "quote", "table", "note", "alt", "link-title", "div")
    if kind == "p" or depth > 2:
        return planter.prose(INLINE)
    if kind == "heading":
        return f"## {planter.prose(ONE_LINE)}"
    if kind in {"ul", "ol", "quote"}:
        mark, joint = {"ul": ("- ", "\n"), "ol": ("1. ", "\n"), "quote": ("> ", "\n>\n")}[kind]
        return joint.join(
            _indented(_markdown_block(planter, depth + 1), mark) for _ in range(planter.draw(st.integers(1, 2)))
        )
    if kind == "table":
        row = f"| {planter.prose(ONE_LINE)} | {planter.prose(ONE_LINE)} |"
        return f"| {planter.prose(ONE_LINE)} | b |\n|---|:-:|\n{row}"
    if kind == "note" and depth == 0:
        return f"[^n]: {_indented(planter.prose(INLINE), '    ').lstrip()}"
    if kind == "alt":
        return f"{planter.pick(*FILLERS)} ![{planter.phrase(ALT)}](i.png)"
    if kind == "link-title":
        mark = planter.pick("", "!")
        return f'{planter.pick(*FILLERS)} {mark}[here](u "{planter.phrase(LINK_TITLE)}") {planter.prose(INLINE)}'
    return f"<div>\n\n{planter.prose(INLINE)}\n\n</div>"


def _front_matter(planter: Planter) -> str:
    kind = planter.pick("", "", "plain", "single", "double", "folded", "toml", "json")
    templates = {
        "": "", "plain": "---\ntags: [a, b]\ntitle: {}\n---\n", "single": "---\ntitle: '{}'\n---\n",
        "double": '---\ndescription: "{}"\nlayout: post\n---\n',
        "folded": "---\ndescription: >-\n  {}\n  and so on\n---\n",
        "toml": '+++\ndraft = false\ntitle = "{}"\n+++\n', "json": '{{\n  "title": "{}"\n}}\n',
    }  # fmt: skip
    style = ESCAPED if kind in {"double", "toml", "json"} else VALUE
    return templates[kind].format(planter.phrase(style)) + "\n" if kind else ""


def _ended(planter: Planter, text: str) -> str:
    return text.replace("\n", planter.pick("\n", "\n", "\r\n", "\r"))


@st.composite
def markdown_texts(draw: st.DrawFn) -> str:
    """A Markdown text with marks."""
    planter = Planter(draw)
    front = _front_matter(planter)
    parts = [_markdown_block(planter) for _ in range(draw(st.integers(1, 5)))]
    if sum("[^n]: " in part for part in parts) > 1:
        parts = [part.replace("[^n]: ", f"[^n{number}]: ") for number, part in enumerate(parts)]
    tail = (
        "[ref]: https://x.example/r\n\n[^n]: A note on it.\n"
        if not any("[^n]: " in part for part in parts)
        else "[ref]: r"
    )
    return _ended(planter, front + "\n\n".join([*parts, tail]))


# ------------------------------------------------------------- HTML
def _html_block(planter: Planter, depth: int = 0) -> str:
    prose = planter.prose
    kind = planter.pick("p", "p", "h2", "ul", "table", "blockquote", "figure", "img", "a", "bare", "details", "open")
    if kind in {"p", "h2"} or depth > 2:
        return f"<p>{prose(HTML)}</p>" if kind != "h2" else f"<h2>{prose(HTML)}</h2>"
    if kind in {"ul", "blockquote"}:
        inside = _html_block(planter, depth + 1)
        return f"<ul><li>{inside}<li>{prose(HTML)}</ul>" if kind == "ul" else f"<blockquote>{inside}</blockquote>"
    if kind == "figure":
        return (
            f"<figure><img src=a.png alt='{planter.phrase(ATTRIBUTE)}'><figcaption>{prose(HTML)}</figcaption></figure>"
        )
    return {
        "table": lambda: f"<table><tr><th>{prose(HTML)}</th><td>{prose(HTML)}</td></tr></table>",
        "img": lambda: f'<p>{planter.pick(*FILLERS)} <img title="{planter.phrase(ATTRIBUTE)}" alt=""></p>',
        "a": lambda: f'<p>{planter.pick(*FILLERS)} <a href="u" title="{planter.phrase(ATTRIBUTE)}">here</a></p>',
        "bare": lambda: f"<div>{prose(HTML)}<p>{prose(HTML)}</div>",
        "details": lambda: f"<details><summary>{prose(HTML)}</summary>{prose(HTML)}</details>",
        "open": lambda: f"<p>{prose(HTML)}",
    }[kind]()


@st.composite
def html_texts(draw: st.DrawFn) -> str:
    """A page with marks."""
    planter = Planter(draw)
    title = f"<title>{planter.phrase(ATTRIBUTE)}</title>\n" if draw(st.booleans()) else ""
    meta = f'<meta name="description" content="{planter.phrase(ATTRIBUTE)}">' if draw(st.booleans()) else ""
    blocks = "\n".join(_html_block(planter) for _ in range(draw(st.integers(1, 5))))
    page = f"<!DOCTYPE html>\n<html><head>{title}{meta}</head>\n<body>\n{blocks}\n</body></html>\n"
    return _ended(planter, page if draw(st.booleans()) else blocks)


# ------------------------------------------------------------- plain text
@st.composite
def plain_texts(draw: st.DrawFn) -> str:
    """A plain text with marks."""
    planter = Planter(draw)
    parts = []
    for _ in range(draw(st.integers(1, 6))):
        kind = planter.pick("p", "p", "heading", "bullets", "wrapped")
        if kind == "heading":
            parts.append(f"About {planter.phrase(TEXT_LINE)} in town")
        elif kind == "bullets":
            parts.append(f"- {planter.prose(TEXT_LINE)}\n- {planter.prose(TEXT_LINE)}")
        elif kind == "wrapped":
            parts.append(f"{planter.pick(*FILLERS)}\nThis is {planter.phrase(PLAIN)}\nof all.")
        else:
            parts.append(planter.prose(TEXT_LINE))
    return _ended(planter, "\n\n".join(parts))
