"""medlint from code: `lint` and `inspect`, the same road as the command line."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from medlint.comparison.known import without_known
from medlint.config import Overrides
from medlint.document import Document
from medlint.errors import UsageError
from medlint.findings import lint_source
from medlint.model import Report
from medlint.run import Workshop, open_document

_FORMATS = {"markdown": ".md", "html": ".html", "text": ".txt"}


def lint(
    text: str,
    *,
    path: str | None = None,
    format: str | None = None,
    config: Mapping[str, object] | str | None = None,
    today: date | None = None,
) -> Report:
    """Lint a text and give a report with one file in it.

    `path` is where the text lives, or would: its folder decides which configuration files apply and its suffix the
    format; without a path no configuration file is read. `format` is markdown, html or text. `config` is the path of a
    configuration file, or a mapping with the fields of `Overrides` (select, ignore, profile, ...). Raises ConfigError
    or UsageError.
    """
    workshop = Workshop(_overrides(path, config), today)
    place = Path(path or f"text{_FORMATS.get(format or 'markdown', '.md')}")
    settings = workshop.config(Path.cwd() / place)
    report, failures = lint_source(
        text,
        path=place.as_posix(),
        reader=workshop.host.reader_for(place.suffix, format),
        suffix=place.suffix,
        ruleset=workshop.ruleset(settings),
        checks=workshop.host.checks,
        owners=workshop.host.owners,
        allows=settings.allow,
        partial=workshop.overrides.is_partial,
    )
    return without_known(Report((report,), (*workshop.failures(), *failures)), workshop)


def inspect(
    text: str,
    *,
    path: str | None = None,
    format: str | None = None,
    config: Mapping[str, object] | str | None = None,
    today: date | None = None,
) -> Document:
    """Read a text and give its document, whose layers say what medlint understood. Arguments as for `lint`."""
    workshop = Workshop(_overrides(path, config), today)
    place = Path(path or f"text{_FORMATS.get(format or 'markdown', '.md')}")
    return open_document(workshop, place, text, format)


def _overrides(path: str | None, config: Mapping[str, object] | str | None) -> Overrides:
    if isinstance(config, str):
        return Overrides(config_file=config)
    values = {key: tuple(value) if isinstance(value, list) else value for key, value in (config or {}).items()}
    unknown = values.keys() - set(Overrides.__struct_fields__)
    if unknown:
        known = ", ".join(Overrides.__struct_fields__)
        raise UsageError(f"config has no setting {min(unknown)!r}; it takes {known}")
    values.setdefault("no_config", path is None)
    return Overrides(**values)  # type: ignore[arg-type]
