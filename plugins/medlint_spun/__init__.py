"""Checks of the family `spun`, and the layer that they share."""

from __future__ import annotations

from collections.abc import Iterable

from medlint.api import CheckAt, Layer, hookimpl

from . import layer

_CHECKS = (
    CheckAt("acronym", f"{__name__}.acronym"),
    CheckAt("density", f"{__name__}.density"),
    CheckAt("near-name", f"{__name__}.near_names"),
    CheckAt("swapped", f"{__name__}.swapped"),
)


@hookimpl
def medlint_checks() -> Iterable[CheckAt]:
    """The checks `acronym`, `density`, `near-name` and `swapped`."""
    return _CHECKS


@hookimpl
def medlint_layers() -> Iterable[Layer]:
    """The layer `spun`."""
    return [layer.LAYER]
