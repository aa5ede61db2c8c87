"""Plugins: a real distribution is installed beside medlint; what is broken in it is named, and everything else runs."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from medlint.host import FIRST_PARTY, load_host
from medlint.model import Check, Layer, Reader

DEMO = Path(__file__).parent / "thirdparty" / "medlint_demo"


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A folder with the demonstration distribution installed in it."""
    target = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-build-isolation", "--no-index",
               "--disable-pip-version-check", "--target", str(target), str(DEMO)]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return target


def medlint(site, folder, *arguments):
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(site), *sys.path))}
    return subprocess.run(
        [sys.executable, "-m", "medlint", *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_without_strangers_every_first_party_plugin_loads():
    host = load_host([])
    assert host.failures == ()
    assert {owner for name, owner in host.owners.items() if name.startswith("check ")} <= {*FIRST_PARTY, "medlint"}
    assert "medlint_wording" in host.owners.values()
    assert host.owners["check phrase"] == "medlint_wording"
    assert all(isinstance(check, Check) for check in host.checks.values())
    assert all(isinstance(layer, Layer) for layer in host.layers.values())
    assert all(isinstance(reader, Reader) for reader in host.readers)


def test_a_stranger_comes_by_the_same_road_and_its_broken_twins_change_nothing_else(site, tmp_path):
    (tmp_path / "a.md").write_text("Wash your hands!!\n")
    (tmp_path / "b.srt").write_text("1\n00:00:01 --> 00:00:02\nIt hurts!!!\n")
    done = medlint(site, tmp_path, "check", "--format", "json", "--no-config", "--fail-on", "never", ".")
    assert done.returncode == 2, done.stderr
    report = json.loads(done.stdout)
    found = {(file["path"], f["rule"], f["quote"], f["message"]) for file in report["files"] for f in file["findings"]}
    assert ("a.md", "shouting", "!!", "2 exclamation marks in a row shout at the reader.") in found
    assert ("b.srt", "shouting", "!!!", "3 exclamation marks in a row shout at the reader.") in found
    failures = {(f["where"], f["error"]) for f in report["failures"]}
    text = "\n".join(f"{where}: {error}" for where, error in sorted(failures))
    assert "plugin medlint_demo 0.3.0" in text
    assert "ImportError: a library that is not there" in text
    assert "RuntimeError: the hook fell over" in text
    assert "medlint_chekcs" in text
    assert "plugin medlint_demo 0.3.0, rule demo-broken: ZeroDivisionError: the check fell over" in text
    assert "plugin medlint_demo 0.3.0, layer demo-lost: unknown lexicon 'demo-nowhere'" in text
    assert {f["path"] for f in report["failures"] if "ZeroDivisionError" in f["error"]} == {"a.md", "b.srt"}


def test_a_reporter_that_breaks_is_one_line_and_exit_two(site, tmp_path):
    (tmp_path / "a.md").write_text("Wash your hands.\n")
    works = medlint(site, tmp_path, "check", "--no-config", "--format", "demo-count", "a.md")
    assert works.stdout == "1\n"
    breaks = medlint(site, tmp_path, "check", "--no-config", "--format", "demo-mute", "a.md")
    assert (breaks.returncode, breaks.stdout) == (2, "")
    line = "plugin medlint_demo 0.3.0, reporter demo-mute: LookupError: the reporter fell over"
    assert line in breaks.stderr
    assert "Traceback" not in breaks.stderr


def test_the_stranger_is_listed_with_what_it_provides(site, tmp_path):
    done = medlint(site, tmp_path, "rules", "--plugins")
    assert "medlint_demo 0.3.0" in done.stdout
    assert "demo-shouting" in done.stdout
    assert "subtitles" in done.stdout


def test_a_value_of_the_wrong_kind_and_a_second_check_of_a_name_name_both_owners(tmp_path, monkeypatch):
    for number, body in enumerate(("[42]", "[Check('phrase', Struct, lambda d, o: [])]")):
        (tmp_path / f"stranger{number}.py").write_text(
            "from medlint.api import Check, hookimpl\nfrom msgspec import Struct\n"
            f"@hookimpl\ndef medlint_checks():\n    return {body}\n"
        )
        info = tmp_path / f"stranger{number}-1.0.dist-info"
        info.mkdir()
        (info / "entry_points.txt").write_text(f"[console_scripts]\nx = y:z\n\n[medlint]\nplug = stranger{number}\n")
    monkeypatch.syspath_prepend(tmp_path)
    host = load_host([str(tmp_path), str(tmp_path / "nowhere")])
    errors = [f"{failure.where}: {failure.error}" for failure in host.failures]
    assert errors == [
        "plugin stranger0 1.0: gave 42 where a Check was expected",
        "plugin stranger1 1.0: check 'phrase' is already provided by medlint_wording",
    ]
    assert host.owners["check phrase"] == "medlint_wording"


def test_readers_are_found_by_suffix_by_name_or_fall_back_to_text():
    host = load_host([])
    assert host.reader_for(".MD").name == "markdown"
    assert host.reader_for(".htm").name == "html"
    assert host.reader_for(".xyz").name == "text"
    assert host.reader_for(".txt", "markdown").name == "markdown"
    assert ".mdx" in host.suffixes
