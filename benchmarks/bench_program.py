"""The whole program in a process of its own: processor time and peak memory of one draft, many, and very large ones."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

import pytest

from texts import write_html, write_markdown, write_messy

LAUNCHER = """
import json, resource, subprocess, sys
code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([code, used.ru_utime + used.ru_stime, used.ru_maxrss]))
"""
"""A process of its own: a child starts with the peak memory of its parent, which must be a small one."""

CHECK = ("check", "--no-config", "--fail-on", "never")
PEAK_UNIT = 1e6 if sys.platform == "darwin" else 1e3
"""macOS counts bytes, Linux kilobytes."""

CASES = {
    "one draft, concise": ("draft", ("--format", "concise", "--no-cache")),
    "one draft, rich": ("draft", ("--format", "rich", "--no-cache")),
    "100 articles, --jobs 1": ("markdown", ("--format", "json", "--no-cache", "--jobs", "1")),
    "100 articles, --jobs 2": ("markdown", ("--format", "json", "--no-cache", "--jobs", "2")),
    "100 articles, warm cache": ("markdown", ("--format", "json", "--jobs", "1")),
    "100 pages, --jobs 1": ("html", ("--format", "json", "--no-cache", "--jobs", "1")),
    "100 messy articles, --jobs 1": ("messy", ("--format", "json", "--no-cache", "--jobs", "1")),
    "one text of 1 MB": ("1 MB", ("--format", "json", "--no-cache")),
    "one text of 5 MB": ("5 MB", ("--format", "json", "--no-cache", "--max-file-size", "6 MB")),
}
"""Name of a case: the folder that is checked, and the options."""


class Used(NamedTuple):
    """Processor time in seconds, of a process and those it started, and the peak of the largest of them in MB."""

    seconds: float
    megabytes: float


def check(folder: Path, options: tuple[str, ...]) -> Used:
    """Run medlint over a folder, from within it."""
    command = [sys.executable, "-c", LAUNCHER, sys.executable, "-m", "medlint", *CHECK, *options, "."]
    done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=True)
    code, seconds, peak = json.loads(done.stdout)
    assert code == 0, done.stderr
    return Used(seconds, peak / PEAK_UNIT)


@pytest.fixture(name="corpora", scope="session")
def write_corpora(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folders of texts; the compiled rules are in the cache when it is done."""
    root = tmp_path_factory.mktemp("corpora")
    for name, suffix, write in (
        ("markdown", ".md", write_markdown), ("html", ".html", write_html), ("messy", ".md", write_messy)
    ):  # fmt: skip
        (root / name).mkdir()
        for seed in range(100):
            (root / name / f"{seed}{suffix}").write_bytes(write(6_500, seed).encode())
    for name, size in (("draft", 6_500), ("1 MB", 1_000_000), ("5 MB", 5_000_000)):
        (root / name).mkdir()
        (root / name / "one.md").write_bytes(write_markdown(size).encode())
    check(root / "draft", ("--format", "rich", "--no-cache"))
    return root


@pytest.mark.benchmark(group="whole program, wall time", timer=time.perf_counter)
@pytest.mark.parametrize("case", CASES)
def bench_program(benchmark, corpora, tell, case):
    folder, options = corpora / CASES[case][0], CASES[case][1]
    is_warm, is_quick = "--no-cache" not in options, folder.name == "draft"
    used: list[Used] = []
    benchmark.pedantic(
        lambda: used.append(check(folder, options)), rounds=7 if is_quick else 3 if is_warm else 1,
        warmup_rounds=int(is_warm or is_quick),
    )  # fmt: skip
    quickest = min(one.seconds for one in used)
    peak = max(one.megabytes for one in used)
    size = sum(file.stat().st_size for file in folder.iterdir()) / 1e6
    benchmark.extra_info.update(cpu_seconds=quickest, peak_mb=peak, mb_per_cpu_second=size / quickest)
    tell(f"{case:30} {quickest:7.3f} CPU s  {size / quickest:6.2f} MB per CPU s  peak {peak:4.0f} MB")
