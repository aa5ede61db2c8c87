"""A distribution with one check that does as its texts say: sleep, die, or raise. Written by hand, not installed."""

from __future__ import annotations

import os
import sys
from pathlib import Path

PLUGIN = '''\
import os
import signal
import time
from pathlib import Path

from msgspec import Struct

from medlint.api import Check, Match, hookimpl
from acme_words import WORD


class Options(Struct, frozen=True, forbid_unknown_fields=True):
    """None."""


def obey(document, options):
    if "please sleep" in document.prose:
        Path(os.environ["ACME_NOTES"], str(os.getpid())).touch()
        time.sleep(20)
    if "please die" in document.prose:
        os.kill(os.getpid(), signal.SIGKILL)
    if "please raise" in document.prose:
        raise ValueError("as you wish")
    at = document.prose.find(WORD)
    if at >= 0:
        yield Match(at, at + len(WORD))


@hookimpl
def medlint_checks():
    return [Check("acme-obey", Options, obey)]
'''
RULE = """\
title = "Words that are obeyed"
check = "acme-obey"
severity = "error"
confidence = "high"
message = "“{quote}” is an order."
why = "Texts give no orders."
since = "0.1"

[[source]]
title = "A guideline"
year = 2006
"""
BAD = '\n[[example]]\nbad = "The word {0} is zorp, and that is all."\nflags = ["zorp"]\n'
GOOD = '\n[[example]]\ngood = "The word {0} is not here, and that is all."\n'


def write_plugin(site: Path, word: str = "zorp") -> Path:
    """The distribution `acme` in the folder `site`; its word stands in a module that no metadata names."""
    (site / "acme-1.0.dist-info").mkdir(parents=True, exist_ok=True)
    (site / "acme-1.0.dist-info" / "entry_points.txt").write_text("[medlint]\nacme = acme\n")
    (site / "acme.py").write_text(PLUGIN)
    (site / "acme_words.py").write_text(f'WORD = "{word}"\n')
    return site


def write_house(folder: Path) -> Path:
    """A configuration with the one rule that uses the check."""
    (folder / "house" / "spun").mkdir(parents=True)
    examples = "".join(BAD.format(town) + GOOD.format(town) for town in ("in Bath", "in York", "in Leeds"))
    (folder / "house" / "spun" / "obeyed-word.toml").write_text(RULE + examples, encoding="utf-8")
    config = 'root = true\nrule-folders = ["./house"]\nselect = ["obeyed-word"]\n'
    (folder / "medlint.toml").write_text(config, encoding="utf-8")
    return folder


def environ(site: Path, **more: str) -> dict[str, str]:
    """The environment in which the plugin is found."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join((str(site), *sys.path)), **more}
