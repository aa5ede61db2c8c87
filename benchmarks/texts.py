"""Texts of any size to time with, made of the examples in the rule files: the same text for the same size and seed."""

from __future__ import annotations

import html
import tomllib
from functools import cache
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parent.parent
FRONT = "title: A page about health\nauthor: Jo Bell, health editor\ndate: 2026-09-01"
ONE_IN = 10
"""Of so many paragraphs one is an example of what a rule flags: an article has faults, but is not made of them."""


@cache
def examples(key: str) -> tuple[str, ...]:
    """The examples of all rules that are one plain paragraph: `bad` ones, or `good` ones, which no rule flags."""
    found = []
    for path in sorted(ROOT.glob("rules/*/*.toml")):
        texts = [one.get(key, "") for one in tomllib.loads(path.read_text("utf-8")).get("example", [])]
        found += [text for text in texts if text[:1].isalpha() and "\n" not in text and "<" not in text]
    return tuple(found)


def write_blocks(size: int, seed: int = 0) -> list[str]:
    """Headings (`## `), list items (`- `) and paragraphs of some `size` characters in all."""
    random, made, length = Random(seed), list[str](), len(FRONT)
    while length < size:
        number = len(made)
        sentences = random.choices(examples("good"), k=random.randint(1, 3))
        sentences += random.choices(examples("bad"), k=number % ONE_IN == ONE_IN // 2)
        block = " ".join(sentences)
        if number % 8 == 0:
            block = f"## {block.split('.')[0][:60].strip()}"
        elif number % 8 in {3, 4}:
            block = f"- {block}"
        made.append(block)
        length += len(block) + 2
    return made


def write_markdown(size: int, seed: int = 0) -> str:
    """An article with front matter, headings, lists and now and then a link, cut at `size` characters."""
    blocks = [
        f"{block} [More on this](https://www.health.example/{number})." if number % 7 == 2 else block
        for number, block in enumerate(write_blocks(size, seed))
    ]
    return "\n\n".join([f"---\n{FRONT}\n---", *blocks, ""])[:size]


def write_html(size: int, seed: int = 0) -> str:
    """The same as a page with a head, navigation, markup within sentences and comments, cut at `size` characters."""
    made = [
        "<!doctype html><html lang='en'><head><title>A page about health</title><meta name='author' content='Jo Bell'>",
        "<style>p { margin: 1em }</style></head><body><nav><ul><li><a href='/'>Home</a></li></ul></nav><main>",
    ]
    for number, block in enumerate(write_blocks(size, seed)):
        words = html.escape(block.removeprefix("## ").removeprefix("- "))
        if block.startswith("## "):
            made.append(f"<h2 id='part-{number}'>{words}</h2>")
        elif block.startswith("- "):
            made.append(f"<ul class='plain'><li>{words}</li></ul>")
        else:
            first, _, rest = words.partition(" ")
            link = f"<a href='https://www.health.example/{number}'>More</a>" if number % 7 == 2 else ""
            made.append(f"<div><p><em>{first}</em> {rest}&nbsp;{link}</p><!-- part {number} --></div>")
    return "\n".join([*made, "</main></body></html>"])[:size]


def write_messy(size: int, seed: int = 0) -> str:
    """The same as Markdown with all that moves offsets: a byte order mark, CRLF, entities, emoji, tables, footnotes."""
    made = [f"\ufeff---\n{FRONT}\n---"]
    for number, block in enumerate(write_blocks(size, seed)):
        words = block.replace("'", "’").replace(" and ", " &amp; ", 1)
        if block.startswith("- "):
            words = f"- 💊 {words[2:]}\n  - *Nested:* **{words[2:40].strip()}**\n    > quoted `code` [^{number}]"
        elif number % 8 == 5:
            words = (
                f"| What | How |\n|---|---|\n| {words.replace('|', '')} | <b>1 in 10</b> |\n\n[^{number - 1}]: Note."
            )
        elif not block.startswith("## "):
            words = f"_{words.partition(' ')[0]}_ {words.partition(' ')[2]} <span>👩🏽‍⚕️</span> <!-- {number} -->"
        made.append(words)
    return "\n\n".join(made).replace("\n", "\r\n")[:size]
