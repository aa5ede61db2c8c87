"""General checks that most rules are made of: phrases, missing things, stock headings, patterns."""

from __future__ import annotations

from collections.abc import Iterable

from medlint.api import CheckAt, hookimpl

_CHECKS = (
    CheckAt("phrase", f"{__name__}.phrase"),
    CheckAt("missing", f"{__name__}.missing"),
    CheckAt("heading-template", f"{__name__}.heading_template"),
    CheckAt("pattern", f"{__name__}.pattern"),
)


@hookimpl
def medlint_checks() -> Iterable[CheckAt]:
    """The checks `phrase`, `missing`, `heading-template` and `pattern`."""
    return _CHECKS
