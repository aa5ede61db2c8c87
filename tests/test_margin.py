"""`medlint inspect` for people: the whole text with marked words, and notes on its sentences in the margin."""

from __future__ import annotations

import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

import medlint
from medlint.cli import main
from medlint.reporters.margin import print_margin, wrap_runs
from medlint.reporters.margin_marks import KINDS
from medlint.reporters.pen import Pen

ADDRESS = f"https://example.org/{'a/very/long/address/' * 4}"
TEXT = f"""---
title: Tea and sleep
author: Ida Brook
---

# Can tea help you sleep?

In one study, mice that got a single dose of green tea slept for longer. Green tea reduces stress. The study was done in
mice, so nobody knows whether the result holds in people.

> Drink more tea.

“You should drink two cups a day,” said Dr Ana Larkin, a sleep researcher. See [the paper](https://doi.org/10.1000/x1).

- Tea may cause heartburn.
- A [shop](https://shop.example.com/buy?aff=1) sells it.

Zwei Wörter: 漢方薬 is a word, and {ADDRESS} is one.
"""
SIGNS = {kind.opening for kind in KINDS.values()} | {kind.closing for kind in KINDS.values()}


def shown(text: str = TEXT, *, width: int = 80, colour: bool = False, encoding: str = "utf-8") -> str:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding=encoding, newline="\n")
    print_margin(medlint.inspect(text, path="tea.md"), Pen(stream, width, colour, {}))
    stream.flush()
    return raw.getvalue().decode(encoding)


def line_with(text: str, words: str) -> str:
    lines = [line for line in text.splitlines() if words in line]
    assert lines, words
    return lines[0]


def test_a_page_opens_with_the_text_and_what_the_marks_mean():
    lines = shown().splitlines()
    assert lines[0].startswith("tea.md: markdown, ")
    assert "  author: Ida Brook" in lines
    assert "Marked: ~limit~  =what was studied=  _claim_  [source]" in lines


def test_sentences_stand_with_their_line_and_their_notes():
    text = shown()
    assert line_with(text, "title").startswith("  title: Tea and sleep")
    assert line_with(text, "heading 1").startswith("    6  ")
    assert "    2    Tea and sleep  " in text
    assert "claim: causal" in line_with(text, "Green tea _reduces_ stress.")
    assert "strong advice" in text
    assert "said by Ana Larkin" in text
    assert "quote" in line_with(text, "Drink more tea.")
    assert "item" in line_with(text, "heartburn.")
    assert "hedged" in text
    assert "limit named: species" in text
    assert "source: link," in text
    assert "affiliate link," in text


def test_a_study_has_a_bar_from_where_it_begins_to_where_it_ends():
    text = shown()
    opened = line_with(text, "In one study,")
    assert opened[7] == "┌"
    assert "=mice=" in opened
    bars = [line[7:8] for line in text.splitlines()]
    first, last = bars.index("┌"), bars.index("└")
    assert set(bars[first + 1 : last]) == {"│"}
    assert "study 1: in animals;" in opened


def test_marks_enclose_the_words_and_nothing_of_the_text_is_lost():
    document = medlint.inspect(TEXT, path="tea.md")
    words = "".join(document.prose.split())
    column = "".join(line[9:53] for line in body(shown()))
    assert "".join(char for char in column if not char.isspace() and char not in SIGNS | {"│"})
    for sentence in ("Drinkmoretea.", "Teamaycauseheartburn."):
        assert sentence in words
        assert sentence in re.sub(r"[~=_\[\]\s]", "", column)


def body(text: str) -> list[str]:
    lines = text.splitlines()
    return lines[lines.index(next(line for line in lines if line.startswith("Marked:"))) + 1 :]


@pytest.mark.parametrize("width", [48, 60, 72, 80, 100])
def test_it_fits_its_width(width):
    for line in shown(width=width).splitlines():
        assert cell_len(line) <= width or "://" in line, line


def test_on_a_narrow_terminal_notes_stand_below():
    text = shown(width=60)
    lines = text.splitlines()
    at = next(number for number, line in enumerate(lines) if "_reduces_ stress." in line)
    assert "> claim: causal" in lines[at + 1]


def test_colour_takes_the_place_of_the_marks():
    text = shown(colour=True)
    assert "\x1b[" in text
    plain = re.sub(r"\x1b\[[\d;]*m", "", text)
    assert "Green tea reduces stress." in plain
    assert "_reduces_" not in plain


def test_a_stream_that_knows_no_lines_and_quotes_gets_plain_signs():
    text = shown(encoding="ascii")
    assert line_with(text, "In one study,")[7] == "+"
    assert " | claim: causal" in text


def test_an_empty_text_is_no_trouble():
    assert shown("").startswith("tea.md: markdown, 0 words")


def test_studies_and_links_are_listed_at_the_end():
    text = shown()
    assert "\nStudies (1)\n    1 design unknown; in animals; single dose" in text
    assert "species" in text.partition("\nStudies (1)\n")[2].partition("\nLinks")[0]
    assert re.search(r"\nLinks \(\d\)\n +13 evidence https://doi.org/10.1000/x1 the paper\n", text)


def test_a_pipe_gets_no_colour(tmp_path, capsys, monkeypatch):
    (tmp_path / "tea.md").write_text(TEXT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    assert main(["inspect", "tea.md", "--no-config"]) == 0
    assert "\x1b" not in capsys.readouterr().out


@given(
    st.lists(st.tuples(st.text(alphabet="ab 漢", max_size=30), st.sampled_from(["", "limit", "study"])), max_size=6),
    st.integers(4, 30),
)
def test_wrapping_keeps_every_letter_and_its_style(runs, width):
    lines = wrap_runs(runs, width)
    given_letters = [(char, style) for text, style in runs for char in text if char != " "]
    kept = [(char, style) for line in lines for text, style in line for char in text if char != " "]
    assert kept == given_letters
    assert all(sum(cell_len(text) for text, _ in line) <= width for line in lines)
