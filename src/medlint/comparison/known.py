"""The door to what is known of texts; what is behind it is loaded only where there is a baseline or a past."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from medlint.config import BASELINE
from medlint.model import Report
from medlint.run import Workshop

if TYPE_CHECKING:
    from medlint.comparison.past import Past


def without_known(
    report: Report, workshop: Workshop, past: Past | None = None, named: Sequence[str] = (), label: str = ""
) -> Report:
    """The report without findings that a baseline lists or that the texts had in the `past`.

    `named`: the paths that the run was asked for; `label`: what the user calls the past. Raises ConfigError for a
    baseline that cannot be used.
    """
    if past is None and not report.failures and not _has_baseline(report, workshop, named):
        return report
    from medlint.comparison.changes import only_unknown

    return only_unknown(report, workshop, past, named, label)


def _has_baseline(report: Report, workshop: Workshop, named: Sequence[str]) -> bool:
    overrides = workshop.overrides
    if overrides.baseline is not None:
        return True
    if overrides.no_baseline or overrides.no_config:
        return False
    here = os.getcwd()  # noqa: PTH109 - a Path for each of thousands of texts is slow
    folders = {os.path.join(here, path) for path in named if os.path.isdir(path)}  # noqa: PTH112, PTH118
    folders |= {os.path.dirname(os.path.join(here, file.path)) for file in report.files}  # noqa: PTH118, PTH120
    return any(workshop.config_files.nearest(folder, BASELINE) for folder in folders)
