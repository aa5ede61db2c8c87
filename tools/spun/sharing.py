"""Work on many documents shared by processes that inherit what they need: a memory map cannot be sent to them."""

from __future__ import annotations

import multiprocessing
import pickle
from collections.abc import Callable, Sequence
from typing import TypeVar

_One = TypeVar("_One")
_Other = TypeVar("_Other")


def share_work(work: Callable[[_One], _Other], items: Sequence[_One], processes: int = 2) -> list[_Other]:
    """`[work(item) for item in items]`, every `processes`-th item in the same process."""
    context = multiprocessing.get_context("fork")
    pipes = [context.Pipe(duplex=False) for _ in range(processes)]

    def run(number: int) -> None:
        pipes[number][1].send_bytes(pickle.dumps([work(item) for item in items[number::processes]], protocol=5))

    workers = [context.Process(target=run, args=(number,)) for number in range(processes)]
    for worker in workers:
        worker.start()
    found: list[_Other] = [None] * len(items)  # type: ignore[list-item]
    for number, (receiver, _) in enumerate(pipes):
        found[number::processes] = pickle.loads(receiver.recv_bytes())
    for worker in workers:
        worker.join()
    return found
