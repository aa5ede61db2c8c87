"""Places to run in and to write to that are not as one would wish: no home, no network, full disks, planted caches."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import unicodedata
from pathlib import Path
from zlib import crc32

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from houses import make_house, run_process  # noqa: F401 - an autouse fixture
from medlint.cli import main
from medlint.patterns import Store
from medlint.reporters import FORMATS

HARMFUL = "\x1b[31m\x1b]0;t\x07\x9b2J\u202e\u2066[b]x[/b]"


def is_harmless(shown: str) -> bool:
    """Whether a terminal shows a text as it is: no control character, and nothing that turns the order around."""
    return not any(
        (unicodedata.category(char) in {"Cc", "Cs"} and char != "\n")
        or unicodedata.bidirectional(char) in {"RLO", "LRO", "RLE", "LRE", "PDF", "RLI", "LRI", "FSI", "PDI"}
        for char in shown
    )


# ------------------------------------------------------------- what reaches a terminal
@pytest.mark.parametrize("name", [name for name in FORMATS if name != "html"])
def test_nothing_of_a_text_reaches_a_terminal_raw(name: str, house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    title = HARMFUL.replace("\x1b", "").replace("\x07", "")
    text = f"---\ntitle: '{title}'\nmedlint: {{allow: {{'x\u202e': 'y'}}}}\n---\n\n"
    text += f"# {HARMFUL} A wonderpill\n\nThis {HARMFUL} is a wonderpill {HARMFUL} for all of the people.\n\n"
    text += f"<!-- medlint: allow {HARMFUL}: because -->\n\nIt is there.\n"
    path = house / f"a{HARMFUL.replace('/', '')}\n.md"
    path.write_text(text, encoding="utf-8")
    assert main(["check", str(path.name), f"no{HARMFUL}", "--format", name, "--scorecard"]) == 2
    streams = capsys.readouterr()
    assert is_harmless(streams.err)
    assert streams.err.count("\n") <= 3
    assert is_harmless(streams.out)


@pytest.mark.parametrize(
    "argv", [["inspect", "draft\x1b[31m\u202e.md"], ["config", "a\x1b\u202e/b.md"], ["--select", "x\x1b\u202e", "a.md"]]
)
def test_other_commands_show_no_name_raw(argv: list[str], house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(argv)
    streams = capsys.readouterr()
    assert is_harmless(streams.out + streams.err)


@settings(max_examples=8, deadline=None, derandomize=True, database=None)
@given(odd=st.text(st.characters(exclude_categories=["Cs"]), max_size=20))
def test_inspect_shows_any_text_harmlessly(odd: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    import contextlib
    import io

    path = tmp_path_factory.mktemp("odd") / "a.md"
    path.write_text(f"In mice, {odd} one dose may {odd} help.\n", encoding="utf-8")
    with contextlib.redirect_stdout(io.StringIO()) as out, contextlib.redirect_stderr(io.StringIO()) as err:
        assert main(["inspect", str(path)]) == 0
    assert is_harmless(out.getvalue() + err.getvalue())


# ------------------------------------------------------------- where it runs
NO_NETWORK = """\
import socket, sys
def refuse(*_, **__): raise AssertionError("medlint reached for the network")
class Refusing(socket.socket):
    __init__ = refuse
