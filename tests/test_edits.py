"""Edits on their way to the source: what is changed is what a reader of the page sees, and no markup."""

from __future__ import annotations

import functools
import re
from pathlib import Path

import pytest

from medlint import inspect
from medlint.config import Overrides
from medlint.edits import place_fix
from medlint.fixing import apply, fix_text
from medlint.model import Edit, Match
from medlint.readers.html import read_html
from medlint.readers.markdown import read_markdown
from medlint.run import Workshop


@functools.cache
def workshop() -> Workshop:
    return Workshop(Overrides(no_config=True, select=("broken-text",)))


def fixed(text: str, name: str = "a.md") -> str:
    return fix_text(text.encode("utf-8"), Path(name), workshop()).after


@pytest.mark.parametrize(
    ("before", "after", "name"),
    [
        ("He saw of the the nurse.", "He saw of the nurse.", "a.md"),
        ("He saw the\nthe nurse.", "He saw the nurse.", "a.md"),
        ("- He saw the\n  the nurse.", "- He saw the nurse.", "a.md"),
        ("He saw *the the* nurse.", "He saw *the* nurse.", "a.md"),
        ("> He saw the\n> the nurse.", None, "a.md"),
        ("He saw the **the** nurse.", None, "a.md"),
        ("He saw **the** the nurse.", "He saw **the** nurse.", "a.md"),
        ("He saw the <!-- who --> the nurse.", None, "a.md"),
        ("Rest &amp;amp; sleep.", "Rest &amp; sleep.", "a.md"),
        ("Rest &amp; sleep.", "Rest & sleep.", "a.txt"),
        ("Rest &amp;lt; sleep.", None, "a.md"),
        ("<p>Rest &amp;quot;a lot&amp;quot;.", "<p>Rest &quot;a lot&quot;.", "a.html"),
        ("<p>Rest &amp;eacute; sleep.", "<p>Rest \u00e9 sleep.", "a.html"),
        ("---\ndescription: Rest &quot; sleep.\n---\n\nAll is well.", None, "a.md"),
        ("<p>He saw the  \n\t the nurse.", "<p>He saw the nurse.", "a.html"),
        ("<p>He saw the<br>the nurse.", None, "a.html"),
        ("<p>He saw <b>the</b> the nurse.", "<p>He saw <b>the</b> nurse.", "a.html"),
        ("\U0001f642 Caf\u00e9 for the the nurse.", "\U0001f642 Caf\u00e9 for the nurse.", "a.md"),
        ("He saw the\\\nthe nurse.", None, "a.md"),
        ("He took 20mg**twice** a day.", None, "a.md"),
        ("`the the` and <https://a.example/the the>", None, "a.md"),
    ],
)
def test_an_edit_has_an_exact_place_or_there_is_none(before: str, after: str | None, name: str) -> None:
    assert fixed(before, name) == (before if after is None else after)


def test_a_fix_reads_as_the_prose_with_the_edit() -> None:
    source = '# Rest\n\n[Rest](/a "b") of *of the the* nurse &amp; a\n    of of the doctor, by [by][1] him.\n'
    source += "\n[1]: </the the>\n"
    before, after = inspect(source).prose, inspect(fixed(source)).prose
    assert "the the" in before
    assert after == before.replace("the the", "the").replace("of of the d", "of the d")


RICH_MARKDOWN = """\
---
title: "Rest \\"well\\" and it's warm"
description: 'It''s a café & a bar'
summary: >
  Folded text
  in two lines
---

# Rest *well* &amp; **warm**

A [link *here* now](/a "the title") and ![an alt text](/p.png "more") ends.\\
Next `code` line&nbsp;goes\x20\x20
on, 20&#8202;mg\u00adtwice \\*a\\* day <b>bold</b><!-- no --> <span title="x">span</span> {{< fig src="a b" >}} end.

> quoted text
> goes on here
>
> - item one
>   and more

| a | b c |
|---|-----|
| x &lt; y | *z* w |

Foot[^1] note, <https://a.example/the> and www.a.example/b.

[^1]: The *note* is
    here.

<div><p>Html &eacute; <i>in</i> side</p></div>
"""
RICH_HTML = """\
<!doctype html><title>Rest &amp; sleep</title><meta name=description content="A &quot;good&quot; night">
<h1>Rest <em>well</em></h1><p>A <a href=/x title="a title">link</a> &amp; <b>bold <i>it</i></b>al
   wide   space&nbsp;here<br>next <img src=a alt="alt text"> un<wbr>broken <!-- c -->end
<ul><li>one<li>two <q>quoted</q></ul><table><tr><td>x &lt; y<td>z</table><pre>a
b</pre><button>Go on</button><p hidden>gone away</p>
"""


@pytest.mark.parametrize(
    ("source", "name", "read"),
    [
        (RICH_MARKDOWN, "a.md", read_markdown),
        (RICH_MARKDOWN.replace("\n", "\r\n"), "a.md", read_markdown),
        (RICH_HTML, "a.html", read_html),
    ],
)
def test_whatever_is_edited_the_page_reads_as_the_edited_prose(source, name, read) -> None:
    """Every word of a page full of markup: taken out, replaced, put apart; with the blank before it or after it."""

    def squeezed(text: str) -> str:
        return " ".join(text.split())

    document, placed = inspect(source, path=name, config={"no_config": True}), 0
    prose = document.prose
    for word in re.finditer(r"\w+", prose):
        start, end = word.span()
        spans = [(start - 1, end, ""), (start, end + 1, ""), (start, end + 3, "so"), (start, end, "a & b < c")]
        for edit in (Edit(*one) for one in [*spans, *((at, at, " ") for at in (start, start + 1, end))]):
            if edit.start < 0 or edit.end > len(prose):
                continue
            fix = place_fix(document, Match(start, end, edits=(edit,), safe=True))
            if fix and fix.safe:
                placed += 1
                after = read(apply([fix], source), Path(name).suffix).text
                assert squeezed(after) == squeezed(prose[: edit.start] + edit.text + prose[edit.end :]), edit
    assert placed > 80
