"""The built distributions: what is in them, and that the wheel works where nothing of the checkout can be seen.

The wheel is installed in an environment of its own that holds copies of its declared dependencies and nothing else, so
a dependency that is used and not declared is noticed, and no network is needed.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tarfile
import venv
import zipfile
from importlib.metadata import Distribution, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement

import medlint
from medlint.builtin import rules_folder
from medlint.host import FIRST_PARTY
from medlint.model import FAMILIES

ROOT = Path(__file__).parents[1]
RULES = sorted(path.stem for family in FAMILIES for path in (ROOT / "rules" / family).glob("*.toml"))
DRAFT = ROOT / "tests" / "articles" / "draft.md"

pytestmark = pytest.mark.xdist_group("wheel")


def run(*command: str | Path, cwd: Path, code: int = 0) -> str:
    """Run a program in a bare environment and return its standard output."""
    bare = {name: os.environ[name] for name in ("PATH", "TMPDIR", "SYSTEMROOT") if name in os.environ}
    bare["HOME"] = str(cwd)
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, env=bare, capture_output=True, text=True, check=False
    )
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout


def dependencies(name: str, known: dict[str, Distribution]) -> dict[str, Distribution]:
    """The distributions that one needs in order to run, by name, and those that these need."""
    for text in distribution(name).requires or ():
        needed = Requirement(text)
        if needed.name not in known and (needed.marker is None or needed.marker.evaluate({"extra": ""})):
            known[needed.name] = distribution(needed.name)
            dependencies(needed.name, known)
    return known


@pytest.fixture(name="dist", scope="module")
def build_both(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, ROOT, cwd=folder)
    return folder


@pytest.fixture(name="place", scope="module")
def install_wheel(dist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new environment with the wheel in it and copies of what the wheel says it needs."""
    place = tmp_path_factory.mktemp("place")
    venv.create(place, with_pip=False, symlinks=True)
    packages = next(place.glob("lib/python*/site-packages"))
    for needed in dependencies("medlint", {}).values():
        for file in needed.files or ():
            origin = Path(str(needed.locate_file(file)))
            if ".." not in file.parts and origin.is_file():
                (packages / file).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(origin, packages / file)
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", place / "bin" / "python")
    run(*pip, "install", "--quiet", "--no-index", "--no-deps", next(dist.glob("*.whl")), cwd=place)
    assert "No broken requirements found" in run(*pip, "check", cwd=place)
    return place


def test_the_wheel_holds_the_code_the_plugins_and_the_rules_and_nothing_else(dist: Path) -> None:
    with zipfile.ZipFile(next(dist.glob("*.whl"))) as wheel:
        names = wheel.namelist()
        contents = {name: wheel.read(name) for name in names}
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"medlint", *FIRST_PARTY}
    assert {f"{package}/py.typed" for package in ("medlint", *FIRST_PARTY)} <= set(names)
    shipped = sorted(Path(name).stem for name in names if name.split("/")[:2] == ["medlint", "rules"]
                     and name.split("/")[2] in FAMILIES)  # fmt: skip
    assert shipped == RULES
    assert {"medlint_spun/table.bin", "medlint_spun/DATASHEET.md"} <= set(names)
    assert contents["medlint_spun/table.bin"] == (ROOT / "plugins" / "medlint_spun" / "table.bin").read_bytes()
    checkout = [path for path in (ROOT / "rules").rglob("*.toml") if path.parent.name not in FAMILIES]
    assert {f"medlint/{path.relative_to(ROOT).as_posix()}" for path in checkout} <= set(names)
    assert not [name for name in names if {"tests", "tools"} & set(name.split("/")) or name.endswith(".pyc")]
    places = [str(ROOT / part).encode() for part in ("src", "plugins", "rules", "docs")]
    assert not [name for name, content in contents.items() if any(place in content for place in places)]


def test_the_source_distribution_can_be_built_from_and_holds_no_tests(dist: Path) -> None:
    with tarfile.open(next(dist.glob("*.tar.gz"))) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {"pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md", "src/medlint/cli.py"} <= names
    assert {f"plugins/{package}/__init__.py" for package in FIRST_PARTY} <= names
    assert {path.relative_to(ROOT).as_posix() for path in (ROOT / "rules").rglob("*.toml")} <= names
    assert {"plugins/medlint_spun/table.bin", "plugins/medlint_spun/DATASHEET.md"} <= names
    assert not [name for name in names if name.startswith(("tests/", "tools/", "docs/"))]


def test_the_installed_wheel_sees_nothing_of_the_checkout(place: Path, tmp_path: Path) -> None:
    told = run(place / "bin" / "python", "-c", "import medlint, sys; print(medlint.__file__, *sys.path, sep='\\n')",
               cwd=tmp_path)  # fmt: skip
    assert str(place) in told.splitlines()[0]
    assert str(ROOT) not in told


def test_the_installed_wheel_lints_a_draft_in_another_folder(place: Path, tmp_path: Path) -> None:
    shutil.copyfile(DRAFT, tmp_path / "draft.md")
    out = run(place / "bin" / "medlint", "--format", "json", "--fail-on", "never", "draft.md", cwd=tmp_path)
    report = json.loads(out)
    assert report["failures"] == []
    findings = report["files"][0]["findings"]
    source = DRAFT.read_text("utf-8")
    assert findings
    assert all(source[one["start"] : one["end"]] == one["quote"] for one in findings)
    here = medlint.lint(source, path=str(tmp_path / "draft.md")).to_dict()["files"][0]["findings"]
    assert [(one["rule"], one["start"]) for one in findings] == [(one["rule"], one["start"]) for one in here]


def test_the_installed_wheel_opens_its_table_of_collocations(place: Path, tmp_path: Path) -> None:
    code = (
        "from medlint_spun import layer, table\n"
        "print(table.NAME)\n"
        "print(layer.open_detector().read('The computer mice had a solitary dosage.')[1].words)"
    )
    where, words = run(place / "bin" / "python", "-c", code, cwd=tmp_path).split()
    assert Path(where).is_relative_to(place)
    assert int(words) > 0


def test_the_installed_wheel_has_every_rule_and_all_their_examples_hold(place: Path, tmp_path: Path) -> None:
    listed = run(place / "bin" / "medlint", "rules", cwd=tmp_path)
    assert f"of {len(RULES)} rules" in listed.splitlines()[-1]
    assert "all passed" in run(place / "bin" / "medlint", "test", cwd=tmp_path)


def test_an_editable_install_reads_the_sources_and_the_rules_of_the_checkout() -> None:
    origin = distribution("medlint").read_text("direct_url.json")
    if origin is None or not json.loads(origin).get("dir_info", {}).get("editable"):
        pytest.skip("these tests run against an installed copy")
    assert Path(medlint.__file__).is_relative_to(ROOT / "src")
    assert Path(str(rules_folder())) == ROOT / "rules"
