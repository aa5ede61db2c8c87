"""Nothing that a stranger wrote reaches a terminal raw."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medlint.reporters.escape import encodable, printable
from timing import is_linear


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("plain text, “quoted” – naïve", "plain text, “quoted” – naïve"),
        ("red \x1b[31malert\x1b[0m", "red ␛[31malert␛[0m"),
        ("a\tb\nc\rd\x00e\x07", "a b␊c␍d␀e␇"),
        ("del\x7f c1\x9b31m", "del␡ c1<U+009B>31m"),
        ("right \u202eto left\u202c", "right <U+202E>to left<U+202C>"),
        ("iso\u2066lated\u2069 zero\u200bwidth\ufeff", "iso<U+2066>lated<U+2069> zero<U+200B>width<U+FEFF>"),
        ("soft\u00adhyphen line\u2028break", "soft<U+00AD>hyphen line<U+2028>break"),
        ("half \ud83d pair", "half <U+D83D> pair"),
        ("tag\U000e0041", "tag<U+E0041>"),
        ("👩‍⚕️ and hid\u200dden", "👩‍⚕️ and hid<U+200D>den"),
    ],
)
def test_what_deceives_is_shown(raw: str, shown: str) -> None:
    assert printable(raw) == shown


@given(st.text(alphabet=st.characters()))
def test_result_is_one_encodable_line_without_controls(text: str) -> None:
    shown = printable(text)
    assert not any(unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"} for char in shown)
    assert not any(
        unicodedata.bidirectional(char) in {"RLO", "LRO", "RLE", "LRE", "PDF", "RLI", "LRI", "FSI", "PDI"}
        for char in shown
    )
    assert shown.encode("utf-8").decode("utf-8") == shown
    assert printable(shown) == shown


@given(st.text(), st.sampled_from(["ascii", "cp1252", "latin-1", "cp437"]))
def test_any_encoding_can_take_it(text: str, encoding: str) -> None:
    assert encodable(printable(text), encoding).encode(encoding) is not None


def test_legacy_encodings_keep_quotes_and_dashes_readable() -> None:
    assert encodable("“cure” – it’s … 漢", "ascii") == '"cure" - it\'s ... ?'


def test_long_hostile_text_takes_linear_time() -> None:
    assert len(printable("\u202e\u200d" * 1000)) == 8 * 2000
    assert is_linear(lambda size: printable("\u202e\u200d" * size), 20_000)
