"""Broken on purpose: a hook that raises."""

from medlint.api import hookimpl


@hookimpl
def medlint_checks():
    """Never gets as far as giving a check."""
    raise RuntimeError("the hook fell over")
