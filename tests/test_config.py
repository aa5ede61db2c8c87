"""Layered configuration: which value wins, and where each comes from."""

from __future__ import annotations

from pathlib import Path

import pytest

from configs import settle, write
from medlint.config import (
    Config,
)
from medlint.errors import ConfigError, UsageError


@pytest.fixture
def top(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository of its own, which is also the working folder."""
    folder = tmp_path / "site"
    (folder / ".git").mkdir(parents=True)
    monkeypatch.chdir(folder)
    return folder


# ------------------------------------------------------------------ the chain
def test_without_any_file_everything_is_default(top: Path) -> None:
    config = settle("a.md")
    assert (config.profile, config.region, config.audience, config.select) == ("article", "us", "lay", None)
    assert (config.fail_on, config.max_warnings, config.min_confidence) == ("error", None, "low")
    assert config.max_file_size == 10_000_000
    assert set(config.origins.values()) == {"default"}
    assert config.key == Config().key


@pytest.mark.parametrize(
    ("key", "outer", "inner", "expected"),
    [
        ("profile", '"news"', '"all"', "all"),
        ("region", '"uk"', '"eu"', "eu"),
        ("audience", '"pro"', '"lay"', "lay"),
        ("select", '["claims"]', '["hype"]', ("hype",)),
        ("fail-on", '"never"', '"info"', "info"),
        ("max-warnings", "20", "0", 0),
        ("max-file-size", '"2 MB"', '"500 kB"', 500_000),
        ("min-confidence", '"medium"', '"high"', "high"),
        ("ignore", '["hype", "spun"]', '["hype", "claims"]', ("hype", "spun", "claims")),
        ("own-domains", '["a.example"]', '["b.example"]', ("a.example", "b.example")),
        ("partners", '["a.example"]', '["b.example"]', ("a.example", "b.example")),
        ("evidence-hosts", '["a.example"]', '["b.example"]', ("a.example", "b.example")),
    ],
)
def test_nearer_values_replace_and_lists_add_up(top: Path, key: str, outer: str, inner: str, expected: object) -> None:
    write(top / "medlint.toml", f"{key} = {outer}\n")
    write(top / "blog/medlint.toml", f"\n{key} = {inner}\n")
    config = settle("blog/2024/a.md")
    assert getattr(config, key.replace("-", "_")) == expected
    adds = key in {"ignore", "own-domains", "partners", "evidence-hosts"}
    assert config.origins[key] == ("medlint.toml:1, blog/medlint.toml:2" if adds else "blog/medlint.toml:2")
    assert getattr(settle("a.md"), key.replace("-", "_")) != expected


def test_rule_tables_merge_key_by_key(top: Path) -> None:
    write(top / "medlint.toml", '[rules.small-sample]\nseverity = "info"\nthreshold = 30\n[rules.hype]\nlimit = 2\n')
    write(top / "b/medlint.toml", "[rules.small-sample]\nthreshold = 50\n")
    config = settle("b/a.md")
    assert config.rules == {"small-sample": {"severity": "info", "threshold": 50}, "hype": {"limit": 2}}
    assert config.origins["rules.small-sample.severity"] == "medlint.toml:2"
    assert config.origins["rules.small-sample.threshold"] == "b/medlint.toml:2"


def test_root_ends_the_search(top: Path) -> None:
    write(top / "medlint.toml", 'profile = "news"\nregion = "uk"\n')
    write(top / "blog/medlint.toml", 'root = true\nregion = "eu"\n')
    config = settle("blog/a.md")
    assert (config.profile, config.region) == ("article", "eu")


@pytest.mark.parametrize("is_worktree", [False, True])
def test_the_repository_ends_the_search_after_its_own_file(top: Path, is_worktree: bool) -> None:
    write(top / "medlint.toml", 'profile = "news"\n')
    if is_worktree:
        write(top / "inner/.git", "gitdir: elsewhere\n")
    else:
        (top / "inner/.git").mkdir(parents=True)
    write(top / "inner/medlint.toml", 'region = "uk"\n')
    config = settle("inner/deep/a.md")
    assert (config.profile, config.region) == ("article", "uk")


def test_a_folder_is_its_own_place(top: Path) -> None:
    write(top / "blog/medlint.toml", 'profile = "news"\n')
    assert settle("blog").profile == "news"


def test_dots_in_a_path_do_not_matter(top: Path) -> None:
    write(top / "blog/medlint.toml", 'profile = "news"\n')
    (top / "other").mkdir()
    assert settle("other/../blog/a.md").profile == "news"


# ------------------------------------------------------------------ sections and options
def test_sections_apply_in_order_after_all_plain_values(top: Path) -> None:
    write(
        top / "medlint.toml",
        'profile = "all"\nignore = ["hype"]\n'
        '[[per-path]]\npaths = ["blog/**"]\nprofile = "news"\nignore = ["spun"]\nrules.small-sample.threshold = 5\n'
        '[[per-path]]\npaths = ["**/*-old.md"]\nprofile = "article"\n',
    )
    write(top / "blog/medlint.toml", 'ignore = ["claims"]\n[[per-path]]\npaths = ["./x.md"]\nregion = "eu"\n')
    plain, blog, old = settle("a.md"), settle("blog/x.md"), settle("blog/x-old.md")
    assert (plain.profile, plain.ignore, plain.rules) == ("all", ("hype",), {})
    assert (blog.profile, blog.region, blog.ignore) == ("news", "eu", ("hype", "claims", "spun"))
    assert blog.rules == {"small-sample": {"threshold": 5}}
    assert (old.profile, old.region) == ("article", "us")
    assert blog.origins["profile"] == "medlint.toml:5"
    assert blog.origins["rules.small-sample.threshold"] == "medlint.toml:7"


def test_inner_sections_come_after_outer_ones(top: Path) -> None:
    write(top / "medlint.toml", '[[per-path]]\npaths = ["b/**"]\nprofile = "news"\n')
    write(top / "b/medlint.toml", '[[per-path]]\npaths = ["a.md"]\nprofile = "all"\n')
    assert settle("b/a.md").profile == "all"


def test_a_section_can_take_paths_back(top: Path) -> None:
    write(top / "medlint.toml", '[[per-path]]\npaths = ["b/*.md", "!b/keep.md"]\nprofile = "news"\n')
    assert (settle("b/a.md").profile, settle("b/keep.md").profile) == ("news", "article")


def test_the_command_line_wins(top: Path) -> None:
    write(top / "medlint.toml", 'profile = "news"\nfail-on = "info"\n[[per-path]]\npaths = ["*"]\nprofile = "all"\n')
    config = settle("a.md", profile="article", fail_on="never", max_warnings=3, max_file_size=9, min_confidence="high")
    assert (config.profile, config.fail_on, config.max_warnings) == ("article", "never", 3)
    assert (config.max_file_size, config.min_confidence) == (9, "high")
    assert config.origins["profile"] == "--profile"
    assert config.origins["fail-on"] == "--fail-on"


def test_select_on_the_command_line_sets_aside_ignored_rules(top: Path) -> None:
    write(top / "medlint.toml", 'select = ["claims"]\nignore = ["hype"]\n')
    assert settle("a.md", select=("hype",)).ignore == ()
    assert settle("a.md", select=("promotion",), ignore=("hype",)).ignore == ("hype",)
    both = settle("a.md", ignore=("spun",))
    assert (both.select, both.ignore) == (("claims",), ("hype", "spun"))
    assert both.origins["ignore"] == "medlint.toml:2, --ignore"


def test_no_config_and_named_config(top: Path) -> None:
    write(top / "medlint.toml", 'profile = "news"\n')
    write(top / "ci/strict.toml", 'region = "eu"\n')
    assert settle("a.md", no_config=True).profile == "article"
    named = settle("a.md", config_file="ci/strict.toml")
    assert (named.profile, named.region) == ("article", "eu")
    with pytest.raises(UsageError, match="cannot go together"):
        settle("a.md", no_config=True, config_file="ci/strict.toml")
    with pytest.raises(ConfigError) as caught:
        settle("a.md", config_file="ci/missing.toml")
    assert str(caught.value) == "ci/missing.toml: cannot be read: no such file or directory"


def test_patterns_of_a_named_config_do_not_reach_outside_its_folder(top: Path) -> None:
    file = write(top / "ci/strict.toml", '[[per-path]]\npaths = ["*.md"]\nprofile = "news"\n')
    assert settle("a.md", config_file=str(file)).profile == "article"
    assert settle("ci/a.md", config_file=str(file)).profile == "news"


# ------------------------------------------------------------------ pyproject.toml
def test_pyproject_counts_only_with_our_table(top: Path) -> None:
    write(top / "pyproject.toml", '[project]\nname = "medlint-texts"\n')
    assert settle("a.md") == Config()
    write(top / "pyproject.toml", '[project]\nname = "x"\n\n[tool.medlint]\nprofile = "news"\n')
    config = settle("a.md")
    assert (config.profile, config.origins["profile"]) == ("news", "pyproject.toml:5")


def test_a_foreign_broken_pyproject_is_not_our_business(top: Path) -> None:
    write(top / "pyproject.toml", "[project\n")
    assert settle("a.md") == Config()


def test_medlint_toml_wins_over_pyproject_and_says_so(top: Path) -> None:
    write(top / "pyproject.toml", '[tool.medlint]\nprofile = "news"\n')
    write(top / "medlint.toml", 'region = "uk"\n')
    config = settle("a.md")
    assert (config.profile, config.region) == ("article", "uk")
    assert config.messages == ("medlint.toml is used; [tool.medlint] in pyproject.toml beside it is not",)
    write(top / "pyproject.toml", "[project]\n")
    assert settle("a.md").messages == ()


def test_errors_in_pyproject_carry_the_whole_key(top: Path) -> None:
    write(top / "pyproject.toml", '[tool.medlint]\n\nprofil = "news"\n')
    with pytest.raises(ConfigError) as caught:
        settle("a.md")
    error = caught.value
    assert (error.path, error.line, error.key) == ("pyproject.toml", 3, "tool.medlint.profil")
    assert "did you mean 'profile'?" in error.message


def test_a_named_pyproject_needs_our_table(top: Path) -> None:
    write(top / "pyproject.toml", "[project]\n")
    with pytest.raises(ConfigError, match=r"no table \[tool.medlint\]"):
        settle("a.md", config_file="pyproject.toml")
