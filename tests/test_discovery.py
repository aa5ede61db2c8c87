"""Finding texts: real folders, and git itself as the judge of `.gitignore`."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from medlint.discovery import Discovery, find_sources
from medlint.errors import ConfigError

SUFFIXES = frozenset((".md", ".html"))


def make(root: Path, *names: str, **contents: str) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(contents.get(name, "x"))


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def find(root: Path, *paths: str, exclude=(), **more) -> Discovery:
    pairs = [(pattern, root) for pattern in exclude]
    return find_sources(paths or ["."], root=root, suffixes=SUFFIXES, exclude=pairs, **more)


def names(found: Discovery) -> list[str]:
    return [path.as_posix() for path in found.files]


def test_a_folder_gives_its_texts_sorted(tmp_path):
    make(tmp_path, "b.md", "a.MD", "c.txt", "sub/z.html", "sub/deep/y.md", "sub-x/a.md", "no-suffix")
    assert names(find(tmp_path)) == ["a.MD", "b.md", "sub/deep/y.md", "sub/z.html", "sub-x/a.md"]
    assert find(tmp_path) == Discovery(find(tmp_path).files)


def test_paths_stay_as_they_were_named(tmp_path):
    make(tmp_path, "docs/a.md")
    assert names(find(tmp_path, "docs")) == ["docs/a.md"]
    assert names(find(tmp_path, str(tmp_path / "docs"))) == [(tmp_path / "docs/a.md").as_posix()]
    assert names(find(tmp_path / "docs", "../docs")) == ["../docs/a.md"]


def test_a_file_is_taken_once(tmp_path):
    make(tmp_path, "docs/a.md", "docs/b.md")
    (tmp_path / "docs" / "link.md").symlink_to("a.md")
    found = find(tmp_path, "docs/a.md", "docs", ".", "docs/../docs/a.md")
    assert names(found) == ["docs/a.md", "docs/b.md"]
    assert (found.empty, found.missing) == ((), ())


def test_folders_that_hold_no_articles_are_skipped_unless_named(tmp_path):
    for folder in (".git", "node_modules", ".venv", "__pycache__", ".hidden", "sub/node_modules"):
        make(tmp_path, f"{folder}/a.md")
    make(tmp_path, "sub/b.md", ".dotfile.md")
    assert names(find(tmp_path)) == [".dotfile.md", "sub/b.md"]
    assert names(find(tmp_path, ".hidden")) == [".hidden/a.md"]


def test_named_files_are_taken_whatever_they_are(tmp_path):
    make(tmp_path, "a.txt", "README", "ignored.md", ".git/HEAD")
    write(tmp_path / ".gitignore", "ignored.md\n")
    assert names(find(tmp_path, "a.txt", "README", "ignored.md")) == ["README", "a.txt", "ignored.md"]
    assert names(find(tmp_path)) == []


def test_what_is_missing_or_empty_is_told(tmp_path):
    make(tmp_path, "docs/a.txt")
    found = find(tmp_path, "nowhere.md", "docs", "nul\0l", "nowhere.md")
    assert found == Discovery(missing=("nowhere.md", "nul\0l"), empty=("docs",))


@pytest.mark.parametrize(
    ("pattern", "left"),
    [
        ("archive/**", ["a.md", "docs/a.md", "docs/archive/b.md"]),
        ("archive", ["a.md", "docs/a.md"]),
        ("/archive/", ["a.md", "docs/a.md", "docs/archive/b.md"]),
        ("**/archive/*.md", ["a.md", "archive/old/c.md", "docs/a.md"]),
        ("a.md", ["archive/b.md", "archive/old/c.md", "docs/archive/b.md"]),
        ("/a.md", ["archive/b.md", "archive/old/c.md", "docs/a.md", "docs/archive/b.md"]),
        ("docs/**/b.md", ["a.md", "archive/b.md", "archive/old/c.md", "docs/a.md"]),
    ],
)
def test_excluded_by_pattern(tmp_path, pattern, left):
    make(tmp_path, "a.md", "archive/b.md", "archive/old/c.md", "docs/a.md", "docs/archive/b.md")
    assert names(find(tmp_path, exclude=[pattern])) == left
    assert len(find(tmp_path, exclude=[pattern], no_exclude=True).files) == 5


def test_a_later_pattern_can_take_back(tmp_path):
    make(tmp_path, "a.md", "b.md")
    assert names(find(tmp_path, exclude=["*.md", "!b.md"])) == ["b.md"]


def test_named_and_excluded_is_told_with_the_pattern(tmp_path):
    make(tmp_path, "archive/b.md", "archive/old/c.md", "a.md", "drafts/x.md")
    found = find(tmp_path, "archive/b.md", "a.md", "archive", "drafts", exclude=["archive/**", "/drafts/"])
    assert names(found) == ["a.md"]
    assert found.excluded == (
        (Path("archive/b.md"), "archive/**"),
        (Path("archive"), "archive/**"),
        (Path("drafts"), "/drafts/"),
    )
    assert found.empty == ()
    assert names(find(tmp_path, "archive/b.md", exclude=["archive/**"], no_exclude=True)) == ["archive/b.md"]


def test_patterns_start_from_their_own_folder(tmp_path):
    make(tmp_path, "x/a.md", "y/a.md", "y/b.md")
    pairs = [("/a.md", tmp_path / "y"), ("b.md", tmp_path / "elsewhere")]
    found = find_sources(["."], root=tmp_path, suffixes=SUFFIXES, exclude=pairs)
    assert names(found) == ["x/a.md", "y/b.md"]


def test_patterns_hold_through_a_link_to_their_folder(tmp_path):
    make(tmp_path, "real/a.md", "real/b.md")
    (tmp_path / "link").symlink_to("real")
    found = find_sources(["link"], root=tmp_path, suffixes=SUFFIXES, exclude=[("a.md", tmp_path / "real")])
    assert names(found) == ["link/b.md"]


@pytest.mark.parametrize("pattern", ["", "# note", "!", "["])
def test_what_is_no_pattern_is_an_error(tmp_path, pattern):
    with pytest.raises(ConfigError, match="not a pattern") as caught:
        find(tmp_path, exclude=["*.txt", pattern])
    assert caught.value.key == "exclude"


def test_links_in_a_circle_end(tmp_path):
    make(tmp_path, "a/b/x.md", "z/y.md")
    (tmp_path / "a/b/up").symlink_to(tmp_path)
    (tmp_path / "a/self").symlink_to("self")
    (tmp_path / "a/gone.md").symlink_to("nowhere")
    (tmp_path / "a/to-z").symlink_to(tmp_path / "z")
    assert names(find(tmp_path)) == ["a/b/x.md", "z/y.md"]


def test_a_linked_folder_is_walked(tmp_path):
    make(tmp_path, "outside/x.md", "inside/y.md")
    (tmp_path / "inside/link").symlink_to(tmp_path / "outside")
    assert names(find(tmp_path, "inside")) == ["inside/link/x.md", "inside/y.md"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_pipes_are_not_read_when_walking(tmp_path):
    make(tmp_path, "a.md")
    os.mkfifo(tmp_path / "pipe.md")
    assert names(find(tmp_path)) == ["a.md"]
    assert names(find(tmp_path, "pipe.md")) == ["pipe.md"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser reads everything")
def test_a_folder_that_cannot_be_listed_is_told(tmp_path):
    make(tmp_path, "shut/a.md", "b.md")
    (tmp_path / "shut").chmod(0)
    found = find(tmp_path)
    (tmp_path / "shut").chmod(0o700)
    assert (names(found), found.unreadable) == (["b.md"], ("shut",))


def test_gitignore_from_the_repository_root_down(tmp_path):
    make(
        tmp_path,
        "outer.md",
        "repo/.git/HEAD",
        "repo/docs/a.md",
        "repo/docs/b.md",
        "repo/docs/outer.md",
        "repo/docs/in/b.md",
    )
    write(tmp_path / ".gitignore", "outer.md\n")
    write(tmp_path / "repo/.gitignore", "\ufeffb.md\r\n/docs/c.md\r\n")
    write(tmp_path / "repo/docs/in/.gitignore", "!b.md\n")
    assert names(find(tmp_path / "repo/docs")) == ["a.md", "in/b.md", "outer.md"]
    assert names(find(tmp_path / "repo/docs", respect_gitignore=False)) == ["a.md", "b.md", "in/b.md", "outer.md"]


def test_an_ignored_folder_that_is_named_is_walked(tmp_path):
    make(tmp_path, ".git/HEAD", "build/a.md", "build/sub/b.md", "build/tmp/c.md")
    write(tmp_path / ".gitignore", "build/\n")
    write(tmp_path / "build/.gitignore", "tmp\n")
    assert find(tmp_path).empty == (".",)
    assert names(find(tmp_path, "build")) == ["build/a.md", "build/sub/b.md"]
    assert names(find(tmp_path, "build/sub")) == ["build/sub/b.md"]


def test_lines_of_gitignore_that_are_no_patterns_are_passed_over(tmp_path):
    make(tmp_path, "a.md", "b.md", "c.md")
    (tmp_path / ".gitignore").write_bytes(b"!\n# b.md\n\n\xff\xfe\n[\nc.md\n")
    assert names(find(tmp_path)) == ["a.md", "b.md"]


PATTERNS = st.lists(
    st.sampled_from([
        "a", "b.md", "/a", "/b.md", "a/", "*.md", "!*.md", "!b.md", "!a", "!a/", "a/b.md", "a/*", "a/**", "**/b.md",
        "!a/a", "!a/a/", "!/a/b.md", "*", "!*/", "/*", "!/a", "a/**/b.md", "[ab]", "?.md", "b.md ", "\\!x.md", "# b",
        "!a/**", "**", "*/", "/**/a", "**/a/", "!**", "!/a/a/*.md",
    ]),
    max_size=5,
)  # fmt: skip
FOLDERS = ["", "a", "a/a", "b", "b/a"]
FILES = [f"{folder}/{name}".lstrip("/") for folder in FOLDERS for name in ("b.md", "a.md", "!x.md")]


@pytest.fixture(scope="module")
def repository(tmp_path_factory):
    if shutil.which("git") is None:
        pytest.skip("needs git")
    folder = tmp_path_factory.mktemp("repository")
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "GIT_CONFIG_NOSYSTEM": "1"}
    subprocess.run(["git", "init", "-q", "."], cwd=folder, env=environment, check=True)
    make(folder, *FILES)
    return folder, environment


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.fixed_dictionaries(dict.fromkeys(FOLDERS[:3], PATTERNS)))
def test_git_agrees_on_what_is_ignored(repository, patterns):
    folder, environment = repository
    for name, lines in patterns.items():
        write(folder / name / ".gitignore", "\n".join(lines))
    command = ["git", "check-ignore", "--no-index", "--stdin", "-z"]
    run = subprocess.run(
        command, cwd=folder, env=environment, input="\0".join(FILES), capture_output=True, text=True, check=False
    )
    assert run.returncode in (0, 1)
    ignored = set(filter(None, run.stdout.split("\0")))
    assert set(names(find(folder))) == set(FILES) - ignored
