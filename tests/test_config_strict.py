"""Configuration files that cannot be used: what is wrong, in which line, under which key."""

from __future__ import annotations

from pathlib import Path

import pytest

from configs import FAMILIES, PROFILES, RULES, settle, write
from medlint.config import (
    check_names,
    excluded_by,
)
from medlint.errors import ConfigError, UsageError


@pytest.fixture
def top(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository of its own, which is also the working folder."""
    folder = tmp_path / "site"
    (folder / ".git").mkdir(parents=True)
    monkeypatch.chdir(folder)
    return folder


def refused(text: str, top: Path) -> ConfigError:
    write(top / "medlint.toml", text)

    def use() -> None:
        config = settle("a.md")
        excluded_by(config, Path("a.md"))
        check_names(config, RULES, FAMILIES, PROFILES)

    with pytest.raises(ConfigError) as caught:
        use()
    return caught.value


# ------------------------------------------------------------------ strictness
@pytest.mark.parametrize(
    ("text", "line", "key", "says"),
    [
        ('profil = "news"', 1, "profil", "did you mean 'profile'?"),
        ('region = "us"\nmax-warning = 3', 2, "max-warning", "did you mean 'max-warnings'?"),
        ('region = "usa"', 1, "region", "did you mean 'us'?"),
        ('fail-on = "warnings"', 1, "fail-on", "did you mean 'warning'?"),
        ('select = "hype"', 1, "select", "expected a list"),
        ("max-warnings = -1", 1, "max-warnings", "at least 0"),
        ("max-warnings = true", 1, "max-warnings", "whole number"),
        ('max-file-size = "2 apples"', 1, "max-file-size", "expected a size"),
        ("max-file-size = 0", 1, "max-file-size", "above zero"),
        ('[rules.hype]\nseverity = "warn"', 2, "rules.hype.severity", "did you mean 'warning'?"),
        ("[rules.hype]\nconfidence = 3", 2, "rules.hype.confidence", "known values: high, medium, low"),
        ('[[per-path]]\npaths = ["a"]\nfail-on = "info"', 3, "per-path[1].fail-on", "unknown key 'fail-on'"),
        ("[[per-path]]\npaths = []", 2, "per-path[1].paths", "at least one"),
        ('[[per-path]]\nprofile = "news"', 1, "per-path[1]", "missing key 'paths'"),
        (
            '[[per-path]]\npaths = ["a"]\nrules.hype.severity = "info"', 3, "per-path[1].rules.hype.severity",
            "set it in [rules.hype]",
        ),
        ('[[allow]]\npath = "a"\nrule = "hype"', 1, "allow[1]", "missing key 'reason'"),
        ('[[allow]]\npath = "a"\nrule = "hype"\nreason = " "', 4, "allow[1].reason", "needs a reason"),
        ('[[allow]]\npath = "a"\nrule = "hype"\nreason = "x"\nuntil = "soon"', 5, "allow[1].until", ""),
        ('[[allow]]\npath = "a"\nrule = "hype"\nreason = "x"\nuntill = 2027-01-01', 5, "allow[1].untill", "'until'"),
        ('[[allow]]\npath = "!a"\nrule = "hype"\nreason = "x"', 2, "allow[1].path", "cannot begin with '!'"),
        ('rule-folders = ["./nowhere"]', 1, "rule-folders[1]", "no such folder"),
        ('exclude = ["["]', 1, "exclude[1]", "cannot match any path"),
        ('exclude = ["# note"]', 1, "exclude[1]", "expected a path"),
        ('exclude = [""]', 1, "exclude[1]", "expected a path"),
        ('exclude = ["a\\\\b"]', 1, "exclude[1]", "'/' between folders"),
        ('select = ["hypee"]', 1, "select[1]", "unknown rule 'hypee'; did you mean 'hype'?"),
        ('ignore = [\n  "hype",\n  "claim",\n]', 3, "ignore[2]", "did you mean 'claims'?"),
        ('ignore = ["*"]', 1, "ignore[1]", "unknown rule '*'"),
        ("[rules.claims]\nx = 1", 1, "rules.claims", "unknown rule 'claims'"),
        ('profile = "artikle"', 1, "profile", "unknown profile 'artikle'; did you mean 'article'?"),
        ('profile = "zzz"', 1, "profile", "known profiles: all, article, news"),
        ('[[per-path]]\npaths = ["zzz"]\nselect = ["hipe"]', 3, "per-path[1].select[1]", "did you mean 'hype'?"),
        ('[[allow]]\npath = "zzz"\nrule = "hipe"\nreason = "x"', 3, "allow[1].rule", "did you mean 'hype'?"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused_with_its_place(top: Path, text: str, line: int, key: str, says: str) -> None:
    error = refused(text, top)
    assert (error.path, error.line, error.key) == ("medlint.toml", line, key)
    assert says in error.message


def test_broken_toml_names_its_line(top: Path) -> None:
    error = refused('region = "us"\nselect = [\n', top)
    assert error.path == "medlint.toml"
    assert error.line is not None
    assert "not valid TOML" in error.message


def test_a_file_that_is_not_utf8_names_the_byte(top: Path) -> None:
    (top / "medlint.toml").write_bytes(b'region = "us"\n# caf\xe9\n')
    with pytest.raises(ConfigError) as caught:
        settle("a.md")
    assert caught.value.byte == 19


def test_a_byte_order_mark_is_not_content(top: Path) -> None:
    (top / "medlint.toml").write_bytes(b'\xef\xbb\xbfregion = "uk"\n')
    assert settle("a.md").region == "uk"


def test_a_dangling_link_is_not_passed_over(top: Path) -> None:
    (top / "medlint.toml").symlink_to(top / "gone.toml")
    with pytest.raises(ConfigError, match="cannot be read"):
        settle("a.md")


def test_names_on_the_command_line_are_usage_errors(top: Path) -> None:
    with pytest.raises(UsageError, match="unknown rule 'hipe' in --select; did you mean 'hype'"):
        check_names(settle("a.md", select=("hipe",)), RULES, FAMILIES, PROFILES)
    with pytest.raises(UsageError, match="unknown rule 'qqq' in --ignore; `medlint rules` lists them"):
        check_names(settle("a.md", ignore=("qqq",)), RULES, FAMILIES, PROFILES)
    with pytest.raises(UsageError, match="unknown profile 'new' in --profile; did you mean 'news'"):
        check_names(settle("a.md", profile="new"), RULES, FAMILIES, PROFILES)


def test_known_names_pass(top: Path) -> None:
    write(top / "medlint.toml", 'select = ["*", "claims", "hype"]\nignore = ["spun"]\nprofile = "news"\n')
    config = settle("a.md", select=("*",), ignore=("hype",))
    check_names(config, RULES, FAMILIES, PROFILES)
    assert {use.name for use in config.names} == {"claims", "hype", "spun", "news"}


# ------------------------------------------------------------------ paths stay inside
@pytest.mark.parametrize("path", ["../x", "a/../../x", "/etc", "~/x", "C:/x", "C:x", ".."])
@pytest.mark.parametrize(
    "where",
    [
        "rule-folders = [{}]",
        "exclude = [{}]",
        "[[per-path]]\npaths = [{}]",
        '[[allow]]\nrule = "hype"\nreason = "x"\npath = {}',
    ],
)
def test_paths_that_leave_the_folder_are_refused(top: Path, where: str, path: str) -> None:
    error = refused(where.format(f'"{path}"'), top)
    assert "leaves the folder" in error.message or "is absolute" in error.message
    assert error.line is not None


@pytest.mark.parametrize(
    "where",
    [
        'rule-folders = ["link"]',
        '[[per-path]]\npaths = ["link/**"]',
        '[[allow]]\nrule = "hype"\nreason = "x"\npath = "link/a*"',
    ],
)
def test_links_that_leave_the_folder_are_refused(top: Path, tmp_path: Path, where: str) -> None:
    (tmp_path / "outside").mkdir()
    (top / "link").symlink_to(tmp_path / "outside", target_is_directory=True)
    assert "leaves the folder" in refused(where, top).message


def test_links_within_the_folder_and_excluded_links_are_fine(top: Path, tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (top / "link").symlink_to(tmp_path / "outside", target_is_directory=True)
    (top / "rules").mkdir()
    (top / "alias").symlink_to(top / "rules", target_is_directory=True)
    write(top / "medlint.toml", 'rule-folders = ["alias", "./rules"]\nexclude = ["link/**", "~$*.docx"]\n')
    config = settle("a.md")
    assert config.rule_folders == (top / "alias", top / "rules")
    assert excluded_by(config, Path("link/a.md")) == "link/** (medlint.toml:2)"


def test_rule_folders_belong_to_the_folder_of_their_file(top: Path) -> None:
    (top / "house-rules").mkdir()
    (top / "blog/rules").mkdir(parents=True)
    write(top / "medlint.toml", 'rule-folders = ["house-rules"]\n')
    write(top / "blog/medlint.toml", 'rule-folders = ["./rules"]\n')
    assert settle("blog/a.md").rule_folders == (top / "house-rules", top / "blog/rules")
    assert settle("a.md").rule_folders == (top / "house-rules",)
