"""Checks of the family `spun`, and the layer that they share."""

from __future__ import annotations

from collections.abc import Iterable

from medlint.api import Check, Layer, hookimpl

from . import acronym, density, layer, near_names, swapped


@hookimpl
def medlint_checks() -> Iterable[Check]:
    """The checks `acronym`, `density`, `near-name` and `swapped`."""
    return [acronym.CHECK, density.CHECK, near_names.CHECK, swapped.CHECK]


@hookimpl
def medlint_layers() -> Iterable[Layer]:
    """The layer `spun`."""
    return [layer.LAYER]
