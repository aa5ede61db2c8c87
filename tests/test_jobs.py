"""Several processes: the same bytes, and nothing lost or left when one of them, or the whole run, is stopped."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from multiprocessing import Pipe
from pathlib import Path
from threading import Thread

import pytest

from doomed import environ, write_house, write_plugin
from medlint.cli import main
from medlint.config import Overrides
from medlint.places import cache_folder
from medlint.reporters import render
from medlint.run import Request, Workshop, lint_paths, pool

SECONDS = re.compile(rb'"seconds": [\d.]+')
POSIX = pytest.mark.skipif(os.name != "posix", reason="signals are sent as POSIX has them")


@pytest.fixture(name="texts")
def make_texts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a rule of the plugin `acme`, and twelve texts."""
    folder = write_house(tmp_path / "texts")
    for number in range(12):
        (folder / f"{number:02}.md").write_text(f"# The town\n\nThe word is zorp, number {number}.\n")
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture(name="site")
def make_site(tmp_path: Path) -> Path:
    return write_plugin(tmp_path / "site")


def argv(*more: str, name: str = "json") -> list[str]:
    return [sys.executable, "-m", "medlint", "check", "--format", name, "--no-cache", *more, "."]


def run(site: Path, *more: str, name: str = "json") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(argv(*more, name=name), env=environ(site), capture_output=True, check=False)


def test_how_many_processes(monkeypatch: pytest.MonkeyPatch, texts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda who: set(range(4)), raising=False)
    for method, least in pool.LEAST.items():
        monkeypatch.setattr(pool, "start_method", lambda method=method: method)
        assert [pool.processes(0, texts) for texts in (1, 2 * least - 1, 2 * least, 10_000)] == [1, 1, 2, 4]
    assert [pool.processes(3, texts) for texts in (2, 3, 10_000)] == [2, 3, 3]
    assert pool.processes(1000, 10_000) == pool.BOUND
    monkeypatch.setattr(os, "sched_getaffinity", lambda who: set(range(64)), raising=False)
    assert pool.processes(0, 10_000) == pool.MOST
    for wrong in ("0", "-1"):
        assert main(["check", "--jobs", wrong, "."]) == 2
        assert capsys.readouterr().err == "medlint: error: --jobs: expected a number from 1 up\n"


def test_the_same_bytes_whatever_the_number_of_processes(texts: Path, site: Path, tmp_path: Path) -> None:
    (texts / "bad.md").write_bytes(b"\xff")
    (texts / "raise.md").write_text("Be so kind: please raise.\n")
    one, two = (run(site, "--jobs", jobs, "--format", f"concise:{tmp_path / jobs}") for jobs in ("1", "2"))
    assert one.returncode == two.returncode == 2
    assert SECONDS.sub(b"", one.stdout) == SECONDS.sub(b"", two.stdout)
    assert one.stdout.count(b"zorp") >= 12
    assert one.stderr == two.stderr
    assert (tmp_path / "1").read_bytes() == (tmp_path / "2").read_bytes()
    assert (tmp_path / "1").read_bytes().count(b"obeyed-word") >= 12


@pytest.mark.parametrize("method", ["spawn", None])
def test_processes_that_inherit_nothing_find_the_same(texts: Path, monkeypatch, method: str | None) -> None:
    (texts / "medlint.toml").write_text("root = true\n")
    (texts / "00.md").write_text("# The town\n\nThis miracle cure works wonders, a study of 12 mice found.\n")
    if method:
        monkeypatch.setattr(pool, "start_method", lambda: method)
    request = Request((".",), jobs=2)
    alone, seen = lint_paths(Request((".",))), list[Path]()

    def watch(paths: Sequence[Path]) -> Iterator[Path]:
        for path in paths:
            seen.append(path)
            yield path

    together = lint_paths(request, Workshop(Overrides()), watch)
    assert render("concise", together) == render("concise", alone)
    assert render("jsonl", together) == render("jsonl", alone)
    assert len(seen) == 12


@POSIX
def test_a_process_that_is_killed_costs_its_text_alone(texts: Path, site: Path) -> None:
    for number in (3, 7):
        (texts / f"{number:02}.md").write_text("Be so kind: please die.\n")
    done = run(site, "--jobs", "2")
    assert done.returncode == 2
    report = json.loads(done.stdout)
    assert [file["path"] for file in report["files"]] == [f"{n:02}.md" for n in range(12) if n not in (3, 7)]
    told = "the process that was reading this text was killed (signal 9); the text was not judged"
    failures = [{"where": "process", "path": path, "error": told} for path in ("03.md", "07.md")]
    assert report["failures"] == failures
    assert all(line.startswith("medlint: error: 0") for line in done.stderr.decode().splitlines())


def test_where_no_process_can_be_started_this_one_does_the_work(texts: Path, monkeypatch) -> None:
    (texts / "medlint.toml").write_text("root = true\n")

    class Refusing:
        def __init__(self, **more: object) -> None:
            self.more = more

        def start(self) -> None:
            raise OSError("no more processes")

    context = type("Context", (), {"Pipe": staticmethod(Pipe), "Process": Refusing, "get_start_method": lambda _: "x"})
    monkeypatch.setattr(pool, "get_context", lambda method: context())
    report = lint_paths(Request((".",), jobs=2))
    assert len(report.files) == 12
    assert report.failures == ()


