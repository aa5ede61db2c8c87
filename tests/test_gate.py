"""The action for GitHub and the template for GitLab: their own lines are run, as those services run them."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from houses import write_rule
from medlint.config import ConfigFiles, excluded_by, resolve
from repositories import Repository, environment, make_repository, offline  # noqa: F401 - a fixture
from test_docs import FENCED, SNIPPET

ROOT = Path(__file__).parents[1]
ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
TEMPLATE = yaml.safe_load((ROOT / "templates" / "medlint.gitlab-ci.yml").read_text("utf-8"))["medlint"]
PAGE = (ROOT / "docs" / "gate.md").read_text("utf-8")
STEPS = {step["id"]: step for step in ACTION["runs"]["steps"] if "id" in step}
WONDER = "# A town\n\nThis is a wonderpill for all.\n"
PLAIN = "# A town\n\nThere is not much to say of it, and that is all.\n"

pytestmark = pytest.mark.xdist_group("hooks")


def run_step(
    name: str, folder: Path, variables: dict[str, str], outputs: dict[str, str], **inputs: str
) -> tuple[int, str, dict[str, str]]:
    """Run a step of the action with bash as a runner does. Exit code, what it said, and its outputs.

    `outputs` are those of other steps, as `install.program`.
    """
    step = STEPS[name]
    values = {f"inputs.{key}": str(one.get("default", "")) for key, one in ACTION["inputs"].items()}
    values |= {f"inputs.{key.replace('_', '-')}": value for key, value in inputs.items()}
    values |= {f"steps.{key.replace('.', '.outputs.')}": value for key, value in outputs.items()}
    given = {key: values[re.fullmatch(r"\$\{\{ (\S+) \}\}", value)[1]] for key, value in step["env"].items()}
    told = folder / "outputs"
    told.write_text("", encoding="utf-8")
    script = folder / "step.sh"
    script.write_text(step["run"], encoding="utf-8", newline="\n")
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)], cwd=variables["PWD"], check=False,
        env={**variables, "GITHUB_OUTPUT": str(told), **given}, encoding="utf-8",
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    pairs = (line.partition("=")[::2] for line in told.read_text("utf-8").splitlines())
    return done.returncode, done.stdout, dict(pairs)


@pytest.fixture(name="installed", scope="module")
def install(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, dict[str, str]]:
    """The program that the first step of the action installs from this checkout, and the variables it runs with."""
    folder = tmp_path_factory.mktemp("runner")
    variables = environment(folder, **offline(folder / "stock"))
    variables |= {"RUNNER_TEMP": str(folder), "GITHUB_ACTION_PATH": str(ROOT), "PWD": str(folder)}
    code, said, outputs = run_step("install", folder, variables, {}, python=sys.executable)
    assert code == 0, said
    return outputs["program"], variables


@pytest.fixture(name="texts")
def write_texts(repository: Repository) -> Repository:
    """A repository with a house rule, a text with a finding and one without."""
    write_rule(repository.folder / "house", "wonder-pill", "error", "wonderpill")
    repository.write("medlint.toml", 'root = true\nrule-folders = ["./house"]\n')
    repository.write("content/bad text.md", WONDER)
    repository.write("content/good.md", PLAIN)
    return repository


@pytest.fixture(name="check")
def make_check(installed: tuple[str, dict[str, str]], texts: Repository, tmp_path: Path):
    """Run the second step of the action in the repository with some inputs."""
    program, variables = installed
    here = {**variables, "PWD": str(texts.folder), "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md")}
    return lambda **inputs: run_step("check", tmp_path, here, {"install.program": program}, **inputs)


def test_inputs_are_never_part_of_a_script() -> None:
    scripts = [step["run"] for step in ACTION["runs"]["steps"] if "run" in step]
    assert len(scripts) == 2
    assert not [script for script in scripts if "${{" in script]
    used = {value for step in STEPS.values() for value in step["env"].values()}
    assert {f"${{{{ inputs.{name} }}}}" for name in ACTION["inputs"]} <= used


def test_the_action_installs_the_medlint_that_it_is_part_of(installed: tuple[str, dict[str, str]]) -> None:
    program, variables = installed
    assert Path(program).is_relative_to(variables["RUNNER_TEMP"])
    code = "import medlint; print(medlint.__file__)"
    told = subprocess.run(
        [str(Path(program).parent / "python"), "-c", code], env=variables, cwd=variables["PWD"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert Path(told.stdout.strip()).is_relative_to(variables["RUNNER_TEMP"])


def test_findings_fail_the_step_with_annotations_a_summary_and_sarif(check, texts: Repository, tmp_path: Path) -> None:
    code, said, outputs = check(paths="content", sarif="out.sarif")
    assert (code, outputs) == (1, {"exit-code": "1", "sarif": "out.sarif"})
    assert re.search(r"^::error .*file=content/bad text\.md,line=3,", said, re.MULTILINE)
    assert "wonder-pill" in (tmp_path / "summary.md").read_text("utf-8")
    results = json.loads((texts.folder / "out.sarif").read_text("utf-8"))["runs"][0]["results"]
    assert [one["ruleId"] for one in results] == ["wonder-pill"]


def test_what_was_written_is_uploaded_although_the_step_failed() -> None:
    upload = ACTION["runs"]["steps"][-1]
    assert "!cancelled()" in upload["if"]
    assert "steps.check.outputs.sarif != ''" in upload["if"]
    assert upload["with"]["sarif_file"] == "${{ steps.check.outputs.sarif }}"


def test_a_trial_passes_and_a_broken_one_does_not(check) -> None:
    assert check(paths="content", args="--exit-zero")[::2] == (0, {"exit-code": "0"})
    code, said, outputs = check(paths="content\nno-such.md", args="--exit-zero")
    assert (code, outputs) == (2, {"exit-code": "2"})
    assert "no-such.md" in said
    assert check(paths="\n \n")[0] == 2
    assert check(paths="content", fail_on="erorr")[0] == 2


def test_paths_stand_on_lines_and_options_between_spaces(check) -> None:
    code, said, _ = check(
        paths="content/bad text.md\r\n\n  \ncontent/good.md\n", args=" --min-confidence  high\n--verbose "
    )
    assert code == 1
    assert said.count("::error") == 1
    assert check(paths="content/good.md", fail_on="info")[0] == 0


EVIL = ["$(touch pwned)", "`touch pwned`", "; touch pwned", "content\n$(touch pwned)", "' ; touch pwned ; '",
        '"; touch pwned; "', "*", "${HOME}", "\\", "-"]  # fmt: skip


@pytest.mark.parametrize("name", ["paths", "args", "fail-on", "sarif", "version"])
def test_no_input_is_a_command(
    check, installed: tuple[str, dict[str, str]], texts: Repository, tmp_path: Path, name: str
) -> None:
    everything = " ".join(EVIL) if name != "paths" else "\n".join(EVIL)
    if name == "version":
        variables = {**installed[1], "PWD": str(texts.folder), "RUNNER_TEMP": str(tmp_path)}
        code = run_step("install", tmp_path, variables, {}, version=everything, python="true")[0]
    else:
        code = check(**{"paths": "content", name.replace("-", "_"): everything})[0]
    assert code != 0
    assert not list(tmp_path.rglob("pwned"))


def gitlab(texts: Repository, variables: dict[str, str], code: int, **more: str) -> str:
    """Run the job's script; GitLab puts in what `$NAME` stands for in a variable."""
    given = {
        key: re.sub(r"\$(\w+)", lambda name: more.get(name[1], ""), str(value)) for key, value in variables.items()
    }
    script = "set -e\n" + "\n".join(TEMPLATE["script"])
    return texts.run("sh", "-c", script, code=code, **{**TEMPLATE["variables"], **given})


