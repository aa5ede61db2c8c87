"""Throw odd texts at all rules for as long as is wanted, and say what came of it.

    python tools/fuzz.py [--seconds 60] [--seed 0] [--jobs 1] [--whole 20] [--read-only] [--crashes build/fuzz]

Every text follows from its number, which counts on from `--seed`, so a run can be repeated and gone on with. Each is
read, all layers and rules work on it, and the laws of `tools/trials.py` are held against what they find; every n-th
(`--whole`) is also rendered in all machine formats and read back. `--read-only` stops before the rules, to try far more
texts on the readers and the layers that every rule rests on. A text that breaks a law is made as small as it goes
and written to `--crashes`, one file for each kind of fault. Exit code 1 if there is one.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import asdict, dataclass, field, replace
from hashlib import blake2b
from multiprocessing import get_context
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).parent))

from hostile_texts import HostileText, make_text
from trials import Bench, Outcome

BATCH: Final = 250
WARM: Final = 60
ENDED: Final = "a process was killed, or crashed, at one of"
LONG: Final = 1_000
"""Time per character is told of texts of this length and more: short ones pay for what every text costs."""
MOST_STEPS: Final = 2_000


@dataclass
class Figures:
    """What was done; times are CPU seconds of one text."""

    texts: int = 0
    whole: int = 0
    refused: int = 0
    characters: int = 0
    findings: int = 0
    seconds: float = 0.0
    worst: tuple[float, int] = (0.0, -1)
    worst_per_character: tuple[float, int] = (0.0, -1)
    faults: dict[str, int] = field(default_factory=dict)

    def add(self, other: Figures) -> None:
        """Take in the figures of another batch."""
        for name in ("texts", "whole", "refused", "characters", "findings", "seconds"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.worst = max(self.worst, other.worst)
        self.worst_per_character = max(self.worst_per_character, other.worst_per_character)
        for sign, seed in other.faults.items():
            self.faults.setdefault(sign, seed)


def main() -> int:
    """Run until the time is up, print the figures, and return the exit code."""
    args = _arguments()
    began, figures, seed = time.monotonic(), Figures(), args.seed
    with ProcessPoolExecutor(args.jobs, get_context("fork"), _prepare) as pool:
        waiting: list[tuple[int, Future[Figures]]] = []
        while time.monotonic() < began + args.seconds or waiting:
            while len(waiting) < 2 * args.jobs and time.monotonic() < began + args.seconds:
                every = 0 if args.read_only else args.whole
                waiting.append((seed, pool.submit(try_batch, seed, every)))
                seed += BATCH
            first, result = waiting.pop(0)
            try:
                figures.add(result.result())
            except BrokenProcessPool:
                figures.faults[f"{ENDED} {BATCH} texts"] = first
                break
            if figures.texts % (100 * BATCH) == 0:
                print(_told(figures, args.seed, began), file=sys.stderr, flush=True)
    print(_told(figures, args.seed, began))
    if figures.faults:
        store_faults(figures.faults, args.crashes)
    return 1 if figures.faults else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Throw odd texts at all rules.")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--whole", type=int, default=20)
    parser.add_argument("--read-only", action="store_true")
    parser.add_argument("--crashes", type=Path, default=Path("build/fuzz"))
    return parser.parse_args()


_BENCHES: Final[list[Bench]] = []
"""The bench of this process."""


def _prepare() -> None:
    """Load all rules and try some texts, so that what is loaded on first use is there before times are taken."""
    if not _BENCHES:
        _BENCHES.append(Bench())
        for number in range(WARM):
            _BENCHES[0].try_text(make_text(-1 - number))


def try_batch(seed: int, every: int) -> Figures:
    """Try the texts of `BATCH` numbers; `every` 0: only read them."""
    bench, figures = _BENCHES[0], Figures()
    for number in range(seed, seed + BATCH):
        text, whole = make_text(number), every > 0 and number % every == 0
        began = time.process_time()
        outcome = bench.try_text(text, whole=whole) if every else bench.read_text(text)
        took = time.process_time() - began
        _count(figures, number, text, outcome, 0.0 if whole else took)
        figures.seconds += took
        figures.whole += whole
    return figures


def _count(figures: Figures, number: int, text: HostileText, outcome: Outcome, took: float) -> None:
    size = len(text.source) if text.data is None else len(text.data)
    figures.texts += 1
    figures.refused += outcome.refused
    figures.characters += size
    figures.findings += len(outcome.report.findings) if outcome.report else 0
    figures.worst = max(figures.worst, (took, number))
    if size >= LONG:
        figures.worst_per_character = max(figures.worst_per_character, (took / size, number))
    for said in outcome.broken:
        figures.faults.setdefault(sign_of(said), number)


def sign_of(said: str) -> str:
    """A broken law without what differs from text to text: numbers, and what is quoted."""
    return re.sub(r"'.*'|\".*\"|\d+", "_", said)[:160]


def _told(figures: Figures, seed: int, began: float) -> str:
    plain = asdict(figures)
    plain["worst"] = {"ms": round(1000 * figures.worst[0], 1), "seed": figures.worst[1]}
    each, number = figures.worst_per_character
    plain["worst_per_character"] = {"us": round(1e6 * each, 2), "seed": number}
    plain["seconds"] = round(figures.seconds, 1)
    return json.dumps({"first_seed": seed, "elapsed": round(time.monotonic() - began), **plain})


def store_faults(faults: dict[str, int], folder: Path) -> None:
    """Write the smallest text found for each kind of fault."""
    _prepare()
    folder.mkdir(parents=True, exist_ok=True)
    for sign, number in faults.items():
        if sign.startswith(ENDED):
            print(f"{sign} from seed {number}: run these alone", file=sys.stderr)
            continue
        text = shrink(make_text(number), lambda one, sign=sign: sign in _signs(one))  # type: ignore[misc]
        name = f"{blake2b(sign.encode(), digest_size=6).hexdigest()}{text.suffix}"
        data = text.data if text.data is not None else text.source.encode("utf-8", "surrogatepass")
        (folder / name).write_bytes(data)
        print(f"{folder / name}: seed {number}: {sign}", file=sys.stderr)


def _signs(text: HostileText) -> set[str]:
    bench = _BENCHES[0]
    return {sign_of(said) for said in (*bench.try_text(text).broken, *bench.read_text(text).broken)}


def shrink(text: HostileText, fails: Callable[[HostileText], bool]) -> HostileText:
    """A text that still fails and of which no piece can be left out, as far as some thousand trials tell."""
    size, steps = max(1, len(_content(text)) // 2), 0
    while size and steps < MOST_STEPS:
        at = 0
        while at < len(_content(text)) and steps < MOST_STEPS:
            steps += 1
            shorter = _without(text, at, at + size)
            if fails(shorter):
                text = shorter
            else:
                at += size
        size //= 2
    return text


def _content(text: HostileText) -> str | bytes:
    return text.source if text.data is None else text.data


def _without(text: HostileText, start: int, end: int) -> HostileText:
    if text.data is not None:
        return replace(text, data=text.data[:start] + text.data[end:])
    return replace(text, source=text.source[:start] + text.source[end:])


if __name__ == "__main__":
    sys.exit(main())
