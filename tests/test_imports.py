"""The import budget: what `medlint check` loads for one draft is a list that is kept, since every module costs time.

`UPDATE_IMPORTS=1 pytest tests/test_imports.py` writes the list anew. A module that is new on it must be argued for
where it is proposed: what every run needs it for, and why the function that needs it cannot import it.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.xdist_group("imports")

HERE = Path(__file__).parent
KEPT = HERE / "data" / "imports-check.txt"
DRAFT = HERE / "articles" / "clean.md"
ARGUMENTS = ("check", "--no-config", "--format", "concise", "one.md")
PROGRAM = """
import os, sys
sys.modules["typing_extensions"] = None  # msgspec loads it, and more for it, where something else has brought it
from medlint.cli import main
code = main(sys.argv[1:])
with open(os.environ["LOADED"], "w", encoding="utf-8") as file:
    file.writelines(f"{name}\\n" for name, module in sys.modules.items() if module is not None)
sys.exit(code)
"""

OFF = (
    "numpy", "rich", "rich_argparse", "tomli", "tomllib", "re2", "pathspec", "json", "hashlib", "subprocess",
    "multiprocessing", "concurrent", "asyncio", "threading", "socket", "ssl", "logging", "dataclasses", "tempfile",
    "random", "pickle", "html", "xml", "csv", "email", "importlib.metadata", "importlib.resources", "importlib.readers",
    "yaml", "shutil", "bz2", "lzma",
)  # fmt: skip
"""Modules that cost time and that nothing here needs for one clean draft, each by its name."""

MOST_STANDARD = 123
"""So many modules of the standard library may be loaded: 103 in Python 3.11, and others in each version."""


def loaded_by_check(folder: Path) -> frozenset[str]:
    """Names of the modules that one run loads in a fresh interpreter, after a run that has filled the cache."""
    (folder / "one.md").write_bytes(DRAFT.read_bytes())
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("COVERAGE_", "PYTHON"))}
    environment = {**inherited, "XDG_CACHE_HOME": str(folder / "cache"), "LOADED": str(folder / "loaded.txt")}
    for _ in ("cold", "warm"):
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM, *ARGUMENTS],
            cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False,
        )  # fmt: skip
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    return frozenset((folder / "loaded.txt").read_text("utf-8").splitlines())


def top(module: str) -> str:
    return module.partition(".")[0]


def budget_of(loaded: frozenset[str]) -> list[str]:
    """What the list holds: every module of ours, and the packages of others by their first name."""
    ours = {name for name in loaded if top(name) == "medlint" or top(name).startswith("medlint_")}
    others = {top(name) for name in loaded - ours} - sys.stdlib_module_names
    return sorted({*ours, *(name for name in others if not name.startswith("_"))})


@pytest.fixture(name="loaded", scope="module")
def load_once(tmp_path_factory: pytest.TempPathFactory) -> frozenset[str]:
    return loaded_by_check(tmp_path_factory.mktemp("imports"))


def test_nothing_new_is_loaded_for_one_draft(loaded):
    budget = budget_of(loaded)
    if os.environ.get("UPDATE_IMPORTS"):
        KEPT.write_text("".join(f"{name}\n" for name in budget), encoding="utf-8")
    kept = KEPT.read_text("utf-8").split()
    new, gone = sorted(set(budget) - set(kept)), sorted(set(kept) - set(budget))
    told = (
        f"`medlint {' '.join(ARGUMENTS)}` loads other modules than {KEPT.name} lists.\n"
        f"New: {', '.join(new) or 'none'}\nNo longer loaded: {', '.join(gone) or 'none'}\n"
        "Every run pays for every module here. Import it in the function that needs it; if each run does need it, say\n"
        "why where you propose the change, and renew the list: UPDATE_IMPORTS=1 pytest tests/test_imports.py\n"
        f"What loads a module, and for how long: python -X importtime -m medlint {' '.join(ARGUMENTS)}"
    )
    assert not new + gone, told
    assert kept == sorted(set(kept))


def test_what_is_slow_to_import_stays_off_the_path(loaded):
    assert not loaded & set(OFF)


def test_the_standard_library_is_used_with_measure(loaded):
    standard = sorted(name for name in loaded if top(name) in sys.stdlib_module_names)
    assert len(standard) <= MOST_STANDARD, f"{len(standard)} modules of the standard library: {' '.join(standard)}"