def test_the_gitlab_job_installs_and_reports_code_quality(
    installed: tuple[str, dict[str, str]], texts: Repository
) -> None:
    program, variables = installed
    place = {**variables, "PATH": os.pathsep.join([str(Path(program).parent), os.environ["PATH"]])}
    texts.run("sh", "-ec", "\n".join(TEMPLATE["before_script"]), **{**place, **TEMPLATE["variables"]})
    said = gitlab(texts, {"MEDLINT_PATHS": "content"}, 1)
    assert "content/bad text.md:3:11: error wonder-pill" in said
    report = json.loads((texts.folder / TEMPLATE["artifacts"]["reports"]["codequality"]).read_text("utf-8"))
    assert [(one["check_name"], one["location"]["path"]) for one in report] == [("wonder-pill", "content/bad text.md")]
    assert TEMPLATE["artifacts"]["when"] == "always"


def test_the_gitlab_job_takes_its_variables_as_they_are(texts: Repository) -> None:
    gitlab(texts, {"MEDLINT_PATHS": "content", "MEDLINT_ARGS": "--exit-zero"}, 0)
    gitlab(texts, {"MEDLINT_PATHS": "content/bad text.md\ncontent/good.md", "MEDLINT_FAIL_ON": "never"}, 0)
    gitlab(texts, {"MEDLINT_PATHS": "content\nno-such.md", "MEDLINT_ARGS": "--exit-zero"}, 2)
    for name in ("MEDLINT_PATHS", "MEDLINT_ARGS", "MEDLINT_FAIL_ON"):
        gitlab(texts, {"MEDLINT_PATHS": "content", name: "$(touch pwned) `touch pwned` ; touch pwned"}, 2)
    assert not (texts.folder / "pwned").exists()


