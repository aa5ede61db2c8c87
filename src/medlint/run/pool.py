"""Several processes lint a list of files. One that is killed costs the text that it was reading, and nothing else.

The processes hold no file and no lock: whatever happens to this one, they can be killed, and end of themselves when it
is gone. An interruption (Ctrl-C) is for this one alone.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any, Final

from msgspec import Struct

from medlint.config import Overrides
from medlint.errors import ConfigError
from medlint.model import Failure
from medlint.run.linting import Outcome, absolute, lint_file
from medlint.run.workshop import Workshop

LEAST: Final = {"fork": 8, "spawn": 20}
"""Texts to a process, at least, where nobody said how many: fewer are done by the time that one is ready.

A copy is ready in some 15 ms, a process that starts from nothing in 200; a text takes 5 to 50.
"""
MOST: Final = 8
"""So many processes at most, where nobody said how many: each takes some 100 MB."""
BOUND: Final = 60
"""More processes than this cannot be waited for at once everywhere."""
_DEALT: Final = 24
"""Texts that a process is given at once, at most; towards the end it is given fewer."""
_STILLBORN: Final = 3
"""So many processes may end before they are ready; then the rest is linted in this one."""


class Recipe(Struct, frozen=True):
    """From what a process that inherits nothing makes its workshop."""

    overrides: Overrides
    today: date
    keeps: bool


def processes(jobs: int, texts: int) -> int:
    """How many processes to lint so many texts with; `jobs` is what the user asked for, 0 for nothing."""
    if jobs:
        return min(jobs, texts, BOUND)
    mine = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(mine, MOST, texts // LEAST[start_method()]))


def lint_in_pool(
    workshop: Workshop, paths: Sequence[Path], count: int, watch: Callable[[Sequence[Path]], Iterable[Path]]
) -> Iterator[tuple[int, Outcome]]:
    """What comes of each file, by number, as it is done. The first is linted here: what it loads all processes have."""
    first = lint_file(workshop, paths[0])
    _prepare(workshop, paths)
    with Pool(workshop, paths, count) as pool:
        ticks = iter(watch(paths))
        next(ticks, None)
        yield 0, first
        for number, outcome in pool.results():
            next(ticks, None)
            yield number, outcome
        for _ in ticks:
            pass


def _prepare(workshop: Workshop, paths: Iterable[Path]) -> None:
    """Make the rulesets of all files once; what is wrong with one is told with the file."""
    for path in paths:
        try:
            workshop.ruleset(workshop.config(absolute(path)))
        except ConfigError:
            continue


class _Worker:
    """A process, the link to it, and the numbers of the texts that it was given, in the order of its work."""

    def __init__(self, process: Any, link: Connection) -> None:
        self.process, self.link = process, link
        self.given: deque[int] = deque()
        self.is_ready = False


class Pool:
    """Processes at work on `paths` from the second on. A context: none of them is left when it ends."""

    def __init__(self, workshop: Workshop, paths: Sequence[Path], count: int) -> None:
        self._workshop, self._paths, self._count = workshop, paths, count
        self._left = deque(range(1, len(paths)))
        self._workers: list[_Worker] = []
        self._stillborn = 0

    def __enter__(self) -> Pool:
        for _ in range(min(self._count, len(self._left))):
            self._start()
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.process.kill()
        for worker in self._workers:
            worker.process.join()
            worker.link.close()

    def results(self) -> Iterator[tuple[int, Outcome]]:
        """The outcomes as they come, by number."""
        while self._workers and (self._left or any(worker.given for worker in self._workers)):
            ready = wait([worker.link for worker in self._workers])
            for worker in [worker for worker in self._workers if worker.link in ready]:
                try:
                    sent: tuple[int, Outcome] | None = worker.link.recv()
                except (EOFError, OSError):
                    yield from self._bury(worker)
                    continue
                worker.is_ready = True
                if sent is not None:
                    worker.given.remove(sent[0])
                    yield sent
                self._deal(worker)
        while self._left:
            number = self._left.popleft()
            yield number, lint_file(self._workshop, self._paths[number])

    def _deal(self, worker: _Worker) -> None:
        """Give texts to a process that has none."""
        if worker.given or not self._left:
            return
        size = max(1, min(_DEALT, len(self._left) // (4 * self._count)))
        worker.given.extend(self._left.popleft() for _ in range(size))
        try:
            worker.link.send([(number, self._paths[number]) for number in worker.given])
        except OSError:
            return  # It is gone; its end is read from the link next.

    def _bury(self, worker: _Worker) -> Iterator[tuple[int, Outcome]]:
        """Take a process that has ended out, say which text it was reading, and start another for what is left."""
        worker.process.join()
        worker.link.close()
        self._workers.remove(worker)
        self._stillborn += not worker.is_ready
        if worker.given:
            number = worker.given.popleft()
            path = str(self._paths[number])
            yield number, Outcome(failures=(Failure("process", path, _ended(worker.process.exitcode)),))
        self._left.extendleft(reversed(worker.given))
        if self._left and self._stillborn < _STILLBORN:
            self._start()

    def _start(self) -> None:
        """Start a process; where none can be started the others do the work, or this one."""
        context: Any = get_context(start_method())
        mine, theirs = context.Pipe()
        is_fork = context.get_start_method() == "fork"
        recipe = Recipe(self._workshop.overrides, self._workshop.today, self._workshop.keeps)
        shared = (self._workshop, [mine, *(worker.link for worker in self._workers)]) if is_fork else (recipe, [])
        process = context.Process(target=work, args=(theirs, *shared), daemon=True, name="medlint")
        try:
            with _uninterrupted():
                process.start()
        except OSError:
            mine.close()
        else:
            self._workers.append(_Worker(process, mine))
        finally:
            theirs.close()


def start_method() -> str:
    """How processes start: as copies of this one where that is safe (Linux, one thread), else from nothing."""
    return "fork" if sys.platform == "linux" and threading.active_count() == 1 else "spawn"


def work(link: Connection, source: Workshop | Recipe, inherited: Iterable[Connection]) -> None:
    """What a process does: lint the texts that it is given until the link ends. `inherited` links are not its own."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for other in inherited:
        other.close()
    gc.freeze()  # What was there before is not looked through for garbage, which would copy it.
    workshop = source if isinstance(source, Workshop) else _workshop(source)
    try:
        link.send(None)
        while True:
            for number, path in link.recv():
                link.send((number, lint_file(workshop, path)))
    except (EOFError, OSError):
        return


def _workshop(recipe: Recipe) -> Workshop:
    workshop = Workshop(recipe.overrides, recipe.today)
    workshop.keeps = recipe.keeps
    return workshop


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Processes started here never see an interruption, and none is lost for this one."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _ended(code: int | None) -> str:
    how = f"was killed (signal {-code})" if code is not None and code < 0 else f"ended (exit code {code})"
    return f"the process that was reading this text {how}; the text was not judged"