def test_processes_that_end_before_they_are_ready_are_not_started_for_ever(texts: Path, monkeypatch) -> None:
    (texts / "medlint.toml").write_text("root = true\n")
    monkeypatch.setattr(pool, "start_method", lambda: "spawn")
    monkeypatch.setattr(pool, "work", os.abort)  # takes no arguments: each process ends at once, with an error
    report = lint_paths(Request((".",), jobs=2))
    assert len(report.files) == 12
    assert report.failures == ()


def test_what_a_process_does(texts: Path) -> None:
    """The same loop in a thread of this process: told texts one by one until the link ends."""
    (texts / "medlint.toml").write_text("root = true\n")
    mine, theirs = Pipe()
    spare, other = Pipe()
    before = signal.getsignal(signal.SIGINT)
    workshop = Workshop(Overrides())
    try:
        mine.send([(4, Path("00.md")), (5, Path("gone.md"))])
        sent: list[object] = []
        ear = Thread(target=lambda: [sent.append(mine.recv()) for _ in range(3)] and mine.close())
        ear.start()
        pool.work(theirs, workshop, [spare])
        ear.join()
    finally:
        signal.signal(signal.SIGINT, before)
    ready, first, second = sent
    assert ready is None
    assert first[0] == 4
    assert first[1].report.path == "00.md"
    assert second[1].failures[0].path == "gone.md"
    assert spare.closed
    other.close()
    theirs.close()
    recipe = pool.Recipe(Overrides(select=("hype",)), workshop.today, True)
    assert pool._workshop(recipe).overrides.select == ("hype",)


# ------------------------------------------------------------------ stopped


def waiting_for(notes: Path, count: int) -> list[int]:
    """The numbers of the processes that have begun to sleep."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        asleep = [int(path.name) for path in notes.iterdir()]
        if len(asleep) >= count:
            return asleep
        time.sleep(0.02)
    return pytest.fail("no process began to work")


def is_there(process: int) -> bool:
    """Whether a process runs; one that has ended and waits to be asked for is not there."""
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def files_below(folder: Path | None) -> set[Path]:
    return set(folder.rglob("*")) if folder and folder.is_dir() else set()


@POSIX
@pytest.mark.parametrize(("jobs", "to_all"), [("2", True), ("2", False), ("1", True)])
def test_an_interruption_ends_all_within_a_second(texts: Path, site: Path, tmp_path, jobs: str, to_all: bool) -> None:
    for number in range(1, 12):
        (texts / f"{number:02}.md").write_text("Be so kind: please sleep.\n")
    notes, before = tmp_path / "notes", files_below(cache_folder("findings"))
    notes.mkdir()
    command = [*argv("--jobs", jobs, "--format", "jsonl:out.jsonl")]
    command.remove("--no-cache")
    with subprocess.Popen(
        command, env=environ(site, ACME_NOTES=str(notes)), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        start_new_session=True,
    ) as started:  # fmt: skip
        asleep = waiting_for(notes, int(jobs))
        began = time.monotonic()
        if to_all:
            os.killpg(started.pid, signal.SIGINT)
        else:
            os.kill(started.pid, signal.SIGINT)
        out, err = started.communicate(timeout=30)
        took = time.monotonic() - began
    assert (started.returncode, out, err) == (130, b"", b"medlint: interrupted\n")
    assert took < 5, "a second on a machine that does nothing else"
    assert not any(map(is_there, asleep))
    assert not Path("out.jsonl").exists()
    assert files_below(cache_folder("findings")) == before


@POSIX
def test_processes_end_when_the_run_that_started_them_is_killed(texts: Path, site: Path, tmp_path: Path) -> None:
    write_plugin(site)
    plugin = site / "acme.py"
    plugin.write_text(plugin.read_text().replace("time.sleep(20)", "time.sleep(0.5)"))
    for number in range(1, 12):
        (texts / f"{number:02}.md").write_text("Be so kind: please sleep.\n")
    notes = tmp_path / "notes"
    notes.mkdir()
    with subprocess.Popen(
        argv("--jobs", "2"), env=environ(site, ACME_NOTES=str(notes)), stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL, start_new_session=True,
    ) as started:  # fmt: skip
        asleep = waiting_for(notes, 2)
        started.kill()
    deadline = time.monotonic() + 20
    while any(map(is_there, asleep)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(map(is_there, asleep))


@POSIX
@pytest.mark.parametrize("name", ["json", "concise", "rich"])
def test_a_reader_that_goes_away_is_no_error(texts: Path, site: Path, name: str) -> None:
    (texts / "long.md").write_text("\n\n".join(f"Paragraph {n} of zorp and more." for n in range(3000)))
    line = " ".join(argv("--jobs", "2", "--fail-on", "never", name=name))
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {line} | head -1"], env=environ(site), capture_output=True, check=False
    )
    assert done.stderr == b""
    assert done.returncode == 0
    assert done.stdout.count(b"\n") == 1


def test_watching_is_asked_for_every_text(texts: Path) -> None:
    (texts / "medlint.toml").write_text("root = true\n")
    asked: list[int] = []

    def watch(paths: Sequence[Path]) -> Iterable[Path]:
        asked.append(len(paths))
        return paths

    assert len(lint_paths(Request((".",)), Workshop(Overrides()), watch).files) == 12
    assert asked == [12]
