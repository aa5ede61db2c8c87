"""The hooks for pre-commit, with the real program: our own hooks file, on scratch repositories, without a network."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest
import yaml

from houses import write_rule
from repositories import Repository, make_repository, offline  # noqa: F401 - a fixture
from test_docs import SNIPPET

ROOT = Path(__file__).parents[1]
MANIFEST = ROOT / ".pre-commit-hooks.yaml"
PAGE = ROOT / "docs" / "gate.md"
SALES = "# Winter light\n\nThis is a wonderpill.\n"
PLAIN = "# Winter light\n\nMany people see less of the sun in winter.\n"
TWICE = "# Winter light\n\nMany people see less of the the sun in winter.\n"

pytestmark = pytest.mark.xdist_group("hooks")


@pytest.fixture(name="clone", scope="module")
def make_clone(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A repository that holds our hooks file, and its commit: what `repo` and `rev` name in a user's configuration."""
    folder = tmp_path_factory.mktemp("medlint")
    clone = Repository(folder / "medlint", folder)
    shutil.copyfile(MANIFEST, clone.folder / MANIFEST.name)
    clone.commit("Hooks")
    return clone.folder, clone.head


def configure(repository: Repository, clone: tuple[Path, str], *ids: str, **keys: object) -> None:
    """Take hooks from the clone. The medlint of this environment stands for an installed one: `language: system`."""
    hooks = [{"id": one, "language": "system", **keys} for one in ids]
    config = {"repos": [{"repo": str(clone[0]), "rev": clone[1], "hooks": hooks}]}
    repository.write(".pre-commit-config.yaml", yaml.safe_dump(config))
    settle(repository)


def settle(repository: Repository, *lines: str) -> None:
    """A house rule that is an error, and a configuration with it and with more lines."""
    write_rule(repository.folder / "house", "wonder-pill", "error", "wonderpill")
    repository.write("medlint.toml", "\n".join(['root = true\nrule-folders = ["./house"]', *lines, ""]))


def test_the_hooks_file_is_one_to_pre_commit(repository: Repository) -> None:
    assert repository.pre_commit("validate-manifest", str(MANIFEST)) == ""


def test_both_hooks_take_any_of_the_types_and_all_files_at_once() -> None:
    hooks = {hook["id"]: hook for hook in yaml.safe_load(MANIFEST.read_text("utf-8"))}
    assert list(hooks) == ["medlint", "medlint-fix"]
    for hook in hooks.values():
        assert {"markdown", "html", "plain-text"} <= set(hook["types_or"])
        assert "types" not in hook
        assert (hook["require_serial"], hook["language"]) == (True, "python")
        assert hook["entry"].split()[:2] == ["medlint", "check"]


@pytest.mark.parametrize(
    ("name", "prose"),
    [
        ("requirements.txt", False), ("docs/requirements-dev.txt", False), ("robots.txt", False),
        ("static/robots.txt", False), ("LICENSE", False), ("LICENCE.txt", False), ("src/CMakeLists.txt", False),
        ("leaflet.txt", True), ("texts/our-requirements.md", True), ("robots/surgery.txt", True), ("README", True),
        ("licence-to-practise.txt", True),
    ],
)  # fmt: skip
def test_plain_text_that_is_no_prose_is_left_out(name: str, prose: bool) -> None:
    assert [not re.search(hook["exclude"], name) for hook in yaml.safe_load(MANIFEST.read_text("utf-8"))] == [prose] * 2


def test_a_commit_with_a_finding_is_refused_and_one_without_is_made(
    repository: Repository, clone: tuple[Path, str]
) -> None:
    configure(repository, clone, "medlint")
    repository.pre_commit("install")
    for name in ("a.md", "b.mdx", "c.html", "d.txt", "e.py", "requirements.txt"):
        repository.write(f"drafts/{name}", SALES)
    repository.git("add", "--all")
    said = repository.git("commit", "--message=Drafts", code=1)
    assert re.findall(r"^drafts/\S+", said, re.MULTILINE) == [
        f"drafts/{name}" for name in ("a.md", "b.mdx", "c.html", "d.txt")
    ]
    assert said.count("wonder-pill\n") == 4
    assert "exit code: 1" in said
    for name in ("a.md", "b.mdx", "c.html", "d.txt"):
        repository.write(f"drafts/{name}", PLAIN)
    repository.git("add", "--all")
    assert re.search(r"medlint\.+Passed", repository.git("commit", "--message=Drafts"))


def test_only_what_is_committed_is_judged(repository: Repository, clone: tuple[Path, str]) -> None:
    configure(repository, clone, "medlint")
    repository.write("a.md", PLAIN)
    repository.git("add", "--all")
    repository.write("a.md", SALES)
    repository.write("b.md", SALES)
    assert "Passed" in repository.pre_commit("run")
    assert repository.folder.joinpath("a.md").read_text("utf-8") == SALES


