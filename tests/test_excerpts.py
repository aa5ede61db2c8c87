"""A place in a text as a card shows it: cut to fit, marked under the right cells, one card a place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from medlint.reporters.cards import make_cards
from medlint.reporters.escape import printable
from medlint.reporters.excerpt import cut_out, wrap
from reports import MIGRAINE, finding


@given(st.text(max_size=200), st.integers(0, 200), st.integers(0, 200), st.integers(20, 90))
def test_any_line_is_cut_to_fit_and_keeps_its_span(line: str, one: int, other: int, width: int) -> None:
    start, end = sorted((min(one, len(line)), min(other, len(line))))
    excerpt = cut_out(line, start, end, width=width, show=printable, ellipsis="…")
    marked = printable(line[start:end])
    assert excerpt.marked == marked or (excerpt.marked.endswith("…") and marked.startswith(excerpt.marked[:-1]))
    assert sum(map(cell_len, (excerpt.before, excerpt.marked, excerpt.after))) <= width
    assert "^" in excerpt.underline()


@pytest.mark.parametrize(
    ("line", "quote"),
    [
        ("Take 🎉 two pills", "two"),
        ("家族 👩‍⚕️ says cure", "says"),
        ("cafe\u0301 and the\u0301rapie works", "the\u0301rapie"),
        ("\t\tindented words", "words"),
        ("x " * 300 + "here is the span" + " y" * 300, "the span"),
        ("字" * 300 + "span" + "字" * 300, "span"),
        ("\x1b[0m" * 20 + "span", "span"),
    ],
)
def test_carets_stand_under_the_span(line: str, quote: str) -> None:
    start = line.index(quote)
    excerpt = cut_out(
        line,
        start,
        start + len(quote),
        width=50,
        show=lambda text: text.replace("\x1b", "␛").replace("\t", " "),
        ellipsis="…",
    )
    assert excerpt.marked == quote
    assert cell_len(excerpt.before + excerpt.marked + excerpt.after) <= 50
    carets = excerpt.underline()
    assert carets.index("^") == cell_len(excerpt.before)
    assert carets.count("^") == cell_len(quote)
    assert cell_len(excerpt.before + excerpt.after) > 5


def test_a_span_wider_than_the_card_is_cut_at_its_end() -> None:
    excerpt = cut_out("a" + "b" * 500, 1, 501, width=30, show=str, ellipsis="…")
    assert (excerpt.before, excerpt.marked, excerpt.after) == ("", "b" * 29 + "…", "")


def test_an_empty_span_still_has_a_caret() -> None:
    assert cut_out("some words", 5, 5, width=30, show=str, ellipsis="…").underline() == "     ^"


def test_wrapping_breaks_endless_words_but_no_address() -> None:
    assert wrap("see https://example.org/" + "a" * 60 + " now", 20) == ["see", "https://example.org/" + "a" * 60, "now"]
    assert wrap("漢" * 25, 20) == ["漢" * 10, "漢" * 10, "漢" * 5]


def test_findings_on_the_same_words_share_a_card() -> None:
    cards = make_cards(MIGRAINE.findings)
    assert [[item.rule for item in card.findings] for card in cards["error"]] == [["promised-outcome", "hype"]]
    assert [card.first.rule for card in cards["warning"]] == ["missing-harms", "hype", "species-missing"]
    assert sum(len(card.findings) for group in cards.values() for card in group) == len(MIGRAINE.findings)


def test_findings_that_only_hang_together_have_cards_of_their_own() -> None:
    left, bridge, right = (
        finding("hype", "promotion", "warning", 7, quote, "m") for quote in ("The new", "new spray", "spray **will")
    )
    assert [len(card.findings) for card in make_cards([left, bridge, right])["warning"]] == [2, 1]
