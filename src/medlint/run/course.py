"""The course of a run: find the texts, lint those that are not known from a former run, and give one report."""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from medlint.errors import SourceError
from medlint.model import Failure, Report
from medlint.run.inputs import STDIN, read_bytes
from medlint.run.linting import Outcome, lint_file, lint_stdin
from medlint.run.texts import Request, Text, Told, find_texts
from medlint.run.workshop import Workshop

FEW = 8
"""Fewer files, named one by one, are judged sooner than all that their findings rest on is looked through."""

Watch = Callable[[Sequence[Path]], Iterable[Path]]


def lint_paths(request: Request, workshop: Workshop | None = None, watch: Watch = iter) -> Report:
    """Lint files, folders and `-` (standard input). `watch` hands on the files one by one and may show how far it is.

    Raises UsageError or ConfigError when nothing can be started; a text that cannot be judged is a `Failure`.
    """
    began = time.perf_counter()
    workshop = workshop or Workshop(request.overrides, request.today)
    _open_cache(request, workshop)
    told = Told()
    texts = find_texts(request, workshop, told)
    outcomes = _known(workshop, texts)
    todo = [number for number in range(len(texts)) if number not in outcomes]
    for number, outcome in _lint_all(request, workshop, [texts[number].path for number in todo], watch):
        outcomes[todo[number]] = outcome
        if workshop.cache and outcome.report and outcome.settings and outcome.sign:
            workshop.cache.keep(outcome.report, outcome.settings, outcome.sign)
    if workshop.cache and not workshop.failures():
        workshop.cache.save(workshop.suffixes, workshop.sound_signs())
    done = [outcomes[number] for number in range(len(texts))]
    if STDIN in request.paths:
        done.append(lint_stdin(workshop, request.stdin_filename))
    reports = sorted((outcome.report for outcome in done if outcome.report), key=lambda report: report.path)
    broken = [*workshop.failures(), *told.failures, *(failure for outcome in done for failure in outcome.failures)]
    # One fault of a configuration, or of a rule file, is met again in every text that it applies to.
    failures: tuple[Failure, ...] = tuple(dict.fromkeys(broken))
    return Report(tuple(reports), failures, time.perf_counter() - began, tuple(told.messages))


def _open_cache(request: Request, workshop: Workshop) -> None:
    """Let the workshop know what former runs found, where that is wanted and pays."""
    few = len(request.paths) < FEW and not any(os.path.isdir(path) for path in request.paths)  # noqa: PTH112 - Path raises
    if request.cached and not (few or request.shelf or workshop.stopwatch):
        from medlint.run.cache import open_cache

        workshop.cache = open_cache(workshop.today, fixed=request.today is not None)
        workshop.keeps = workshop.cache is not None


def _known(workshop: Workshop, texts: Sequence[Text]) -> dict[int, Outcome]:
    """What former runs found in texts that have not changed, by number."""
    cache, known = workshop.cache, dict[int, Outcome]()
    if cache is None:
        return known
    from medlint.run.signs import text_sign

    with _uncollected():
        for number, text in enumerate(texts):
            config, settings, name = text.config, workshop.sign(text.config), text.path.as_posix()
            if settings is None or not cache.has(name, settings):
                continue
            try:
                sign = text_sign(read_bytes(text.path, config.max_file_size), settings)
            except SourceError:
                continue
            report = cache.find(name, settings, sign)
            if report is not None:
                known[number] = Outcome(report)
    return known


@contextmanager
def _uncollected() -> Iterator[None]:
    """While thousands of values are made that live as long as the run, looking for garbage only costs time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was:
            gc.enable()


def _lint_all(
    request: Request, workshop: Workshop, paths: Sequence[Path], watch: Watch
) -> Iterator[tuple[int, Outcome]]:
    """What comes of each file, by number, as it is done."""
    if not paths:
        return
    if request.jobs != 1 and len(paths) > 1 and not request.shelf:
        from medlint.run.pool import lint_in_pool, processes

        count = processes(request.jobs, len(paths))
        if count > 1:
            yield from lint_in_pool(workshop, paths, count, watch)
            return
    for number, path in enumerate(watch(paths)):
        yield number, lint_file(workshop, path, request.shelf.read if request.shelf else read_bytes)
