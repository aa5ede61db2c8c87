"""What a resolved configuration is asked: patterns, allowances, the key that is shared, the rows that are shown."""

from __future__ import annotations

import pickle
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pathspec import GitIgnoreSpec

from configs import settle, write
from medlint.config import (
    Config,
    ConfigFiles,
    Origin,
    excluded_by,
    parse_size,
    render_config,
    resolve,
)
from medlint.config.starter import STARTER, write_starter
from medlint.errors import UsageError
from medlint.paths import PathPatterns


@pytest.fixture
def top(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository of its own, which is also the working folder."""
    folder = tmp_path / "site"
    (folder / ".git").mkdir(parents=True)
    monkeypatch.chdir(folder)
    return folder


# ------------------------------------------------------------------ patterns
def test_exclusion_names_pattern_and_place(top: Path) -> None:
    write(top / "medlint.toml", 'exclude = [\n  "archive/**",\n  "*.tmp.md",\n  "!keep.tmp.md",\n]\n')
    write(top / "blog/medlint.toml", 'exclude = ["old"]\n')
    config = settle("blog/a.md")
    assert excluded_by(config, Path("archive/2020/a.md")) == "archive/** (medlint.toml:2)"
    assert excluded_by(config, Path("b/a.tmp.md")) == "*.tmp.md (medlint.toml:3)"
    assert excluded_by(config, Path("b/keep.tmp.md")) is None
    assert excluded_by(config, Path("blog/x/old/a.md")) == "old (blog/medlint.toml:1)"
    assert excluded_by(config, Path("old/a.md")) is None
    assert excluded_by(config, Path("blog/archive"), is_folder=True) is None
    assert excluded_by(config, Path("archive"), is_folder=True) == "archive/** (medlint.toml:2)"


_NAME = st.sampled_from(["a", "b", "a.md", "b c"])
_PATTERN = st.builds(
    lambda lead, names, tail: lead + "/".join(names) + tail,
    st.sampled_from(["", "./"]),
    st.lists(st.sampled_from(["a", "b", "a.md"]), min_size=1, max_size=3),
    st.sampled_from(["", "/", "/**"]),
)


@given(st.lists(_PATTERN, min_size=1, max_size=3), st.lists(_NAME, min_size=1, max_size=4), st.booleans())
def test_the_short_way_agrees_with_gitignore(lines: list[str], names: list[str], is_folder: bool) -> None:
    path = Path("/top", *names).absolute()
    found = PathPatterns(str(Path("/top").absolute()), tuple(lines), ()).match(str(path), is_folder=is_folder)
    spec = GitIgnoreSpec.from_lines([line[1:] if line.startswith("./") else line for line in lines])
    assert (found is not None) == spec.match_file("/".join(names) + ("/" if is_folder else ""))


def test_plain_patterns_do_not_load_pathspec(top: Path) -> None:
    write(top / "medlint.toml", 'exclude = ["archive/**"]\n[[per-path]]\npaths = ["news/"]\nprofile = "news"\n')
    code = (
        "import sys; from pathlib import Path; from medlint.config import *\n"
        "config = resolve(Path('news/a.md'), ConfigFiles())\n"
        "print(config.profile, excluded_by(config, Path('a.md')), 'pathspec' in sys.modules)"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout == "news None False\n"


# ------------------------------------------------------------------ allowances of the configuration
def test_allowances_reach_the_texts_they_name(top: Path) -> None:
    write(
        top / "medlint.toml",
        '[[allow]]\npath = "adverts/2024.docx"\nrule = "hype"\nreason = " quoted advert "\nuntil = 2027-01-01\n'
        '[[allow]]\npath = "adverts/**"\nrule = "promotion"\nreason = "all adverts"\n',
    )
    one, two = settle("adverts/2024.docx").allow
    assert (one.rule, one.reason, one.until, one.exact) == ("hype", "quoted advert", date(2027, 1, 1), True)
    assert str(one.origin) == "medlint.toml:1"
    assert (two.rule, two.exact) == ("promotion", False)
    assert [entry.rule for entry in settle("adverts/x.docx").allow] == ["promotion"]
    assert settle("a.md").allow == ()


# ------------------------------------------------------------------ sharing
def test_files_are_read_once_and_texts_share_one_value(top: Path) -> None:
    file = write(top / "medlint.toml", 'profile = "news"\n')
    files = ConfigFiles()
    first = resolve(Path("a/x.md"), files)
    file.unlink()
    assert resolve(Path("a/y.md"), files) is first
    assert resolve(Path("b/c/z.md"), files) is first


def test_the_key_holds_what_decides_the_rules_and_nothing_else(top: Path) -> None:
    base = settle("a.md").key
    assert settle("a.md", fail_on="never", max_warnings=3, max_file_size=5).key == base
    for change in ({"profile": "news"}, {"select": ("hype",)}, {"ignore": ("hype",)}, {"min_confidence": "high"}):
        assert settle("a.md", **change).key != base
    write(
        top / "medlint.toml", 'exclude = ["x"]\nprofile = "article"\n[[allow]]\npath="a.md"\nrule="hype"\nreason="x"\n'
    )
    assert settle("a.md").key == base
    (top / "r").mkdir()
    keys = {base}
    for text in ('region = "uk"', 'own-domains = ["a.b"]', "[rules.hype]\nx = 1", 'rule-folders = ["r"]'):
        write(top / "medlint.toml", text)
        keys.add(settle("a.md").key)
    assert len(keys) == 5


def test_the_key_does_not_depend_on_order_or_place_of_rule_tables(top: Path) -> None:
    write(top / "medlint.toml", "[rules.hype]\na = 1\nb = 2\n[rules.small-sample]\nc = 3\n")
    write(top / "x/medlint.toml", "root = true\n[rules.small-sample]\nc = 3\n[rules.hype]\nb = 2\na = 1\n")
    assert settle("a.md").key == settle("x/a.md").key


def test_a_configuration_travels_to_another_process(top: Path) -> None:
    write(top / "medlint.toml", 'exclude = ["*.tmp"]\n[rules.hype]\nsince = 2024-01-01\n')
    config = settle("a.md")
    assert excluded_by(config, Path("a.tmp"))
    again = pickle.loads(pickle.dumps(config))
    assert again == config
    assert again.key == config.key
    assert excluded_by(again, Path("a.tmp")) == "*.tmp (medlint.toml:1)"


# ------------------------------------------------------------------ views
def test_every_value_is_shown_with_its_origin(top: Path) -> None:
    (top / "own").mkdir()
    write(
        top / "medlint.toml",
        'select = ["claims"]\nexclude = ["x/**"]\nrule-folders = ["own"]\n[rules.hype]\nlimit = 2\n'
        '[[allow]]\npath = "a.md"\nrule = "hype"\nreason = "said so"\nuntil = 2027-01-01\n',
    )
    rows = {key: (value, origin) for key, value, origin in render_config(settle("a.md", profile="news"))}
    assert rows["profile"] == ('"news"', "--profile")
    assert rows["select"] == ('["claims"]', "medlint.toml:1")
    assert rows["exclude"] == ('["x/**"]', "medlint.toml:2")
    assert rows["rule-folders"] == ('["own"]', "medlint.toml:3")
    assert rows["rules.hype.limit"] == ("2", "medlint.toml:5")
    assert rows["max-warnings"] == ("not set", "default")
    assert rows["allow"] == ("hype in a.md until 2027-01-01: said so", "medlint.toml:6")


def test_an_origin_turns_into_an_error_with_its_place(top: Path) -> None:
    write(top / "medlint.toml", "[rules.hype]\nlimit = 2\n")
    error = settle("a.md").origin("rules.hype.limit").problem("too small")
    assert str(error) == "medlint.toml:2: rules.hype.limit: too small"
    assert isinstance(settle("a.md", fail_on="never").origin("fail-on").problem("no"), UsageError)


@pytest.mark.parametrize(
    ("value", "size"),
    [
        ("2 MB", 2_000_000),
        ("500kB", 500_000),
        ("1.5 MiB", 1_572_864),
        ("10 b", 10),
        (7, 7),
        ("7", 7),
        (" 1 GB ", 10**9),
    ],
)
def test_sizes(value: int | str, size: int) -> None:
    assert parse_size(value) == size


@pytest.mark.parametrize("value", ["", "MB", "-1", 0, -5, "0 MB", "1,5 MB", "2 TB", "0.0001 B"])
def test_sizes_that_are_none(value: int | str) -> None:
    with pytest.raises(ValueError, match="expected a size"):
        parse_size(value)


# ------------------------------------------------------------------ the starter
def test_the_starter_loads_as_the_defaults(top: Path) -> None:
    path = write_starter(top)
    assert path == top / "medlint.toml"
    assert path.read_text("utf-8") == STARTER
    assert settle("a.md").key == Config().key


def test_every_commented_line_of_the_starter_is_valid_too(top: Path) -> None:
    (top / "editorial-rules").mkdir()
    text = re.sub(r"^# (?=[\w-]+ =|\[)", "", STARTER, flags=re.MULTILINE)
    assert text.count("\n# ") < STARTER.count("\n# ")
    write(top / "medlint.toml", text)
    config = settle("news/a.md")
    assert (config.profile, config.rules) == ("news", {"missing-or-stale-date": {"months": 24}})
    assert config.rule_folders == (top / "editorial-rules",)


def test_the_starter_overwrites_nothing(top: Path) -> None:
    file = write(top / "medlint.toml", "# mine\n")
    with pytest.raises(UsageError, match="stays as it is"):
        write_starter(top)
    assert file.read_text("utf-8") == "# mine\n"
    with pytest.raises(UsageError, match="cannot be written"):
        write_starter(top / "nowhere")


def test_patterns_from_elsewhere_are_checked_too() -> None:
    patterns = PathPatterns("/top", ("a*\\",), (Origin("--exclude"),))
    with pytest.raises(UsageError, match=r"--exclude: the pattern .* cannot match any path"):
        patterns.match("/top/a.md")


def test_a_text_reached_through_a_link_matches_patterns_of_a_named_config(top: Path, tmp_path: Path) -> None:
    write(top / "medlint.toml", '[[per-path]]\npaths = ["b/**"]\nprofile = "news"\n')
    (tmp_path / "alias").symlink_to(top, target_is_directory=True)
    assert settle(tmp_path / "alias/b/a.md", config_file="medlint.toml").profile == "news"
