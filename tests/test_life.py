"""A repository of three hundred articles lives with medlint: adopted, guarded by a hook, branched, mended, pruned."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from medlint.cli import main
from newsroom import CAVEAT, OLD, STUDY, TRANSLATIONS, Article, build
from repositories import Repository, make_repository  # noqa: F401 - a fixture
from test_docs import SNIPPET

PAGE = (Path(__file__).parents[1] / "docs" / "gate.md").read_text("utf-8")
HOOK = next(one["body"] for one in SNIPPET.finditer(PAGE) if one["what"] == "precommit" and "local" in one["body"])
DRAFT = "# Cold hands in winter\n\nResults are guaranteed after six visits.\n\nA warm scarf is worn by many.\n"
BETTER = DRAFT.replace("Results are guaranteed after six visits.", "Nobody knows how many visits it takes.")
REASON = "the advert that this page is about"

pytestmark = pytest.mark.xdist_group("hooks")

Linted = dict[str, Any]
Lint = Callable[..., Linted]


@pytest.fixture(name="lint")
def make_lint(repository: Repository, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Lint:
    """Run `medlint check` in the repository, as JSON, and expect an exit code."""
    monkeypatch.chdir(repository.folder)
    for name in ("GITHUB_STEP_SUMMARY", "GITHUB_WORKSPACE"):
        monkeypatch.delenv(name, raising=False)

    def lint(*argv: str, code: int = 0) -> Linted:
        capsys.readouterr()
        assert main(["check", *argv, "--format", "json"]) == code, capsys.readouterr().err
        return json.loads(capsys.readouterr().out)

    return lint


def findings(report: Linted) -> list[tuple[str, str, str]]:
    """Path, rule and quote of all findings."""
    return [(file["path"], one["rule"], one["quote"]) for file in report["files"] for one in file["findings"]]


def notices(report: Linted) -> set[str]:
    return {notice["kind"] for file in report["files"] for notice in file["notices"]}


def test_three_hundred_articles_from_the_first_day_on(
    repository: Repository, lint: Lint, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    articles = build(repository)
    look_at_everything(repository, lint, articles)
    adopt(repository, lint)
    write_a_draft(repository)
    branch(repository, articles)
    new = judge_the_branch(lint, articles)
    report_in_ci(repository, new, tmp_path, capsys)
    mend_and_allow(repository, lint, articles)
    merge_and_prune(repository, lint, articles)


def look_at_everything(repository: Repository, lint: Lint, articles: tuple[Article, ...]) -> None:
    """The first look: every old finding, nothing that is ignored, excluded or in another language."""
    report = lint(".", code=1)
    seen = {file["path"]: file for file in report["files"]}
    assert set(seen) == {one.path for one in articles}
    assert report["failures"] == []
    for one in articles:
        quotes = " ".join(finding["quote"] for finding in seen[one.path]["findings"])
        assert not one.old or any(word in one.old for word in quotes.split()), one
        kinds = [notice["kind"] for notice in seen[one.path]["notices"]]
        assert ("not-english" in kinds) == (one.kind in TRANSLATIONS)
    assert findings(lint(".", "--exit-zero")) == findings(report)
    assert findings(lint(".", "--jobs", "2", "--no-cache", code=1)) == findings(report)
    assert lint("content", "no-such-folder", "--exit-zero", code=2)["failures"]


def adopt(repository: Repository, lint: Lint) -> None:
    """A baseline takes in what is there, and is committed."""
    assert main(["baseline"]) == 0
    assert findings(lint(".", "--fail-on", "info")) == []
    assert len(findings(lint(".", "--no-baseline", "--exit-zero"))) > 80
    repository.commit("Adopt medlint")


def write_a_draft(repository: Repository) -> None:
    """The hook stops a draft with an error, lets the mended one pass, and old texts with what the baseline knows."""
    repository.write(".pre-commit-config.yaml", yaml.safe_dump(yaml.safe_load(HOOK)))
    repository.pre_commit("install")
    repository.write("content/drafts/cold-hands.md", DRAFT)
    repository.git("add", "--all")
    refused = repository.git("commit", "--message=A draft", code=1)
    assert "content/drafts/cold-hands.md" in refused
    assert "promised-outcome" in refused
    repository.write("content/drafts/cold-hands.md", BETTER)
    old = next(repository.folder.glob("content/heart/*-000.md"))
    assert OLD[0] in old.read_text("utf-8")
    old.write_text(old.read_text("utf-8") + "\nA last line was added to this page.\n", encoding="utf-8")
    assert re.search(r"medlint\.+Passed", repository.commit("A draft"))


def branch(repository: Repository, articles: tuple[Article, ...]) -> None:
    """A branch that adds, drops a caveat, moves and renames, while main goes ahead with a finding of its own."""
    repository.git("checkout", "--quiet", "-b", "spring")
    repository.write("content/skin/new.md", f"# Dry lips\n\n{OLD[7]}\n\nThe nurse read the the leaflet.\n")
    repository.write("content/skin/advert.md", "# How adverts talk\n\nExperts agree that this one is old.\n")
    rewrite(repository, with_caveat(articles), lambda text: text.replace(f" {CAVEAT}", ""))
    rewrite(repository, moved(articles), turned)
    repository.git("mv", renamed(articles).path, "content/stomach/under-a-new-name.md")
    rewrite(repository, twin(articles), lambda text: f"{text}\nBy the way: {OLD[2]}\n")
    repository.commit("Spring pages", "--no-verify")
    repository.git("checkout", "--quiet", "main")
    repository.write("content/heart/ahead.md", f"# Ahead\n\n{OLD[0]}\n")
    repository.commit("Not through the hook", "--no-verify")
    repository.git("checkout", "--quiet", "spring")


def plain(articles: tuple[Article, ...], old: str = "") -> list[Article]:
    return [one for one in articles if one.kind == "yaml" and (not old or one.old == old)]


def with_caveat(articles: tuple[Article, ...]) -> Article:
    return next(one for one in plain(articles) if STUDY in one.text and not one.old)


def moved(articles: tuple[Article, ...]) -> Article:
    return plain(articles, OLD[1])[0]


def renamed(articles: tuple[Article, ...]) -> Article:
    return plain(articles, OLD[3])[0]


def twin(articles: tuple[Article, ...]) -> Article:
    return plain(articles, OLD[2])[0]


def rewrite(repository: Repository, article: Article, change: Callable[[str], str]) -> None:
    path = repository.folder / article.path
    text = change(path.read_text("utf-8"))
    assert text != path.read_text("utf-8")
    path.write_text(text, encoding="utf-8")


def turned(text: str) -> str:
    """A text with its paragraphs the other way round."""
    head, _, body = text.partition("\n\n# ")
    title, *paragraphs = body.strip().split("\n\n")
    return "\n\n".join([head, f"# {title}", *reversed(paragraphs)]) + "\n"


def judge_the_branch(lint: Lint, articles: tuple[Article, ...]) -> list[tuple[str, str, str]]:
    """Only what the branch brings is reported, and all of that."""
    new = findings(lint("content", "--since", "main", code=1))
    paths = {path for path, _, _ in new}
    assert paths == {"content/skin/new.md", "content/skin/advert.md", with_caveat(articles).path, twin(articles).path}
    assert {rule for path, rule, _ in new if path == with_caveat(articles).path} >= {"preclinical-to-human"}
    assert [(rule, quote) for path, rule, quote in new if path == twin(articles).path] == [
        ("vague-authority", "Experts agree")
    ]
    assert {"promised-outcome", "broken-text"} <= {rule for path, rule, _ in new if path.endswith("new.md")}
    return new


def report_in_ci(
    repository: Repository, new: list[tuple[str, str, str]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The same findings as annotations, summary, SARIF and Code Quality, in one run."""
    summary = tmp_path / "summary.md"
    formats = ["--format", "github", "--format", "sarif:out.sarif", "--format", "gitlab:out.json"]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GITHUB_STEP_SUMMARY", str(summary))
        capsys.readouterr()
        assert main(["check", "content", "--since", "main", *formats]) == 1
    said = capsys.readouterr().out
    assert len(re.findall(r"^::(?:error|warning|notice) file=", said, re.MULTILINE)) == len(new)
    assert "content/skin/new.md" in summary.read_text("utf-8").replace("\\", "")
    results = json.loads((repository.folder / "out.sarif").read_text("utf-8"))["runs"][0]["results"]
    places = [one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for one in results]
    assert sorted(zip(places, (one["ruleId"] for one in results), strict=True)) == sorted(one[:2] for one in new)
    assert all(one["partialFingerprints"] for one in results)
    quality = json.loads((repository.folder / "out.json").read_text("utf-8"))
    assert len({one["fingerprint"] for one in quality}) == len(quality) == len(new)
    for name in ("out.sarif", "out.json"):
        (repository.folder / name).unlink()