def test_every_block_of_the_page_is_run_or_written() -> None:
    marked = {match["body"] for match in SNIPPET.finditer(PAGE)}
    blocks = [block[0].split("\n", 1)[1].rsplit("\n", 1)[0] for block in FENCED.finditer(PAGE)]
    assert len(blocks) > 12
    assert not [block for block in blocks if block not in marked]


def blocks(name: str) -> list[Any]:
    """What the blocks of the page that are written to a file of that name hold."""
    return [yaml.safe_load(one["body"]) for one in SNIPPET.finditer(PAGE) if (one["name"] or "").endswith(name)]


def test_the_workflow_for_the_first_week_reports_and_passes(check) -> None:
    (flow,) = blocks("trial.yml")
    (step,) = [one for one in flow["jobs"]["medlint"]["steps"] if "with" in one]
    assert step["uses"].partition("/")[2].startswith("medlint@v")
    code, said, _ = check(**step["with"])
    assert (code, said.count("::error")) == (0, 1)


@pytest.fixture(name="request_branch")
def branch_off(texts: Repository) -> str:
    """A branch with one new finding, on top of a main branch with an old one; the commit where they part."""
    texts.commit("Texts")
    base = texts.head
    texts.git("update-ref", "refs/remotes/origin/main", base)
    texts.git("checkout", "--quiet", "-b", "spring")
    texts.write("content/new.md", WONDER)
    texts.write("README.md", PLAIN)
    texts.commit("Spring")
    return base


def test_the_workflow_for_good_reports_what_a_pull_request_adds(
    check, texts: Repository, request_branch: str, tmp_path: Path
) -> None:
    (flow,) = blocks("workflows/medlint.yml")
    fetch, step = [one for one in flow["jobs"]["medlint"]["steps"] if "with" in one]
    assert fetch["with"]["fetch-depth"] == 0
    assert flow["permissions"]["security-events"] == "write"
    inputs = {
        key.replace("-", "_"): value.replace("${{ github.base_ref }}", "main") for key, value in step["with"].items()
    }
    assert set(step["with"]) <= set(ACTION["inputs"])
    code, said, outputs = check(**inputs)
    assert (code, outputs) == (1, {"exit-code": "1", "sarif": "medlint.sarif"})
    assert re.findall(r"^::error file=([^,]+)", said, re.MULTILINE) == ["content/new.md"]
    for since in ("no-such-ref", "--output=pwned", "$(touch pwned)"):
        assert check(**{**inputs, "since": since})[0] == 2
    assert not list(texts.folder.rglob("*pwned*"))


def test_the_gitlab_block_reports_what_a_merge_request_adds(texts: Repository, request_branch: str) -> None:
    (job,) = blocks(".gitlab-ci.yml")
    variables = job["medlint"]["variables"]
    assert set(variables) <= set(TEMPLATE["variables"])
    assert job["include"][0]["file"] == "/templates/medlint.gitlab-ci.yml"
    said = gitlab(texts, variables, 1, CI_MERGE_REQUEST_DIFF_BASE_SHA=request_branch)
    assert re.findall(r"^\S.*\.md(?=:3:11: error wonder-pill)", said, re.MULTILINE) == ["content/new.md"]
    gitlab(texts, variables | {"MEDLINT_ARGS": "--exit-zero"}, 2, CI_MERGE_REQUEST_DIFF_BASE_SHA="0" * 40)


def test_our_own_configuration_leaves_out_rule_pages_and_nothing_that_make_lints() -> None:
    config = resolve(ROOT / "README.md", ConfigFiles())
    assert excluded_by(config, ROOT / "docs" / "rules" / "README.md")
    for name in ("README.md", "docs/gate.md", "tests/articles/draft.md"):
        assert excluded_by(resolve(ROOT / name, ConfigFiles()), ROOT / name) is None
    lines = re.search(r"^self-check:.*\n\t(.*)$", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert {"README.md", "CONTRIBUTING.md", "docs"} <= set(lines[1].split())
    assert "self-check" in re.search(r"^test: (.*)$", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)[1].split()
