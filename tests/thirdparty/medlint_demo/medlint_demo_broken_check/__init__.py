"""Broken on purpose: a check that raises on every document."""

from importlib.resources import files

from msgspec import Struct

from medlint.api import Check, Layer, Reporter, hookimpl


class NoOptions(Struct, frozen=True, forbid_unknown_fields=True):
    """Nothing to set."""


def fall_over(document, options):
    """Raises."""
    raise ZeroDivisionError("the check fell over")


@hookimpl
def medlint_checks():
    """The check `demo-broken`."""
    return [Check("demo-broken", NoOptions, fall_over)]


@hookimpl
def medlint_rules():
    """The folder with its rule."""
    return [files("medlint_demo_broken_check") / "rules"]


@hookimpl
def medlint_layers():
    """A layer that reads a lexicon that nobody has."""
    return [Layer("demo-lost", len, lexicons=("demo-nowhere",))]


def give_up(report):
    """Raises."""
    raise LookupError("the reporter fell over")


@hookimpl
def medlint_reporters():
    """A reporter that breaks, and one that works."""
    return [Reporter("demo-mute", give_up), Reporter("demo-count", lambda report: f"{len(report.files)}\n")]
