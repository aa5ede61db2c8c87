"""Text in columns: where lines break, and that nothing of the text is lost."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houses import make_house  # noqa: F401 - an autouse fixture
from medlint.commands.columns import hang
from medlint.reporters.escape import printable


def test_further_lines_begin_where_the_text_began() -> None:
    assert list(hang("  on  ", "A text, in a few words", 16)) == ["  on  A text, in", "      a few", "      words"]
    assert list(hang("  a = ", "{one,two,three,four}", 16)) == ["  a = {one,two,", "      three,", "      four}"]
    assert list(hang("a: ", "", 16)) == ["a:"]


def test_a_long_word_stays_whole() -> None:
    word = "https://example.org/" + "a" * 30
    assert list(hang("  9  ", f"see {word} there", 20)) == ["  9  see", f"     {word}", "     there"]


@given(st.text(alphabet="ab, ").map(str.strip), st.integers(10, 40))
def test_no_letter_is_lost_and_lines_are_narrow(text: str, width: int) -> None:
    lines = list(hang("- ", text, width))
    assert "".join("".join(lines).split()) == "-" + "".join(text.split())
    assert all(len(line) <= width or not {" ", ","} & set(line[2:].strip().rstrip(",")) for line in lines)


@pytest.mark.parametrize(
    "command",
    [
        ["rules", "--no-config"], ["rules", "--facts", "--no-config"], ["rules", "--plugins", "--no-config"],
        ["inspect", "draft.md"], ["explain", "hype", "--no-config"], ["config", "draft.md"],
    ],
)  # fmt: skip
def test_lists_fit_a_terminal_of_80_columns(command: list[str]) -> None:
    ours, theirs = pytest.importorskip("pty").openpty()
    environ = {**os.environ, "COLUMNS": "80", "NO_COLOR": "1", "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen([sys.executable, "-m", "medlint", *command], env=environ, stdout=theirs) as process:
        os.close(theirs)
        shown = b""
        while piece := _read(ours):
            shown += piece
    os.close(ours)
    lines = [line for line in shown.decode("utf-8").splitlines() if not line.startswith("File: ")]
    assert process.returncode == 0
    assert lines == [printable(line) for line in lines]
    assert max(map(len, lines)) <= 80, max(lines, key=len)


def _read(terminal: int) -> bytes:
    """What comes next; on Linux a terminal that nobody writes to any more is an error."""
    try:
        return os.read(terminal, 65536)
    except OSError:
        return b""
