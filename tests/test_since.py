"""`--since` and `--staged`: only findings that a text did not have, found with real git."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from drafts import checked, make_drafts, told  # noqa: F401 - an autouse fixture
from repositories import Repository

ZORP = "It is a wonder zorp.\n"
FRELL = "It is a frell tonic.\n"
FILLER = "The clinic is open on most days of the week.\n"
Said = pytest.CaptureFixture[str]


def test_a_branch_behind_main_is_asked_about_its_own_edits_alone(drafts: Repository, capsys: Said) -> None:
    drafts.write("a.md", f"# Light\n\n{FILLER}")
    drafts.write("b.md", f"# Rest\n\n{FILLER}")
    drafts.commit("Texts")
    drafts.git("branch", "topic")
    drafts.write("b.md", f"# Rest\n\n{FILLER}\n{FRELL}")
    drafts.commit("main goes on")
    drafts.git("checkout", "--quiet", "topic")
    drafts.write("a.md", f"# Light\n\n{FILLER}\n{ZORP}")
    drafts.commit("the branch goes on")
    assert checked(capsys, ".", "--since", "main", code=1) == ["a.md:5 zorp-talk"]
    assert "--since main: 1 text differs from " in told(capsys, ".", "--since", "main", code=1)["said"]


def test_a_branch_that_main_left_behind_is_not_asked_about_what_main_mended(drafts: Repository, capsys: Said) -> None:
    drafts.write("a.md", ZORP)
    drafts.commit("Texts")
    drafts.git("checkout", "--quiet", "-b", "topic")
    drafts.git("checkout", "--quiet", "main")
    drafts.write("a.md", FILLER)
    drafts.commit("mended")
    drafts.git("checkout", "--quiet", "topic")
    assert checked(capsys, ".", "--since", "main") == []


STUDY = """\
# Sleep and light

In a study in mice, bright light in the morning improved sleep. People who sleep badly will sleep better with a lamp.

