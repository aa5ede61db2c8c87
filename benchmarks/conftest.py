"""What every benchmark has: all rules loaded once, a cache folder of its own, and figures that are told at the end."""

from __future__ import annotations

import gc
import os
import shutil
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from medlint.cli import GARBAGE
from medlint.config import Overrides
from medlint.run import Workshop

TODAY = date(2026, 11, 1)
FIGURES = pytest.StashKey[list[str]]()
CACHE = pytest.StashKey[str]()


def pytest_configure(config: pytest.Config) -> None:
    """Nothing is read from the user's own cache or left there, and garbage is collected as the command line does."""
    gc.set_threshold(GARBAGE, 10, 100)
    config.stash[FIGURES] = []
    config.stash[CACHE] = os.environ["XDG_CACHE_HOME"] = tempfile.mkdtemp(prefix="medlint-bench-")


def pytest_unconfigure(config: pytest.Config) -> None:
    """Take the cache folder away."""
    shutil.rmtree(config.stash[CACHE], ignore_errors=True)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """What was told beside the times: growth, peak memory, processor time of whole programs."""
    if config.stash[FIGURES]:
        terminalreporter.section("figures")
        for line in config.stash[FIGURES]:
            terminalreporter.write_line(line)


@pytest.fixture(name="tell", scope="session")
def tell_figures(pytestconfig: pytest.Config) -> Callable[[str], None]:
    """Call it with a line to be shown at the end."""
    return pytestconfig.stash[FIGURES].append


@pytest.fixture(name="workshop", scope="session")
def open_workshop() -> Workshop:
    """The default profile of medlint's own rules."""
    workshop = Workshop(Overrides(no_config=True), TODAY)
    workshop.ruleset(workshop.config(Path.cwd()))
    return workshop
