"""Only what is new, over a whole run: what a baseline knows of its texts, and what they held before.

What a text held before is found out by linting the older text with the rules of today, so that all kinds of findings
are compared alike: words, whole texts, titles.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from medlint import conflicts
from medlint.comparison.baseline import Baselines
from medlint.comparison.shares import Shares, notice_stale, share
from medlint.errors import ConfigError, SourceError
from medlint.model import Failure, FileReport, Report, Rule
from medlint.newness import Known, found_in, join, know, only_new, part, without_notices
from medlint.run import Workshop, check_size, lint_text

if TYPE_CHECKING:
    from medlint.comparison.past import Past


def only_unknown(
    report: Report, workshop: Workshop, past: Past | None = None, named: Sequence[str] = (), label: str = ""
) -> Report:
    """The report without the findings that a baseline knows and those that the texts had in the `past`.

    `named`: the paths that the run was asked for, so that texts which have gone can be told of. `label` is what the
    user calls the past. After a failure, or where a part of a text or of the rules was looked at, nothing is said of
    allowances and of entries that are not needed any more. Raises ConfigError for a baseline that cannot be used.
    """
    shares = share(Baselines(workshop.overrides, workshop.config_files), report, named)
    if past is None:
        olds: Mapping[str, Known] = {}
    else:
        report, olds = _with_past(report, workshop, past)
    files = tuple(_judged(file, shares.known(file.path), olds.get(file.path, {}), workshop) for file in report.files)
    hidden = sum(len(found_in(one)) for one in report.files) - sum(len(found_in(one)) for one in files)
    report = replace(report, files=files)
    if past is not None:
        told = _told(report, past, label, hidden - sum(file.baselined for file in files))
        report = replace(report, messages=(*report.messages, *past.messages(), told))
    return _last_words(report, shares, workshop, whole=past is None)


def _judged(file: FileReport, listed: Known, before: Known, workshop: Workshop) -> FileReport:
    """The report of one text without what is listed in a baseline or was there before."""
    if not listed and not before:
        return file
    baselined = len(part(found_in(file), listed)[1]) if listed else 0
    file = only_new(file, join(listed, before) if listed and before else listed or before, _rules(workshop, file.path))
    return replace(file, baselined=baselined, suppressed=file.suppressed + baselined)


def _rules(workshop: Workshop, path: str) -> Callable[[], dict[str, Rule]]:
    """The rules that a text is judged by; asked for only where something is new, as they take time to load."""
    return lambda: {rule.id: rule for rule in workshop.ruleset(workshop.config(Path.cwd() / path)).rules}


def _last_words(report: Report, shares: Shares, workshop: Workshop, *, whole: bool) -> Report:
    """What can be said of allowances and entries only where everything was looked at and nothing broke."""
    if report.failures or not whole:
        return without_notices(report)
    if workshop.overrides.narrows:
        return report
    return notice_stale(report, shares)


def _with_past(report: Report, workshop: Workshop, past: Past) -> tuple[Report, dict[str, Known]]:
    """What each text held before; the report with what could not be compared."""
    from medlint.comparison.past import blobs_before

    failures = [*past.failures(), *filter(None, map(_torn, report.files))]
    messages: list[str] = []
    olds: dict[str, Known] = {}
    for path, data in blobs_before(past, [Path(file.path) for file in report.files]).items():
        try:
            old, broken = _linted(workshop, path, data)
        except SourceError as error:
            messages.append(f"{path}: its text at {past.label} cannot be read ({error.message}); all of it is reported")
            continue
        except ConfigError as error:
            failures.append(Failure("configuration", str(path), error.message))
            continue
        olds[path.as_posix()] = know(found_in(old))
        failures += broken
    told = tuple(dict.fromkeys((*report.failures, *failures)))
    return replace(report, failures=told, messages=(*report.messages, *messages)), olds


def _linted(workshop: Workshop, path: Path, data: bytes | None) -> tuple[FileReport, tuple[Failure, ...]]:
    """What an older content of a text holds, by the rules that the text has today."""
    if data is None:
        raise SourceError("git does not have its content here")
    config = workshop.config(Path.cwd() / path)
    check_size(len(data), str(path), config.max_file_size)
    source = workshop.host.reader_for(path.suffix).decode(data, str(path))
    return lint_text(workshop, config, path, source)


def _torn(file: FileReport) -> Failure | None:
    """A text that holds a merge conflict cannot be compared: it is two texts."""
    notice = next((notice for notice in file.notices if notice.kind == conflicts.KIND), None)
    if notice is None:
        return None
    return Failure("comparison", f"{file.path}:{notice.line}", f"{notice.message}; settle it first")


def _told(report: Report, past: Past, label: str, hidden: int) -> str:
    """One line about what was compared: a gate that looked at nothing must not look like one that found nothing."""
    texts = len(report.files)
    some = f"{texts} {'text' if texts == 1 else 'texts'}" if texts else "no text"
    verb = "differs" if texts < 2 else "differ"  # noqa: PLR2004 - the plural
    old = f"; {hidden} older {'finding is' if hidden == 1 else 'findings are'} not shown" if hidden else ""
    if past.staged:
        return f"--staged: {some} {'has' if texts < 2 else 'have'} staged changes{old}"  # noqa: PLR2004
    return f"--since {label}: {some} {verb} from {past.label}{old}"