socket.socket = Refusing
socket.create_connection = socket.getaddrinfo = socket.gethostbyname = refuse
sys.addaudithook(lambda event, args: refuse() if event.startswith("socket.") else None)
"""


def test_a_whole_check_opens_no_socket(house: Path) -> None:
    (house / "site").mkdir()
    (house / "site" / "sitecustomize.py").write_text(NO_NETWORK, encoding="utf-8")
    (house / "links.md").write_text(
        "This wonderpill is on [a page](https://a.example/?ref=1), doi:10.1000/x.1, PMID: 12345678.\n", encoding="utf-8"
    )
    (house / "page.html").write_text(
        '<!DOCTYPE html PUBLIC "x" "https://a.example/x.dtd"><img src="https://a.example/x.png"><p>A wonderpill.',
        encoding="utf-8",
    )
    path = os.pathsep.join([str(house / "site"), *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))])
    done = run_process(
        "check", "draft.md", "links.md", "page.html", "--profile", "all", "--format", "json", "--no-config",
        PYTHONPATH=path,
    )  # fmt: skip
    assert done.returncode in {0, 1}, done.stderr
    assert len(json.loads(done.stdout)["files"]) == 3
    tried = subprocess.run(
        [sys.executable, "-c", "import socket; socket.socket()"], capture_output=True, check=False,
        env={**os.environ, "PYTHONPATH": path},
    )  # fmt: skip
    assert b"reached for the network" in tried.stderr


def test_no_home_a_c_locale_and_a_folder_that_cannot_be_written(house: Path) -> None:
    (house / "site").mkdir()
    (house / "site" / "sitecustomize.py").write_text("import os\nos.getuid = lambda: 54321\n", encoding="utf-8")
    environ = {name: value for name, value in os.environ.items() if name not in {"HOME", "XDG_CACHE_HOME"}}
    (house / "naïve “draft”\n2.md").write_text("# Café\n\nA “wonderpill” – for all.\n", encoding="utf-8")
    house.chmod(0o555)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "medlint", "check", "."], capture_output=True, check=False, cwd=house,
            env={**environ, "PYTHONPATH": os.pathsep.join([str(house / "site"), *sys.path]), "LC_ALL": "C",
                 "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "ascii",
                 "PYTHONDONTWRITEBYTECODE": "1"},
        )  # fmt: skip
    finally:
        house.chmod(0o755)
    assert done.returncode == 1, done.stderr
    assert done.stderr == b""
    assert done.stdout.isascii()
    assert done.stdout.count(b"wonder-pill") >= 2


@pytest.mark.parametrize("columns", ["1", "20", "60", "1000"])
def test_terminals_of_any_width(
    columns: str, house: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    assert main(["draft.md", "--scorecard", "--statistics", "--verbose"]) == 1
    assert "wonderpill" in capsys.readouterr().out
    assert main(["inspect", "draft.md"]) == 0


# ------------------------------------------------------------- full disks
def _no_room() -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (200, 200))


@pytest.mark.parametrize("argv", [["check", "draft.md", "--format", "json:out.json"], ["baseline", "draft.md"]])
def test_a_full_disk_leaves_no_half_file(argv: list[str], house: Path) -> None:
    (house / "out.json").write_text("old", encoding="utf-8")
    before = sorted(path.name for path in house.iterdir())
    # Without tracing, which could not write its own file either.
    environ = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    done = subprocess.run(
        [sys.executable, "-m", "medlint", *argv], capture_output=True, check=False, cwd=house, preexec_fn=_no_room,
        env={**environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONDONTWRITEBYTECODE": "1",
             "XDG_CACHE_HOME": str(house.parent / "cache")},
    )  # fmt: skip
    assert done.returncode == 2
    assert b"cannot be written: File too large" in done.stderr
    assert b"Traceback" not in done.stderr
    assert sorted(path.name for path in house.iterdir()) == before
    assert (house / "out.json").read_text("utf-8") == "old"
    kept = [path for path in (house.parent / "cache").rglob("*") if path.is_file()]
    assert kept == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_device_is_an_error(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["draft.md", "--format", "json:/dev/full"]) == 2
    assert "/dev/full: cannot be written: No space left on device" in capsys.readouterr().err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("argv", ["", "--help", "--version", "check --help", "rules", "check draft.md"])
def test_an_output_that_cannot_be_written_is_an_error(argv: str, unbuffered: str, house: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "medlint", *argv.split()],
            stdout=full, stderr=subprocess.PIPE, check=False, cwd=house, encoding="utf-8",
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONUNBUFFERED": unbuffered},
        )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr == "medlint: error: standard output cannot be written: No space left on device\n"


# ------------------------------------------------------------- planted caches
@settings(max_examples=40, deadline=None, derandomize=True, database=None)
@given(data=st.binary(max_size=60), keyed=st.booleans())
def test_planted_patterns_are_compiled_anew(data: bytes, keyed: bool, tmp_path_factory: pytest.TempPathFactory) -> None:
    place = tmp_path_factory.mktemp("patterns") / "p.msgpack"
    packed = msgspec.msgpack.encode({b"0 a+b": msgspec.Raw(msgspec.msgpack.encode(data))}) if keyed else data
    place.write_bytes(crc32(packed).to_bytes(4, "big") + packed)
    found = Store(place).pattern("a+b", 0).search("xaab")
    assert found is not None
    assert found.span() == (1, 4)


@settings(max_examples=60, deadline=None, derandomize=True, database=None)
@given(words=st.lists(st.integers(0, 2**32 - 1) | st.integers(0, 50), max_size=12), groups=st.integers(0, 5))
def test_planted_programs_run_no_wild_code(
    words: list[int], groups: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    from array import array

    program = [32, array("I", words).tobytes(), groups, {}]
    packed = msgspec.msgpack.encode({b"0 a+b": msgspec.Raw(msgspec.msgpack.encode(program))})
    place = tmp_path_factory.mktemp("patterns") / "p.msgpack"
    place.write_bytes(crc32(packed).to_bytes(4, "big") + packed)
    made = Store(place).pattern("a+b", 0)
    assert made.pattern == "a+b"
    assert made.search("xaab" * 10) is None or made.search("xaab" * 10)


@pytest.mark.parametrize("kind", ["rules", "patterns", "findings"])
def test_a_cache_full_of_rubbish_changes_nothing(
    kind: str, house: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(house.parent / "cache"))
    assert main([".", "--format", "concise"]) == 1
    first = capsys.readouterr().out
    for path in (house.parent / "cache" / "medlint" / kind).glob("*"):
        data = b"\x81" * 50_000
        path.write_bytes(crc32(data).to_bytes(4, "big") + data)
    assert main([".", "--format", "concise"]) == 1
    assert capsys.readouterr().out == first
    (house.parent / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(house.parent / "file"))
    assert main([".", "--format", "concise"]) == 1
    assert capsys.readouterr().out == first