def mend_and_allow(repository: Repository, lint: Lint, articles: tuple[Article, ...]) -> None:
    """What can be mended is mended, by program and by hand; what is meant is allowed with a reason."""
    main(["check", "--fix", "--exit-zero", "--quiet", "content/skin/new.md"])
    new = repository.folder / "content/skin/new.md"
    assert "read the leaflet" in new.read_text("utf-8")
    new.write_text(new.read_text("utf-8").replace(OLD[7], "Lips get better by themselves."), encoding="utf-8")
    rewrite(repository, with_caveat(articles), lambda text: text.replace(STUDY, f"{STUDY} {CAVEAT}"))
    rewrite(repository, twin(articles), lambda text: text.replace(f"\nBy the way: {OLD[2]}\n", ""))
    assert main(["check", "content/skin/advert.md", "--add-allow", "vague-authority", "--reason", REASON]) == 0
    assert REASON in (repository.folder / "content/skin/advert.md").read_text("utf-8")
    report = lint("content", "--since", "main", "--fail-on", "info")
    assert findings(report) == []
    repository.commit("Mended")


def merge_and_prune(repository: Repository, lint: Lint, articles: tuple[Article, ...]) -> None:
    """On main only the page that went round the hook is reported; what old pages lost leaves the baseline."""
    repository.git("checkout", "--quiet", "main")
    repository.git("merge", "--quiet", "--no-edit", "spring")
    report = lint("content", code=1)
    assert findings(report) == [("content/heart/ahead.md", "promised-outcome", "Results are guaranteed")]
    assert notices(report) == {"not-english"}
    repository.git("rm", "--quiet", "content/heart/ahead.md")
    mended = plain(articles, OLD[4])[:3]
    for one in mended:
        rewrite(repository, one, lambda text: text.replace(OLD[4], "How many slept better is not known."))
    assert "stale-baseline-entry" in notices(lint(".", "--exit-zero"))
    before = known(repository)
    assert main(["baseline", "--prune"]) == 0
    after = known(repository)
    gone = [entry for entry in before if entry not in after]
    assert {one.path for one in mended} <= {entry["path"] for entry in gone}
    assert {entry["path"] for entry in after if entry not in before} == {"content/stomach/under-a-new-name.md"}
    report = lint(".", "--fail-on", "info")
    assert findings(report) == []
    assert notices(report) == {"not-english"}
    repository.commit("Pruned")


def known(repository: Repository) -> list[dict[str, Any]]:
    return json.loads((repository.folder / ".medlint-baseline.json").read_text("utf-8"))["entries"]
