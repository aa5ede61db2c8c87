"""Whole drafts with the report that an editor would read on a terminal of 80 columns, to the letter.

`UPDATE_ARTICLES=1 pytest tests/test_articles.py` writes the reports anew: read the difference before you keep it.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent / "articles"
ARTICLES = sorted(path for path in FOLDER.iterdir() if path.suffix in {".md", ".html"})


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.name)
def test_the_report_is_the_one_that_was_read(path):
    command = [sys.executable, "-m", "medlint", "check", "--no-config", "--fail-on", "never"]
    environment = {**os.environ, "COLUMNS": "80", "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [*command, "--today", "2026-11-21", path.name],
        cwd=FOLDER, env=environment, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    kept = path.with_name(f"{path.name}.report.txt")
    if os.environ.get("UPDATE_ARTICLES"):
        kept.write_text(done.stdout, encoding="utf-8")
    assert done.stdout == kept.read_text("utf-8")
    assert max(map(len, done.stdout.splitlines())) <= 80
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f]", done.stdout)
