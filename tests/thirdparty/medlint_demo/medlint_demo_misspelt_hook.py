"""Broken on purpose: a hook that does not exist, which would be silence that looks like health."""

from medlint.api import hookimpl


@hookimpl
def medlint_chekcs():
    """Misspelt."""
    return []
