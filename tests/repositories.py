"""Scratch repositories for tests: git with an identity of its own and nobody's settings, pip and pre-commit offline."""

from __future__ import annotations

import os
import site
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAMS = Path(sys.executable).parent


def environment(home: Path, **more: str) -> dict[str, str]:
    """The environment of a user whose home is `home`: programs of this environment first, nothing of git inherited."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "GITHUB_", "PRE_COMMIT"))}
    person = {f"GIT_{role}_{part}": value for role in ("AUTHOR", "COMMITTER") for part, value in (
        ("NAME", "An Editor"), ("EMAIL", "editor@example.org"), ("DATE", "2026-05-04T10:00:00+00:00"))}  # fmt: skip
    own = {
        "HOME": str(home),
        "PATH": os.pathsep.join([str(PROGRAMS), os.environ["PATH"]]),
        "PRE_COMMIT_HOME": str(home / "pre-commit"),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "NO_COLOR": "1",
    }
    return {**kept, **person, **own, **more}


def offline(stock: Path) -> dict[str, str]:
    """Variables with which pip builds and installs without an index, and takes the dependencies for granted.

    They are found in `stock`, which is filled with links to all that is installed here except medlint.
    """
    stock.mkdir()
    for place in map(Path, site.getsitepackages()):
        for path in place.iterdir():
            if path.suffix != ".pth" and "medlint" not in path.name:
                stock.joinpath(path.name).symlink_to(path)
    # To pip, "0" here means that a build is not isolated.
    pip = {"NO_INDEX": "1", "NO_DEPS": "1", "NO_COMPILE": "1", "NO_BUILD_ISOLATION": "0", "CONFIG_FILE": os.devnull}
    return {"PYTHONPATH": str(stock), **{f"PIP_{name}": value for name, value in pip.items()}}


class Repository:
    """A git repository in a folder, and the programs that are run in it."""

    def __init__(self, folder: Path, home: Path) -> None:
        self.folder = folder
        self.environment = environment(home)
        folder.mkdir(parents=True, exist_ok=True)
        self.git("init", "--quiet", "--initial-branch=main")

    def run(self, *command: str, code: int | None = 0, **more: str) -> str:
        """Run a program in the repository; what it says on both streams. `code` None: whatever the exit code is."""
        done = subprocess.run(
            command, cwd=self.folder, env={**self.environment, **more}, check=False, encoding="utf-8",
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        assert code is None or done.returncode == code, f"{command}: exit code {done.returncode}\n{done.stdout}"
        return done.stdout

    def git(self, *words: str, code: int = 0) -> str:
        return self.run("git", *words, code=code)

    def write(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
        return path

    def commit(self, message: str, *options: str) -> str:
        """Commit everything; what git and its hooks say."""
        self.git("add", "--all")
        return self.git("commit", "--quiet", f"--message={message}", *options)

    @property
    def head(self) -> str:
        """The hash of the last commit."""
        return self.git("rev-parse", "HEAD").strip()

    def pre_commit(self, *words: str, code: int = 0, **more: str) -> str:
        return self.run(sys.executable, "-m", "pre_commit", *words, code=code, **more)


@pytest.fixture(name="repository")
def make_repository(tmp_path: Path) -> Repository:
    """An empty repository."""
    return Repository(tmp_path / "texts", tmp_path / "home")