def test_staged_reports_only_what_the_commit_adds(repository: Repository, clone: tuple[Path, str]) -> None:
    configure(repository, clone, "medlint", args=["--staged"])
    repository.write("a.md", SALES)
    repository.commit("Old")
    repository.write("a.md", SALES + "\nA new last line.\n")
    repository.git("add", "--all")
    assert "Passed" in repository.pre_commit("run")
    repository.write("b.md", SALES)
    repository.git("add", "--all")
    assert re.findall(r"^(\S+\.md) ", repository.pre_commit("run", code=1), re.MULTILINE) == ["b.md"]


def test_an_excluded_text_stays_excluded_when_the_hook_names_it(
    repository: Repository, clone: tuple[Path, str]
) -> None:
    configure(repository, clone, "medlint", verbose=True)
    settle(repository, 'exclude = ["archive/**"]')
    repository.write("archive/old.md", SALES)
    repository.git("add", "--all")
    said = repository.pre_commit("run")
    assert "archive/old.md: excluded by the pattern “archive/**”" in said
    assert "Passed" in said
    configure(repository, clone, "medlint", args=["--no-exclude"])
    repository.git("add", "--all")
    assert "wonder-pill" in repository.pre_commit("run", code=1)


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("medlint.toml", "root = true\nprofil = 3\n", "medlint.toml:2: profil"),
        ("medlint.toml", 'root = true\nrule-folders = ["./none"]\n', "no such folder"),
        ("b.md", "bad \udcff byte\n", "b.md"),
    ],
)
def test_what_cannot_run_is_not_green(
    repository: Repository, clone: tuple[Path, str], name: str, content: str, told: str
) -> None:
    configure(repository, clone, "medlint", args=["--exit-zero"])
    repository.write("a.md", PLAIN)
    repository.folder.joinpath(name).write_bytes(content.encode("utf-8", "surrogateescape"))
    repository.git("add", "--all")
    said = repository.pre_commit("run", code=1)
    assert "exit code: 2" in said
    assert told in said


def test_the_fixing_hook_mends_and_leaves_findings_to_the_other(
    repository: Repository, clone: tuple[Path, str]
) -> None:
    configure(repository, clone, "medlint-fix")
    repository.write("a.md", TWICE)
    repository.write("b.md", SALES)
    repository.git("add", "--all")
    assert "files were modified by this hook" in repository.pre_commit("run", code=1)
    assert repository.folder.joinpath("a.md").read_text("utf-8") == PLAIN
    repository.git("add", "--all")
    assert re.search(r"medlint, safe fixes\.+Passed", repository.pre_commit("run"))
    assert repository.folder.joinpath("b.md").read_text("utf-8") == SALES


def test_pre_commit_installs_medlint_as_the_page_says_and_runs_both_hooks(
    repository: Repository, tmp_path: Path
) -> None:
    ours = Repository(tmp_path / "medlint", tmp_path / "home")
    for name in ("src", "plugins", "rules"):
        shutil.copytree(ROOT / name, ours.folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE", MANIFEST.name):
        shutil.copyfile(ROOT / name, ours.folder / name)
    ours.commit("All of it")
    block = next(one for one in SNIPPET.finditer(PAGE.read_text("utf-8")) if one["what"] == "precommit")["body"]
    wanted = yaml.safe_load(block)["repos"][0]
    ours.git("tag", wanted["rev"])
    # Of what git's variables say, pre-commit hands on these alone.
    instead = {"COUNT": "1", "KEY_0": f"url.{ours.folder}.insteadOf", "VALUE_0": wanted["repo"]}
    repository.environment |= {f"GIT_CONFIG_{name}": value for name, value in instead.items()}
    repository.write(".pre-commit-config.yaml", block)
    settle(repository)
    repository.write("content/a.md", TWICE + "\nThis is a wonderpill.\n")
    repository.write("other/b.md", SALES)
    repository.git("add", "--all")
    said = repository.pre_commit("run", code=1, PATH=os.defpath, **offline(tmp_path / "stock"))
    assert re.findall(r"^medlint.*(Failed|Passed)$", said, re.MULTILINE) == ["Failed", "Failed"]
    assert "files were modified by this hook" in said
    assert repository.folder.joinpath("content/a.md").read_text("utf-8") == PLAIN + "\nThis is a wonderpill.\n"
    _, fixing, linting = re.split(r"^medlint.*(?:Failed|Passed)$", said, flags=re.MULTILINE)
    assert "other/b.md" in fixing
    assert re.findall(r"^(\S+\.md) ", linting, re.MULTILINE) == ["content/a.md"]
    assert list(Path(repository.environment["PRE_COMMIT_HOME"]).glob("repo*/py_env-*/bin/medlint"))