The study was in mice, and the result may not hold in people.
"""


def test_a_caveat_that_goes_brings_back_the_claim_whose_line_did_not_change(drafts: Repository, capsys: Said) -> None:
    drafts.write("a.md", STUDY)
    drafts.commit("Texts")
    options = ("--select", "preclinical-to-human", "--since", "HEAD")
    assert checked(capsys, ".", *options) == []
    drafts.write("a.md", STUDY.rpartition("The study")[0])
    assert checked(capsys, ".", *options) == ["a.md:3 preclinical-to-human"]


def test_what_was_light_and_is_grave_now_is_new(drafts: Repository, capsys: Said) -> None:
    drafts.write("a.md", "It may turn out to be a plim water.\n")
    drafts.commit("Texts")
    assert told(capsys, "a.md")["files"][0]["findings"][0]["severity"] == "warning"
    drafts.write("a.md", "It has turned out to be a plim water.\n")
    assert checked(capsys, ".", "--since", "HEAD", code=1) == ["a.md:1 plim-talk"]


def test_what_is_missing_from_a_whole_text_is_new_only_once(drafts: Repository, capsys: Said) -> None:
    drafts.write("a.md", f"# Light\n\n{FILLER}\nThe harms are small.\n")
    drafts.write("b.md", f"# Rest\n\n{FILLER}")
    drafts.commit("Texts")
    drafts.write("a.md", f"# Light\n\n{FILLER}")
    drafts.write("b.md", f"# Rest and sleep\n\n{FILLER}\n{FILLER}")
    options = ("--select", "no-harms", "--since", "HEAD")
    assert checked(capsys, ".", *options, code=1) == ["a.md:1 no-harms"]


def test_a_title_is_compared_like_other_words(drafts: Repository, capsys: Said) -> None:
    drafts.write("a.md", f"---\ntitle: A wonder zorp\n---\n{FILLER}")
    drafts.commit("Texts")
    drafts.write("a.md", f"---\ndraft: true\ntitle: A wonder zorp\n---\n{FILLER}\n{FILLER}")
    assert checked(capsys, ".", "--since", "HEAD") == []
    drafts.write("a.md", f"---\ntitle: The wonder zorp of the year\n---\n{FILLER}")
    assert checked(capsys, ".", "--since", "HEAD", code=1) == ["a.md:2 zorp-talk"]


def test_a_paragraph_that_moves_is_not_new(drafts: Repository, capsys: Said) -> None:
    drafts.write("a.md", f"# Light\n\n{ZORP}\n{FILLER}\n{FRELL}")
    drafts.commit("Texts")
    drafts.write("a.md", f"# Light\n\n{FRELL}\n{FILLER}\n{FILLER}\n{ZORP}")
    assert checked(capsys, ".", "--since", "HEAD") == []


def test_a_new_twin_is_reported_alone(drafts: Repository, capsys: Said) -> None:
    drafts.write("a.md", "This is a plim water.\n")
    drafts.commit("Texts")
    drafts.write("a.md", "They have a plim water, too.\n\nThis is a plim water.\n\nAnd one more plim water.\n")
    (finding,) = told(capsys, ".", "--since", "HEAD", code=1)["files"][0]["findings"]
    assert (finding["line"], len(finding["related"])) == (1, 1)
    assert "2 times in this text: lines 1 and 5." in finding["message"]


def test_exact_twins_are_counted(drafts: Repository, capsys: Said) -> None:
    drafts.write("a.md", ZORP)
    drafts.commit("Texts")
    drafts.write("a.md", f"{ZORP}\n{ZORP}\n{ZORP}")
    assert checked(capsys, ".", "--since", "HEAD", code=1) == ["a.md:3 zorp-talk", "a.md:5 zorp-talk"]


def test_a_rename_with_edits_is_followed(drafts: Repository, capsys: Said) -> None:
    drafts.write("old.md", f"# Light\n\n{ZORP}\n" + f"{FILLER}\n" * 9)
    drafts.commit("Texts")
    drafts.git("checkout", "--quiet", "-b", "topic")
    (drafts.folder / "sub").mkdir()
    drafts.git("mv", "old.md", "sub/new.md")
    drafts.write("sub/new.md", f"# Light\n\n{FRELL}\n{ZORP}\n" + f"{FILLER}\n" * 8)
    assert checked(capsys, ".", "--since", "main") == ["sub/new.md:3 frell-talk"]
    drafts.commit("Texts")
    assert checked(capsys, ".", "--since", "main") == ["sub/new.md:3 frell-talk"]


def test_untracked_files_are_new_as_a_whole(drafts: Repository, capsys: Said) -> None:
    drafts.write(".gitignore", "ignored.md\n")
    drafts.commit("Texts")
    drafts.write("b.md", ZORP)
    drafts.write("ignored.md", ZORP)
    assert checked(capsys, ".", "--since", "HEAD", code=1) == ["b.md:1 zorp-talk"]


def test_only_texts_that_changed_are_read(drafts: Repository, capsys: Said) -> None:
    drafts.write("a.md", ZORP)
    (drafts.folder / "b.md").write_bytes(b"caf\xe9")
    drafts.commit("Texts")
    data = told(capsys, ".", "--since", "HEAD")
    assert (data["files"], data["failures"]) == ([], [])
    assert "--since HEAD: no text differs from " in data["said"]


def test_an_older_text_that_cannot_be_read_leaves_all_of_the_new_one(drafts: Repository, capsys: Said) -> None:
    (drafts.folder / "a.md").write_bytes(b"caf\xe9 and a wonder zorp")
    drafts.commit("Texts")
    drafts.write("a.md", ZORP)
    data = told(capsys, ".", "--since", "HEAD", code=1)
    assert [one["rule"] for one in data["files"][0]["findings"]] == ["zorp-talk"]
    assert "a.md: its text at " in data["said"]


def test_a_merge_conflict_is_a_failure_and_what_is_found_is_still_shown(drafts: Repository, capsys: Said) -> None:
    drafts.write("a.md", f"# Light\n\n{FILLER}")
    drafts.commit("Texts")
    drafts.git("checkout", "--quiet", "-b", "topic")
    drafts.write("a.md", f"# Light\n\n{ZORP}")
    drafts.commit("Texts")
    drafts.git("checkout", "--quiet", "main")
    drafts.write("a.md", f"# Light\n\n{FRELL}")
    drafts.commit("Texts")
    drafts.git("merge", "topic", code=1)
    data = told(capsys, ".", "--since", "HEAD~1", code=2)
    assert [one["rule"] for one in data["files"][0]["findings"]] == ["frell-talk", "zorp-talk"]
    assert "an unresolved merge conflict stands in lines 3 to 7" in data["failures"][0]["error"]
    assert "nothing of it is staged yet" in told(capsys, ".", "--staged", code=2)["failures"][0]["error"]
    notice = told(capsys, "a.md", code=1)["files"][0]["notices"][0]
    assert (notice["kind"], notice["line"]) == ("conflict-markers", 3)


@pytest.mark.parametrize(
    "text",
    ["```\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> topic\n```\n", "A title\n=======\n\n<<<<<<< HEAD\n", "No conflict.\n"],
)
def test_what_is_no_merge_conflict(drafts: Repository, capsys: Said, text: str) -> None:
    drafts.write("a.md", text)
    assert told(capsys, "a.md")["files"][0]["notices"] == []


def test_staged_is_what_the_index_holds(drafts: Repository, capsys: Said) -> None:
    drafts.write("a.md", FRELL)
    drafts.write("b.md", FILLER)
    drafts.commit("Texts")
    drafts.write("a.md", f"{FRELL}\n{ZORP}")
    drafts.write("b.md", ZORP)
    drafts.git("add", "a.md")
    drafts.write("a.md", FILLER)
    drafts.write("new.md", ZORP)
    data = told(capsys, "--staged", code=1)
    assert [(file["path"], [one["line"] for one in file["findings"]]) for file in data["files"]] == [("a.md", [3])]
    assert "--staged: 1 text has staged changes; 1 older finding is not shown" in data["said"]


def test_staged_texts_need_no_file_and_no_commit(drafts: Repository, capsys: Said) -> None:
    drafts.write("sub/a.md", ZORP)
    drafts.write("sub/.hidden/b.md", ZORP)
    drafts.git("add", "--all")
    (drafts.folder / "sub" / "a.md").unlink()
    assert checked(capsys, "--staged", code=1) == ["sub/a.md:1 zorp-talk"]
    assert checked(capsys, "--staged", "sub/a.md", code=1) == ["sub/a.md:1 zorp-talk"]
    (drafts.folder / "sub" / ".hidden" / "b.md").unlink()
    assert checked(capsys, "--staged", "sub", code=1) == ["sub/a.md:1 zorp-talk"]


def test_a_staged_rename_is_followed(drafts: Repository, capsys: Said) -> None:
    drafts.write("old.md", f"# Light\n\n{ZORP}\n" + f"{FILLER}\n" * 9)
    drafts.commit("Texts")
    drafts.git("mv", "old.md", "new.md")
    assert checked(capsys, "--staged") == []
    drafts.write("new.md", f"# Light\n\n{ZORP}\n{FRELL}\n" + f"{FILLER}\n" * 9)
    drafts.git("add", "--all")
    assert checked(capsys, "--staged") == ["new.md:5 frell-talk"]


@pytest.mark.parametrize(
    "name", ["-a.md", "ä ö.md", "line\nfeed.md", "tab\t.md", '"quoted".md', "star*.md", ":(top)a.md"]
)
def test_any_name_that_a_file_can_have(drafts: Repository, capsys: Said, name: str) -> None:
    drafts.write(name, FRELL)
    drafts.commit("Texts")
    drafts.write(name, f"{FRELL}\n{ZORP}")
    assert checked(capsys, ".", "--since", "HEAD", code=1) == [f"{name}:3 zorp-talk"]
    assert checked(capsys, f"./{name}", "--since", "HEAD", code=1) == [f"{name}:3 zorp-talk"]
    drafts.git("add", "--all")
    assert checked(capsys, "--staged", code=1) == [f"{name}:3 zorp-talk"]


@pytest.mark.skipif(os.name == "nt", reason="names are text there")
def test_a_name_that_is_no_utf8(drafts: Repository, capsys: Said) -> None:
    path = Path(os.fsdecode(b"caf\xe9.md"))
    path.write_text(FRELL, encoding="utf-8")
    drafts.commit("Texts")
    path.write_text(f"{FRELL}\n{ZORP}", encoding="utf-8")
    data = told(capsys, ".", "--since", "HEAD", code=1)
    assert [one["line"] for one in data["files"][0]["findings"]] == [3]


def test_from_a_folder_below_the_top(drafts: Repository, monkeypatch: pytest.MonkeyPatch, capsys: Said) -> None:
    drafts.write("sub/a.md", FRELL)
    drafts.write("b.md", FILLER)
    drafts.commit("Texts")
    drafts.write("sub/a.md", f"{FRELL}\n{ZORP}")
    drafts.write("b.md", ZORP)
    monkeypatch.chdir("sub")
    assert checked(capsys, ".", "--since", "HEAD", code=1) == ["a.md:3 zorp-talk"]
    assert checked(capsys, "../b.md", "--since", "HEAD", code=1) == ["../b.md:1 zorp-talk"]
    drafts.git("add", "--all")
    assert checked(capsys, "--staged", code=1) == ["a.md:3 zorp-talk"]


def test_variables_that_hooks_set(drafts: Repository, monkeypatch: pytest.MonkeyPatch, capsys: Said) -> None:
    drafts.write("sub/a.md", FRELL)
    drafts.commit("Texts")
    drafts.write("sub/a.md", ZORP)
    # As in `git commit sub/a.md`: the index of the commit is a file of its own.
    drafts.run("git", "add", "--all", GIT_INDEX_FILE=".git/next-index")
    monkeypatch.setenv("GIT_DIR", ".git")
    assert checked(capsys, "--staged") == []
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/next-index")
    assert checked(capsys, "--staged", code=1) == ["sub/a.md:1 zorp-talk"]
    monkeypatch.chdir("sub")
    assert checked(capsys, "--staged", code=1) == ["a.md:1 zorp-talk"]
    monkeypatch.delenv("GIT_INDEX_FILE")
    assert checked(capsys, "--since", "HEAD", code=1) == ["a.md:1 zorp-talk"]


def test_a_linked_working_tree(
    drafts: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Said
) -> None:
    drafts.write("a.md", FRELL)
    drafts.commit("Texts")
    drafts.git("worktree", "add", "--quiet", str(tmp_path / "other"))
    monkeypatch.chdir(tmp_path / "other")
    Path("a.md").write_text(ZORP, encoding="utf-8")
    assert checked(capsys, ".", "--since", "main", code=1) == ["a.md:1 zorp-talk"]
    monkeypatch.setenv("GIT_DIR", str(drafts.folder / ".git" / "worktrees" / "other"))
    assert checked(capsys, ".", "--since", "main", code=1) == ["a.md:1 zorp-talk"]


def test_a_folder_outside_the_repository(
    drafts: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Said
) -> None:
    drafts.write("a.md", ZORP)
    drafts.commit("Texts")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "x.md").write_text(FILLER, encoding="utf-8")
    data = told(capsys, str(tmp_path / "elsewhere"), "--since", "HEAD", code=2)
    assert "is not in the repository" in data["failures"][0]["error"]
    monkeypatch.chdir(tmp_path / "elsewhere")
    drafts.write("a.md", f"{ZORP}\n{FRELL}")
    assert [line.rpartition("/")[2] for line in checked(capsys, str(drafts.folder), "--since", "HEAD")] == [
        "a.md:3 frell-talk"
    ]


def test_a_repository_inside_is_left_out_and_named(drafts: Repository, tmp_path: Path, capsys: Said) -> None:
    drafts.write("a.md", FILLER)
    drafts.commit("Texts")
    inner = Repository(drafts.folder / "theme", tmp_path / "home")
    inner.write("docs/read.md", ZORP)
    inner.commit("Texts")
    data = told(capsys, ".", "--since", "HEAD")
    assert data["files"] == []
    assert "theme: belongs to another repository; not compared and not linted" in data["said"]
    assert "is not in the repository" in told(capsys, "theme/docs/read.md", "--since", "HEAD", code=2)["said"]


def test_standard_input_is_compared_under_its_name(
    drafts: Repository, monkeypatch: pytest.MonkeyPatch, capsys: Said
) -> None:
    import io

    drafts.write("a.md", FRELL)
    drafts.commit("Texts")
    for text, code, rules in ((FRELL, 0, []), (f"{FRELL}\n{ZORP}", 1, ["zorp-talk"])):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
        data = told(capsys, "-", "--stdin-filename", "a.md", "--since", "HEAD", code=code)
        assert [one["rule"] for one in data["files"][0]["findings"]] == rules
    assert "standard input is in no index" in told(capsys, "-", "--staged", code=2)["said"]


@pytest.mark.parametrize(
    ("ref", "words"),
    [
        ("mian", "git knows no commit 'mian' here; did you mean 'main'?"),
        ("nowhere-at-all", "git knows no commit 'nowhere-at-all' here"),
        ("--output=x", "git knows no commit '--output=x' here"),
        ("", "git knows no commit '' here"),
        ("HEAD:a.md", "git knows no commit 'HEAD:a.md' here"),
        ("topic", "git knows no commit 'topic' here; did you mean 'origin/topic'?"),
    ],
)
def test_a_commit_that_git_does_not_know(drafts: Repository, capsys: Said, ref: str, words: str) -> None:
    drafts.write("a.md", ZORP)
    drafts.commit("Texts")
    drafts.git("update-ref", "refs/remotes/origin/topic", "HEAD")
    assert words in told(capsys, ".", f"--since={ref}", code=2)["said"]
    assert not (drafts.folder / "x").exists()


def test_no_repository_no_commit_and_no_git(
    drafts: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Said
) -> None:
    drafts.write("a.md", ZORP)
    assert "git knows no commit 'HEAD' here" in told(capsys, ".", "--since", "HEAD", code=2)["said"]
    monkeypatch.chdir(tmp_path)
    said = told(capsys, ".", "--staged", code=2)["said"]
    assert "--staged: this folder is in no git repository, so there is nothing to compare with" in said
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "git is not installed" in told(capsys, ".", "--since", "HEAD", code=2)["said"]


def test_histories_without_a_common_commit(
    drafts: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Said
) -> None:
    drafts.write("a.md", ZORP)
    drafts.commit("Texts")
    drafts.git("checkout", "--quiet", "--orphan", "alone")
    drafts.commit("alone")
    assert "'main' have no commit in common" in told(capsys, ".", "--since", "main", code=2)["said"]
    drafts.git("checkout", "--quiet", "main")
    drafts.write("b.md", ZORP)
    drafts.commit("two")
    drafts.git("checkout", "--quiet", "-b", "topic", "main~1")
    drafts.write("c.md", ZORP)
    drafts.commit("three")
    shallow = tmp_path / "shallow"
    drafts.git("clone", "--quiet", "--depth=1", "--no-single-branch", f"file://{drafts.folder}", str(shallow))
    monkeypatch.chdir(shallow)
    said = told(capsys, ".", "--since", "origin/main", code=2)["said"]
    assert "no commit in common" in said
    assert "fetch-depth 0" in said


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        (("--since", "HEAD", "--staged"), "--since and --staged cannot go together"),
        (("--staged", "--fix", "a.md"), "--fix changes files"),
        (("--staged", "--add-allow", "zorp-talk", "--reason", "x"), "--add-allow changes files"),
    ],
)
def test_options_that_do_not_go_together(capsys: Said, argv: tuple[str, ...], words: str) -> None:
    assert words in told(capsys, *argv, code=2)["said"]


def test_allowances_are_not_spoken_of_where_not_all_was_looked_at(drafts: Repository, capsys: Said) -> None:
    drafts.write("a.md", f"<!-- medlint: allow zorp-talk: old -->\n{FILLER}")
    drafts.write("b.md", FILLER)
    assert [one["kind"] for one in told(capsys, "a.md")["files"][0]["notices"]] == ["unused-allowance"]
    for more in (("--since", "HEAD"), ("--select", "zorp-talk"), ("--min-confidence", "high"), ("gone.md",)):
        drafts.commit("x", "--allow-empty")
        drafts.write("a.md", f"<!-- medlint: allow zorp-talk: old -->\n{FILLER}\n{more}\n")
        data = told(capsys, "a.md", *more, code=2 if more == ("gone.md",) else 0)
        assert data["files"][0]["notices"] == []


def test_an_allowance_that_goes_is_reported(drafts: Repository, capsys: Said) -> None:
    drafts.write("a.md", f"<!-- medlint: allow zorp-talk: old -->\n{ZORP}")
    drafts.commit("Texts")
    drafts.write("a.md", ZORP)
    assert checked(capsys, ".", "--since", "HEAD", code=1) == ["a.md:1 zorp-talk"]


def test_limits_and_gates_count_what_is_new(drafts: Repository, capsys: Said) -> None:
    drafts.write("a.md", FRELL)
    drafts.commit("Texts")
    drafts.write("a.md", f"{FRELL}\nThey have a frell tonic here.\n")
    assert checked(capsys, ".", "--since", "HEAD", "--max-warnings", "1") == ["a.md:3 frell-talk"]
    assert checked(capsys, ".", "--max-warnings", "1", code=1) == ["a.md:1 frell-talk", "a.md:3 frell-talk"]
    summary = told(capsys, ".", "--since", "HEAD")["files"][0]["summary"]
    assert (summary["verdict"], summary["reasons"]) == ("look-again", ["frell-talk (1)"])
    assert [place["line"] for place in summary["fix_first"]] == [3]


def test_fixing_what_changed_compares_what_is_left(drafts: Repository, capsys: Said) -> None:
    drafts.write("a.md", FRELL)
    drafts.write("b.md", ZORP)
    drafts.commit("Texts")
    drafts.write("a.md", f"{FRELL}\n{ZORP}")
    assert checked(capsys, ".", "--since", "HEAD", "--fix", code=1) == ["a.md:3 zorp-talk"]


def test_git_itself_asks_before_a_commit(drafts: Repository) -> None:
    drafts.write("a.md", FILLER)
    drafts.write("b.md", FILLER)
    drafts.commit("Texts")
    hook = drafts.write(".git/hooks/pre-commit", "#!/bin/sh\nexec medlint check --staged --format concise\n")
    hook.chmod(0o755)
    drafts.write("a.md", ZORP)
    drafts.write("b.md", f"{FILLER}\n{FILLER}")
    drafts.git("commit", "--quiet", "--message=only the clean one", "b.md")
    assert "a.md:1:9: error zorp-talk" in drafts.git("commit", "--all", "--message=all", code=1)
    assert drafts.git("status", "--short", "a.md").strip() == "M a.md"
