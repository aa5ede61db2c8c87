"""What every test has: a cache folder of the run's own, so that no test sees or leaves anything in the user's."""

import os
import shutil
import tempfile


def pytest_configure(config):
    """The folder for caches, for this process and those it starts: made before the first test module is read."""
    if not hasattr(config, "workerinput"):
        config.stash_cache = tempfile.mkdtemp(prefix="medlint-tests-")
        os.environ["XDG_CACHE_HOME"] = config.stash_cache


def pytest_unconfigure(config):
    if hasattr(config, "stash_cache"):
        shutil.rmtree(config.stash_cache, ignore_errors=True)
