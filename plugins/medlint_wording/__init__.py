"""General checks that most rules are made of: phrases, missing things, stock headings, patterns."""

from __future__ import annotations

from collections.abc import Iterable

from medlint.api import Check, hookimpl

from . import heading_template, missing, pattern, phrase


@hookimpl
def medlint_checks() -> Iterable[Check]:
    """The checks `phrase`, `missing`, `heading-template` and `pattern`."""
    return [phrase.CHECK, missing.CHECK, heading_template.CHECK, pattern.CHECK]
