"""What the documents tell people to type and to write works: marked snippets are run, and links lead somewhere.

A comment before a fenced block says what is done with it, in order and in one folder for each document:
`<!-- test: file NAME -->` writes it, `<!-- test: run exit=1 -->` gives it to a shell, `<!-- test: python -->` runs it,
and `<!-- test: precommit -->` writes it as pre-commit's configuration. `<!-- test: setup COMMAND -->` has no block.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
PAGES = sorted(path for path in [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])
SNIPPET = re.compile(
    r"^<!-- test: (?:setup (?P<command>[^\n]+) -->"
    r"|(?P<what>\w+)(?: (?P<name>[^\s=]+))?(?: exit=(?P<code>\d))? -->\n"
    r"(?P<fence>```+)\w*\n(?P<body>.*?)\n(?P=fence)$)",
    re.MULTILINE | re.DOTALL,
)
TESTED = [page for page in PAGES if "<!-- test: " in page.read_text("utf-8")]
LINK = re.compile(r"\]\((?!https?:|mailto:)([^)\s#]*)(?:#([\w-]+))?\)")
FENCED = re.compile(r"^(```+).*?^\1$", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"(`+)[^`\n].*?\1")


def run(command: list[str], folder: Path, code: int) -> str:
    """Run a command as a user of this environment would, and compare its exit code."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    environment = {**os.environ, "PATH": path, "PYTHONPATH": str(folder / "site"), "NO_COLOR": "1", "HOME": str(folder)}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == code, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def follow(snippet: re.Match[str], folder: Path) -> None:
    """Do with a snippet what its comment says."""
    code, body = int(snippet["code"] or 0), snippet["body"]
    if snippet["command"]:
        run(["sh", "-euc", snippet["command"]], folder, 0)
    elif snippet["what"] in {"file", "precommit"}:
        path = folder / (snippet["name"] or ".pre-commit-config.yaml")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(body + "\n", encoding="utf-8")
    elif snippet["what"] == "python":
        run([sys.executable, "-c", body], folder, code)
    else:
        assert snippet["what"] == "run", snippet[0]
        run(["sh", "-euc", body], folder, code)


@pytest.mark.parametrize(
    "page", [page for page in PAGES if "<!-- test: " in page.read_text("utf-8")], ids=lambda p: p.name
)
def test_the_snippets_of_a_page_work_in_their_order(page: Path, tmp_path: Path) -> None:
    text = page.read_text("utf-8")
    snippets = list(SNIPPET.finditer(text))
    assert len(snippets) == text.count("\n<!-- test: "), "a mark without a block after it"
    for snippet in snippets:
        follow(snippet, tmp_path)


def test_the_python_of_the_readme_prints_a_finding(tmp_path: Path) -> None:
    snippet = next(one for one in SNIPPET.finditer((ROOT / "README.md").read_text("utf-8")) if one["what"] == "python")
    assert run([sys.executable, "-c", snippet["body"]], tmp_path, 0) == "3 error promised-outcome guaranteed to cure\n"


def test_the_hook_names_a_command_that_exists_and_takes_files(tmp_path: Path) -> None:
    snippet = next(
        one for one in SNIPPET.finditer((ROOT / "README.md").read_text("utf-8")) if one["what"] == "precommit"
    )
    hook = yaml.safe_load(snippet["body"])["repos"][0]["hooks"][0]
    assert {"markdown", "html", "plain-text"} == set(hook["types_or"])
    (tmp_path / "a.md").write_text("# Winter\n\nLight helps a little.\n")
    (tmp_path / "b.md").write_text("# Winter\n\nThe spray is guaranteed to cure it.\n")
    assert "nothing found" in run(["sh", "-c", f"{hook['entry']} a.md"], tmp_path, 0).lower()
    assert "promised-outcome" in run(["sh", "-c", f"{hook['entry']} a.md b.md"], tmp_path, 1)


def anchors(page: Path) -> set[str]:
    """The anchors that GitHub makes of headings."""
    heads = re.findall(r"^#+ (.+)$", FENCED.sub("", page.read_text("utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    for target, anchor in LINK.findall(CODE.sub("", FENCED.sub("", page.read_text("utf-8")))):
        place = (page.parent / target).resolve() if target else page
        assert place.exists(), f"{page.name}: {target}"
        assert not anchor or anchor in anchors(place), f"{page.name}: {target}#{anchor}"


def test_the_screenshot_is_one_of_medlint_and_fetches_nothing() -> None:
    picture = (ROOT / "docs" / "screenshot.svg").read_text("utf-8")
    assert picture.startswith("<svg")
    assert "Must&#160;fix" in picture
    assert "could&#160;not" not in picture
    assert str(ROOT) not in picture
    assert "@font-face" not in picture
