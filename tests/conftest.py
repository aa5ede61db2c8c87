"""What every test has: a cache folder of the run's own, so that no test sees or leaves anything in the user's."""

import os
import shutil
import tempfile

from hypothesis import HealthCheck, settings

# The first text that a strategy folds pays for what is compiled once: on a busy machine more than a whole second.
settings.register_profile("patient", suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")


def pytest_configure(config):
    """The folder for caches, for this process and those it starts: made before the first test module is read."""
    if not hasattr(config, "workerinput"):
        config.stash_cache = tempfile.mkdtemp(prefix="medlint-tests-")
        os.environ["XDG_CACHE_HOME"] = config.stash_cache


def pytest_unconfigure(config):
    if hasattr(config, "stash_cache"):
        shutil.rmtree(config.stash_cache, ignore_errors=True)
