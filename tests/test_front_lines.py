"""Front matter of plain lines: read without PyYAML, and always as PyYAML reads it."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from medlint.readers.front_lines import read_lines
from medlint.readers.front_texts import FrontMatterError
from medlint.readers.front_yaml import read_yaml

KEYS = st.sampled_from(["title", "Title", "description", "date", "on", "null", "y", "seo-title", "last_reviewed"])
WORDS = st.sampled_from([
    "sleep", "Été", "e\u0301t\u0301", "\u4e2d\u6587", "\U0001f600", "true", "True", "no", "NULL", "y", "Off", "inf",
    "5", "0", "10", "010", "0x1f", "1e3", "1_000", "1:30", "1.5", "2026-10-02", "2026-13-45", "0000-00-00", "10:00:00",
    "t10:00:00Z", "b", "e3", "https://x.org/#y", "a#c", "a:b", "a,", "it's", "5%", "(50", "well?", "[a]", "a]", "...",
    "---", "-", "x=", "<<", "=", "~", "#", "# c", "b:", ":", "- a", "?", "&x", "*x", "!t", "@", "`", "|", ">", "{a",
    "''", '"', "'", "\\n", "\t", "  ", "\xa0", "\x85", "\u2028", "\ufeff", "\x07",
])  # fmt: skip
VALUES = st.one_of(
    st.lists(WORDS, min_size=1, max_size=3).map(" ".join),
    st.lists(WORDS, max_size=3).map(" ".join).map('"{}"'.format),
    st.lists(WORDS, max_size=3).map(" ".join).map("'{}'".format),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=8),
    st.from_regex(r"\A[0-9][0-9a-fxbTt:. _+-]{0,12}\Z"),
)
ENDS = st.sampled_from(["\n", "\n", "\n", " \n", "\r\n", "\r"])
LINES = st.tuples(KEYS, st.sampled_from([": ", ": ", ": ", ":  ", ":", ":\t"]), VALUES, ENDS).map("".join)
STRANGE = st.tuples(st.one_of(VALUES, VALUES.map("  {}".format)), ENDS).map("".join)
BLOCKS = st.one_of(LINES, LINES, st.lists(st.one_of(LINES, LINES, LINES, STRANGE), max_size=3).map("".join))


def as_yaml(block: str) -> tuple[object, object] | None:
    try:
        return read_yaml(f"---\n{block}", 4, 4 + len(block))
    except FrontMatterError:
        return None


@given(BLOCKS)
@example('title: "5 ways"\ntitle: ""\n')
@example("title: 2026-10-02\nTITLE: 5 ways to sleep\n")
def test_what_is_read_is_what_yaml_reads(block):
    read = read_lines(f"---\n{block}", 4, 4 + len(block))
    assert read is None or read == as_yaml(block)


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("title: Sleep: what helps", None),
        ("title: Sleep, and what helps?", "Sleep, and what helps?"),
        ('title: "Sleep: what helps?"  ', "Sleep: what helps?"),
        ("title: 'Sleep \"well\"'", 'Sleep "well"'),
        ("title: 'It''s late'", None),
        ('title: "A \\"new\\" dawn"', None),
        ("title: 5 ways to sleep", "5 ways to sleep"),
        ("date: 2026-10-02", "2026-10-02"),
        ("date: 2026-10-02 10:00", None),
        ("weight: 10", 10),
        ("weight: 010", None),
        ("draft: true", True),
        ("draft: True", None),
        ("draft: no", None),
        ("url: https://example.org/#top", "https://example.org/#top"),
        ("title: Sleep # a note", None),
        ("title:", None),
        ("tags: [a, b]", None),
        ("- title: Sleep", None),
        ("title: Sleep\n  well", None),
        ("", None),
    ],
)
def test_lines_of_one_key_and_value_are_read_and_no_others(line, value, ends):
    block = f"author: Jo Bell\n{line}\n".replace("\n", ends)
    read = read_lines(f"---\n{block}", 4, 4 + len(block))
    expected = None if value is None else {"author": "Jo Bell", line.partition(":")[0]: value}
    assert (read and read[0]) == expected
    assert read is None or read == as_yaml(block)


def test_plain_lines_need_no_yaml():
    program = (
        "import sys; from medlint.readers.front_matter import split_front_matter as split\n"
        "print(split('---\\ntitle: Sleep\\n---\\n').data, 'yaml' in sys.modules)\n"
        "print(split('---\\ntags: [a]\\n---\\n').data, 'yaml' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.splitlines() == ["{'title': 'Sleep'} False", "{'tags': ['a']} True"]
