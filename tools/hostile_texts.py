"""Texts that nobody would write on purpose: broken markup, odd characters, drafts with pieces torn out and put back.

Everything follows from a seed, so that a text can be made again. Tests and `tools/fuzz.py` share it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Final

ROOT = Path(__file__).resolve().parent.parent
SUFFIXES: Final = (".md", ".md", ".md", ".html", ".html", ".txt", ".mdx")
"""Markdown and pages have most ways of being broken."""

MARKS: Final = (
    "<a", '<a href="', "<a href='x", '<a href="https://a.example/?ref=1">', "</a>", "<!--", "-->", "<![", "<![CDATA[",
    "]]>", "<!", "<?", "?>", "</", "<", ">", "<b>", "</b>", "<p>", "<div hidden>", "</div>", "<table><tr><td>", "<li>",
    "<script>", "</script>", "<style>", "<title>", "<h1>", "</h1>", "<br/>", "<img alt='", '<img src="x" alt="', "<q>",
    "</q>", "<blockquote>", "<cite>", "<sup>1</sup>", "<base href=", "<form action=", "<meta charset=", "&amp;", "&#0;",
    "&#x110000;", "&#xD800;", "&", "&am", "&#", "&nbsp;", "&CounterClockwiseContourIntegral;", "# ", "## ", "===\n",
    "---\n", "+++\n", "- ", "1. ", "999999999. ", "> ", "    ", "\t", "```\n", "~~~\n", "`", "``", "*", "**", "***",
    "_",
    "__", "~~", "[", "]", "](", ")", "[^1]", "[^1]: ", "[x]: ", "![", "[a](b)", "[a][b]", "<https://a.example>", "|",
    "|---|\n", "\\", "\\\n", "  \n", "{{< x >}}", "{{", "}}", "{%", "%}", ":::\n", "{/*", "*/}", "{", "}", "<Zorp ",
    "import x from 'y'\n", "$$", "<!-- medlint: allow hype: it is -->", "<!-- medlint: allow-file ", "{/* medlint: ",
)  # fmt: skip
"""Pieces of markup, whole and torn."""

ODD: Final = (
    "\0", "\x01", "\x07", "\x08", "\x0b", "\x0c", "\x1b[31m", "\x1b]0;t\x07", "\x7f", "\x85", "\x9b2J", "\xa0", "\xad",
    "\u0301", "\u0345", "\u061c", "\u115f", "\u180e", "\u200b", "\u200c", "\u200d", "\u200e", "\u2028", "\u2029",
    "\u202a",
    "\u202e", "\u2066", "\u2069", "\u2060", "\u3000", "\ufe0f", "\ufeff", "\ufffd", "\ufffe", "\ufdd0", "\U0010ffff",
    "\U000e0041",
    "\ud800", "\udfff", "\udc80", "İ", "ı", "ß", "ẞ", "ﬁ", "ǅ", "ς", "K", "Å", "½", "²", "①", "٣", "𝟗", "𝔘", "👩🏽‍⚕️",
    "药", "न",
    "é", "e\u0301", "\u1112\u1161\u11ab", "\r", "\r\n", "\n\r", "\n", "\n\n", "\n\n\n", "“", "”", "„", "«", "»", "‘",
    "’", "'",
    '"', "–", "—", "−", "…", "‰", "%", "≥", "±", "×", "µ",
)  # fmt: skip
"""Characters that move offsets, hide, or have no use in a text; lone surrogates too."""

WORDS: Final = (
    "study", "mice", "patients", "26 patients", "randomised", "placebo", "p = .03", "p < 0.05", "95% CI", "0.5 mg/kg",
    "1 in 10",
    "40%", "a single dose", "cures", "may help", "reduces the risk of", "proven to", "according to", "Dr. Smith",
    "et al.",
    "said", "you should", "stop taking", "not", "never", "no", "however", "in vitro", "PMID: 12345678", "NCT01234567",
    "doi:10.1000/x.1", "(Smith et al., 2019)", "[3]", "[1-3,5]", "https://www.nhs.uk/a", "www.bmj.com",
    "breakthrough", "miracle",
    "Conclusion", "References", "Sponsored", "Book now", "FDA", "ketamine", "depression", "the", "and", "is",
    "of the", "in a",
    "was", "i.v.", "U.S.", "e.g.", "1,000", "1.000,5", "1e999", "-0", "00", "2026-01-01", "31 February 2024", "ten",
    "twenty-six",
    "n = 26", "n=0", "9" * 40, "study " * 9, "a" * 300,
)  # fmt: skip
"""Words that layers and rules look for."""

FRONTS: Final = (
    "---\n{}\n---\n", "+++\n{}\n+++\n", "{{\n{}\n}}\n\n", "---\n{}\n...\n", "---\r\n{}\r\n---\r\n", "---\n{}\n",
    "\ufeff---\n{}\n---\n",
)  # fmt: skip
KEYS: Final = (
    "title: A cure", "title: 'x", 'title: "\\x41\\u00e9', "title: |\n  a\n  b", "title: >-\n  a\n\n  b", "a: &a [*a]",
    "b: *a", "c: !!python/x y",
    "<<: *a", "medlint: {allow: {hype: because}}", "medlint: [", "date: 2024-13-45", "date: 2024-01-01",
    "a: " + "[" * 60, "a: {b: {c: 1}}",
    "title = 'A cure'", 'title = """\na\\\n  b"""', "a = [[[", "[x]", "[[x]]", "a.b.c = 1",
    '"title": "A \\ud800 cure",', '"a": [1, {"b": null}],', '"a": 1',
    "? a\n: b", "- a", "%YAML 9", "a: 0o17", "a: .inf", "a: 1_000", "- - - a", "title: \x07",
    "description: A miracle for you",
)  # fmt: skip
"""Lines of front matter of all kinds, mixed without regard to the fence."""


@dataclass(frozen=True)
class HostileText:
    """A text and what it is said to be; `data` where it is bytes that may be no text at all."""

    kind: str
    suffix: str
    source: str
    data: bytes | None = None


@cache
def drafts() -> tuple[str, ...]:
    """What is to be torn: the examples of all rules, and the articles of the tests."""
    texts: list[str] = []
    for path in sorted(ROOT.glob("rules/*/*.toml")):
        examples = tomllib.loads(path.read_text("utf-8")).get("example", [])
        texts += [example.get("bad") or example.get("good") for example in examples]
    articles = [*ROOT.glob("tests/articles/*.md"), *ROOT.glob("tests/articles/*.html")]
    return (*texts, *(path.read_text("utf-8") for path in sorted(articles)))


def make_text(seed: int, *, most: int = 1_500) -> HostileText:
    """The text of a seed, of at most `most` characters; most texts are far shorter."""
    random = Random(seed)
    most = min(most, random.choices((60, 250, 1_500), (12, 5, 1))[0])
    suffix = random.choice(SUFFIXES)
    kind = random.choices(("torn", "soup", "front", "repeated", "bytes"), (6, 4, 2, 1, 1))[0]
    if kind == "bytes":
        return HostileText(kind, suffix, "", _bytes(random, most))
    source = {"torn": _torn, "soup": _soup, "front": _front, "repeated": _repeated}[kind](random)
    return HostileText(kind, suffix, source[:most])


def tear(random: Random, text: str, times: int) -> str:
    """A text with so many pieces of it deleted, repeated, moved, or replaced by something odd."""
    for _ in range(times):
        start = random.randint(0, len(text))
        end = min(len(text), start + random.choice((0, 1, 1, 2, 5, 20, 80)))
        piece = text[start:end]
        put = random.choice((
            "", piece * random.randint(2, 6), random.choice(MARKS), random.choice(ODD), random.choice(WORDS),
            piece[::-1], piece.upper(),
            _piece_of(random, random.choice(drafts())), random.choice(MARKS) + piece + random.choice(MARKS),
            chr(random.randint(0, 0x10FFFF)),
        ))  # fmt: skip
        text = text[:start] + put + text[end:]
    return text


def _torn(random: Random) -> str:
    parts = random.choices(drafts(), k=random.choice((1, 1, 1, 2, 3)))
    return tear(random, random.choice(("\n\n", " ", "\n", "")).join(parts), random.randint(0, 8))


def _soup(random: Random) -> str:
    sources: Sequence[Sequence[str]] = random.choices((MARKS, ODD, WORDS), (4, 2, 3), k=3)
    pieces = [random.choice(random.choice(sources)) for _ in range(random.randint(1, 40))]
    return random.choice(("", " ", " ", "\n")).join(pieces)


def _front(random: Random) -> str:
    lines = "\n".join(random.choices(KEYS, k=random.randint(0, 5)))
    text = random.choice(FRONTS).format(lines) + random.choice(drafts())
    return tear(random, text, random.choice((0, 0, 1, 2)))


def _repeated(random: Random) -> str:
    unit = "".join(random.choices((*MARKS, *ODD, *WORDS), k=random.randint(1, 4)))
    return random.choice(drafts()) + "\n\n" + unit * random.randint(2, 200)


def _piece_of(random: Random, text: str) -> str:
    start = random.randint(0, len(text))
    return text[start : start + random.randint(1, 120)]


def _bytes(random: Random, most: int) -> bytes:
    kind = random.choice(("noise", "cut", "wide", "spoilt"))
    if kind == "noise":
        return random.randbytes(random.randint(0, min(200, most)))
    data = random.choice(drafts()).encode()[:most]
    if kind == "cut":
        return data + random.choice(ODD).encode("utf-8", "surrogatepass")[: random.randint(1, 3)]
    if kind == "wide":
        return (
            random.choice((b"\xff\xfe", b"\xfe\xff", b"\xff\xfe\0\0", b"\xef\xbb\xbf")) + data[: random.randint(0, 99)]
        )
    at = random.randint(0, len(data))
    return data[:at] + random.randbytes(random.randint(1, 3)) + data[at:]
