"""The progress bar: on a real terminal and for long runs only."""

import io
import os
import pty
import subprocess
import sys

import pytest

from medlint.reporters.progress import LONG_RUN, watched


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.mark.parametrize(("count", "file", "bar"), [
    (LONG_RUN, Terminal(), True), (LONG_RUN - 1, Terminal(), False), (LONG_RUN, io.StringIO(), False),
])  # fmt: skip
def test_every_item_comes_in_order_with_a_bar_or_without(count, file, bar):
    assert list(watched(range(count), count, file)) == list(range(count))
    assert (f"{count}/{count}" in file.getvalue()) is bar


def test_medlint_shows_it_on_stderr_and_leaves_stdout_alone(tmp_path):
    for number in range(LONG_RUN):
        (tmp_path / f"{number}.md").write_text("Gout hurts.\n")
    screen, stderr = pty.openpty()
    command = [sys.executable, "-m", "medlint", "check", "--no-config", "--format", "jsonl", "."]
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "80"}
    # To a file: a pipe that nobody empties while the bar is read would fill, and the run would wait for ever.
    with (tmp_path / "out.jsonl").open("wb") as out:
        done = subprocess.Popen(command, cwd=tmp_path, stdout=out, stderr=stderr, env=environment)
    os.close(stderr)
    drawn = b""
    while True:
        try:
            piece = os.read(screen, 65536)
        except OSError:
            break
        if not piece:
            break
        drawn += piece
    os.close(screen)
    assert done.wait(30) == 0
    assert f"{LONG_RUN}/{LONG_RUN}".encode() in drawn
    written = (tmp_path / "out.jsonl").read_bytes()
    assert len(written.splitlines()) == LONG_RUN
    assert b"\x1b" not in written
