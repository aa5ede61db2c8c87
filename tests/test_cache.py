"""Findings of former runs: what is known is not judged again, and whatever changed is."""

import json
import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from doomed import environ, write_plugin
from doomed import write_house as write_doomed
from medlint.config import Overrides
from medlint.model import Check, Report
from medlint.places import cache_folder
from medlint.reporters import render
from medlint.run import Request, Workshop, course, lint_paths
from medlint.run import cache as cache_module
from medlint.run.kept import Header, load, pack, unpack, write
from runs import configure, make_house  # noqa: F401 - an autouse fixture
from zorps import write_rule

SECONDS = re.compile(r'"seconds": [\d.]+')


@pytest.fixture(name="kept", autouse=True)
def own_folder(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for reports that nobody else uses, and that is not there yet; compiled rules are shared as ever."""
    folder = tmp_path_factory.mktemp("cache") / "findings"
    monkeypatch.setattr(cache_module, "cache_folder", lambda kind: folder)
    return folder


class Run:
    """Runs over the working folder, and which texts each of them judged."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.judged: list[str] = []
        lint_file = course.lint_file

        def noted(workshop, path, *more):
            self.judged.append(path.as_posix())
            return lint_file(workshop, path, *more)

        monkeypatch.setattr(course, "lint_file", noted)

    def __call__(self, *paths: str, **more: object) -> Report:
        self.judged.clear()
        overrides, today = more.pop("overrides", Overrides()), more.pop("today", None)
        workshop = more.pop("workshop", None) or Workshop(overrides, today)
        request = Request(paths or (".",), overrides=overrides, today=today, cached=True, **more)
        return lint_paths(request, workshop)


@pytest.fixture(name="run")
def make_run(monkeypatch: pytest.MonkeyPatch) -> Run:
    return Run(monkeypatch)


def shown(report: Report) -> tuple[str, ...]:
    """The report as everybody sees it, the time that it took aside."""
    return tuple(SECONDS.sub("", render(name, report)) for name in ("json", "jsonl", "concise", "sarif"))


def file_of(kept: Path) -> Path:
    (file,) = kept.iterdir()
    return file


def test_what_is_known_is_not_judged_again_and_reads_the_same(run: Run, kept: Path) -> None:
    first = run()
    assert run.judged == ["a.md", "clean.md"]
    assert [finding.rule for finding in first.files[0].findings] == ["zorp-talk", "frell-talk", "plim-talk"]
    workshop = Workshop(Overrides())
    second = run(workshop=workshop)
    assert run.judged == []
    assert "host" not in workshop.__dict__, "no plugin is loaded where nothing is to be judged"
    assert shown(second) == shown(first)
    assert file_of(kept).stat().st_mode & 0o077 == 0


def test_only_what_changed_is_judged(run: Run, house: Path) -> None:
    run()
    (house / "a.md").write_text("This is a wonder zorp, and no more.\n")
    report = run()
    assert run.judged == ["a.md"]
    assert [finding.rule for finding in report.files[0].findings] == ["zorp-talk"]
    (house / "sub").mkdir()
    (house / "clean.md").rename(house / "sub" / "moved.md")
    run()
    assert run.judged == ["sub/moved.md"]


@pytest.mark.parametrize(
    "change",
    [
        lambda house: write_rule(house / "house", "zorp-talk", ("wonder zorp", "frell tonic")),
        lambda house: write_rule(house / "house", "new-talk", ("clinic",)),
        lambda house: configure(house, 'region = "uk"'),
        lambda house: configure(house, '[rules.plim-talk]\nseverity = "warning"'),
        lambda house: configure(house, '[[allow]]\npath = "a.md"\nrule = "zorp-talk"\nreason = "asked"'),
        lambda house: configure(house, '[[per-path]]\npaths = ["a.md"]\nignore = ["zorp-talk"]'),
    ],
    ids=["rule", "new rule", "region", "severity", "allowance", "section"],
)
def test_rules_and_configuration_count(run: Run, house: Path, change) -> None:
    before = run()
    change(house)
    after = run()
    assert "a.md" in run.judged
    run()
    assert run.judged == []
    fresh = lint_paths(Request((".",)))
    assert shown(after) == shown(fresh)
    assert before.files


def test_options_and_the_day_count(run: Run) -> None:
    run()
    run(overrides=Overrides(select=("zorp-talk",)))
    assert run.judged == ["a.md", "clean.md"]
    run(today=date(2031, 1, 1))
    assert run.judged == ["a.md", "clean.md"]
    run(today=date(2031, 1, 2))
    assert run.judged == ["a.md", "clean.md"]
    run()
    run(overrides=Overrides(select=("zorp-talk",)))
    assert run.judged == [], "each set of options is kept beside the others"


def test_the_words_of_the_house_count(run: Run, house: Path) -> None:
    (house / "terms.txt").write_text("plim water\tplain water\n")
    configure(house, '[rules.tortured-term]\ndictionary = "terms.txt"', head='select = ["tortured-term"]')
    assert [finding.quote for finding in run().files[0].findings] == ["plim water"]
    run()
    assert run.judged == []
    (house / "terms.txt").write_text("frell tonic\ttonic\n")
    assert [finding.quote for finding in run().files[0].findings] == ["frell tonic"]


def test_what_failed_is_judged_again(run: Run, house: Path) -> None:
    (house / "odd.md").write_bytes(b"\xff\xfe\xff")
    first = run()
    assert run.judged == ["a.md", "clean.md", "odd.md"]
    assert [failure.path for failure in first.failures] == ["odd.md"]
    assert shown(run()) == shown(first)
    assert run.judged == ["odd.md"]


def test_a_text_on_which_a_rule_broke_is_judged_again(run: Run) -> None:
    def broken(document, options):
        raise ValueError("as you wish")

    for _ in range(2):
        workshop = Workshop(Overrides())
        host = workshop.host
        phrase = replace(host.checks["phrase"], run=broken)
        workshop.__dict__["host"] = replace(host, checks={**host.checks, "phrase": phrase})
        assert isinstance(phrase, Check)
        report = run(workshop=workshop)
        assert run.judged == ["a.md", "clean.md"]
        assert {failure.path for failure in report.failures} == {"a.md", "clean.md"}


def test_a_broken_rule_file_lets_nothing_be_kept(run: Run, house: Path, kept: Path) -> None:
    (house / "house" / "spun" / "odd-talk.toml").write_text("title = 3\n")
    assert run().failures
    assert not kept.exists()


def damage(data: bytes) -> list[bytes]:
    half = len(data) // 2
    flipped = data[:half] + bytes([data[half] ^ 1]) + data[half + 1 :]
    return [b"", data[:3], data[:11], data[:half], data[:-1], flipped, b"\xff" * 300, data + b"more"]


def test_a_damaged_file_is_made_anew(run: Run, kept: Path) -> None:
    good = shown(run())
    sound = file_of(kept).read_bytes()
    for data in damage(sound):
        file_of(kept).write_bytes(data)
        assert shown(run()) == good
        assert run.judged == ["a.md", "clean.md"]
        run()
        assert run.judged == []


def rewrite(file: Path, *, change_reports=lambda reports: reports, **more: object) -> None:
    """The file with another header, its checksum right."""
    header, reports = load(file)
    write(file, replace(header, **more), [change_reports(bytes(reports))])


@pytest.mark.parametrize(
    "more",
    [
        {"version": "0.0.1"}, {"format": 99}, {"day": "2001-01-01"}, {"content": b"other"},
        {"strays": ("/there/is/no/such.py",)},
    ],
    ids=min,
)  # fmt: skip
def test_a_foreign_file_is_made_anew(run: Run, kept: Path, more: dict) -> None:
    good = shown(run())
    rewrite(file_of(kept), **more, **({"sign": b"other"} if "content" in more else {}))
    assert shown(run()) == good
    assert run.judged == ["a.md", "clean.md"]
    run()
    assert run.judged == []


def test_reports_that_are_none_are_made_anew(run: Run, kept: Path) -> None:
    good = shown(run())
    rewrite(file_of(kept), change_reports=lambda reports: b"\xc1" * len(reports))
    assert shown(run()) == good
    assert run.judged == ["a.md", "clean.md"]


def test_what_others_own_is_not_read(run: Run, kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run()
    monkeypatch.setattr(os, "getuid", lambda: 4242, raising=False)
    assert load(file_of(kept)) is None
    run()
    assert run.judged == ["a.md", "clean.md"]


def test_a_fresh_install_of_the_same_version_keeps_what_is_known(run: Run, kept: Path) -> None:
    run()
    rewrite(file_of(kept), sign=b"the same files at other times")
    run()
    assert run.judged == []
    assert load(file_of(kept))[0].sign != b"the same files at other times"


@pytest.mark.parametrize("folder", [Path("medlint.toml", "findings"), None], ids=["no folder", "no home"])
def test_where_nothing_can_be_kept_all_is_judged(run: Run, monkeypatch: pytest.MonkeyPatch, folder) -> None:
    monkeypatch.setattr(cache_module, "cache_folder", lambda kind: folder)
    good = shown(run())
    assert shown(run()) == good
    assert run.judged == ["a.md", "clean.md"]


def test_where_caches_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache_folder("findings") == tmp_path / "medlint" / "findings"
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setattr(os.path, "expanduser", lambda path: str(tmp_path))
    assert cache_folder("findings") == tmp_path / ".cache" / "medlint" / "findings"
    monkeypatch.setattr(os.path, "expanduser", lambda path: path)
    assert cache_folder("findings") is None


def test_few_named_files_and_no_cache_leave_nothing(run: Run, kept: Path) -> None:
    run("a.md", "clean.md")
    assert not kept.exists()
    assert lint_paths(Request((".",))).files
    assert not kept.exists()


def test_many_named_files_are_looked_up(run: Run, house: Path) -> None:
    names = [f"{number}.md" for number in range(course.FEW)]
    for name in names:
        (house / name).write_text(f"A wonder zorp in {name}.\n")
    run(*names)
    assert run.judged == names
    run(*names)
    assert run.judged == []


def test_a_plugin_that_is_no_file_lets_nothing_be_kept(run: Run, kept: Path, tmp_path: Path, monkeypatch) -> None:
    (tmp_path / "site" / "gone-1.0.dist-info").mkdir(parents=True)
    (tmp_path / "site" / "gone-1.0.dist-info" / "entry_points.txt").write_text("[medlint]\na = no_such_module_here\n")
    monkeypatch.syspath_prepend(tmp_path / "site")
    assert run().failures
    assert not kept.exists()


def test_old_working_folders_and_leftovers_go(run: Run, kept: Path) -> None:
    run()
    mine = file_of(kept)
    for number in range(20):
        (kept / f"{number:02}.reports").write_bytes(b"")
        os.utime(kept / f"{number:02}.reports", (number + 1, number + 1))
    (kept / "half.reports.77").write_bytes(b"")
    os.utime(kept / "half.reports.77", (1, 1))
    (kept / "now.reports.78").write_bytes(b"")
    Path("a.md").write_text("All is new here.\n")
    run()
    left = {path.name for path in kept.iterdir()}
    assert mine.name in left
    assert len(left) == 13
    assert "half.reports.77" not in left
    assert "now.reports.78" in left


def test_what_is_over_the_limit_or_gone_is_not_kept(run: Run, house: Path, kept: Path, monkeypatch) -> None:
    run()
    size = len(load(file_of(kept))[1])
    monkeypatch.setattr(cache_module, "MOST_BYTES", size - 1)
    (house / "a.md").write_text("This is a wonder zorp!\n\nA frell tonic.\n\nThe plim water.\n")
    run()
    assert run.judged == ["a.md"]
    run()
    assert run.judged == ["clean.md"]
    (house / "a.md").unlink()
    (house / "clean.md").write_text("There is nothing here at all.\n")
    run()
    assert [key.partition(" ")[2] for key in load(file_of(kept))[0].slots] == ["clean.md"]


def test_texts_that_this_run_did_not_ask_for_stay_known(run: Run, house: Path) -> None:
    (house / "sub").mkdir()
    (house / "sub" / "b.md").write_text("A frell tonic.\n")
    run()
    (house / "sub" / "b.md").write_text("Two frell tonics.\n")
    run("sub")
    assert run.judged == ["sub/b.md"]
    run()
    assert run.judged == []


def test_a_report_survives_being_packed(run: Run, house: Path) -> None:
    (house / "twice.md").write_text(
        "A wonder zorp.\n\nThe wonder zorp.\n\n<!-- medlint: allow plim-talk: no -->\n\nHm.\n"
    )
    for report in run().files:
        again = unpack(pack(report))
        assert msgspec.msgpack.encode(again) == msgspec.msgpack.encode(report)
        assert again.findings == report.findings
        assert again.found == report.found


def test_a_path_that_cannot_be_written_is_judged_each_time(run: Run, house: Path) -> None:
    name = os.fsdecode(b"odd-\xff.md")
    try:
        (house / name).write_text("A wonder zorp.\n")
    except OSError:
        pytest.skip("this file system takes no such name")
    run()
    report = run()
    assert run.judged == [name]
    assert name in {file.path for file in report.files}


# ------------------------------------------------------------------ in processes of their own


def command(*more: str) -> list[str]:
    return [sys.executable, "-m", "medlint", "check", "--format", "json", "--fail-on", "never", *more, "."]


def found(done: subprocess.CompletedProcess[bytes]) -> list[str]:
    assert done.returncode == 0, done.stderr
    return [finding["quote"] for file in json.loads(done.stdout)["files"] for finding in file["findings"]]


def test_the_code_of_a_plugin_and_of_what_it_imports_counts(tmp_path: Path) -> None:
    site, folder = write_plugin(tmp_path / "site"), write_doomed(tmp_path / "texts")
    (folder / "a.md").write_text("The word is zorp, not frell.\n")

    def lint() -> list[str]:
        return found(subprocess.run(command(), cwd=folder, env=environ(site), capture_output=True, check=False))

    assert lint() == ["zorp"]
    assert lint() == ["zorp"]
    write_plugin(site, "frell")
    assert lint() == ["frell"]


def test_two_runs_at_once_share_the_cache(tmp_path: Path) -> None:
    site, folder = write_plugin(tmp_path / "site"), write_doomed(tmp_path / "texts")
    for number in range(12):
        (folder / f"{number:02}.md").write_text(f"The word is zorp, number {number}.\n")
    argv, env = command(), environ(site)
    with subprocess.Popen(argv, cwd=folder, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as other:
        mine = subprocess.run(argv, cwd=folder, env=env, capture_output=True, check=False)
        out, err = other.communicate()
    assert mine.returncode == other.returncode == 0, (mine.stderr, err)
    assert SECONDS.sub("", mine.stdout.decode()) == SECONDS.sub("", out.decode())
    (file,) = [file for file in cache_folder("findings").iterdir() if _texts(file) & {"00.md", "11.md"}]
    assert len(_texts(file)) == 12


def _texts(file: Path) -> set[str]:
    """The texts of which a file holds reports; none of a file that is none."""
    header: Header = (load(file) or pytest.fail(f"{file} is damaged"))[0]
    return {key.partition(" ")[2] for key in header.slots}
