"""What the rule files say of their precision is what the judged findings say, row by row."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from medlint.builtin import rules_folder
from medlint.host import load_host
from medlint.rulebook import RuleFolder, load

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tools"))

import judged_precision as judged  # noqa: E402 - a tool, beside the package

RULES = load([RuleFolder(rules_folder(), "medlint")], load_host().checks).rules
FILES = sorted(judged.JUDGED.glob("*.tsv"))


def _has_all_there_were(path: Path) -> bool:
    """Whether the head of a table says that there were no more findings to judge."""
    with path.open(encoding="utf-8") as file:
        return file.readline().startswith("# all findings there were ")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_rows_name_rules_offsets_and_a_reason(path: Path) -> None:
    rows = list(judged.read(path))
    assert len(rows) >= (3 if _has_all_there_were(path) else 50)
    assert {row.rule for row in rows} <= set(RULES)
    assert all(0 <= row.start < row.end for row in rows)
    assert all(len(row.reason.split()) >= 2 for row in rows)


def test_measured_precision_is_that_of_the_judged_findings() -> None:
    known = judged.precisions()
    stated = {rule.id: rule.measured for rule in RULES.values() if rule.measured is not None}
    expected = {rule for rule, precision in known.items() if precision.judged >= judged.FEWEST}
    assert set(stated) == expected
    for rule, measured in stated.items():
        assert (measured.precision, measured.judged) == (known[rule].value, known[rule].judged)


def test_rule_that_is_wrong_too_often_is_no_error_and_soon_preview() -> None:
    for rule in RULES.values():
        if rule.measured is None:
            continue
        assert rule.severity != "error" or rule.measured.precision >= 0.9
        assert rule.preview or rule.measured.precision >= 0.7


def test_an_error_is_judged_or_says_what_speaks_for_it() -> None:
    for rule in RULES.values():
        assert rule.severity != "error" or rule.measured or rule.evidence, rule.id
        assert not (rule.measured and rule.evidence), rule.id


def test_malformed_row_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.tsv"
    path.write_text("\t".join(judged.COLUMNS) + "\nd1\thype\twarning\t1\t2\tperhaps\tno idea\n", encoding="utf-8")
    with pytest.raises(ValueError, match="perhaps"):
        list(judged.read(path))


def test_finding_judged_twice_counts_once_and_info_not_at_all(tmp_path: Path) -> None:
    head = "# health news\n" + "\t".join(judged.COLUMNS) + "\n"
    (tmp_path / "a.tsv").write_text(
        head + "d1\thype\twarning\t1\t2\tright\tit praises\nd2\thype\tinfo\t1\t2\twrong\ta name\n", encoding="utf-8"
    )
    (tmp_path / "b.tsv").write_text(
        head + "d1\thype\twarning\t1\t2\twrong\tnot so\nd3\thype\twarning\t1\t2\twrong\ta name\n", encoding="utf-8"
    )
    assert judged.precisions(tmp_path) == {"hype": judged.Precision(1, 2)}
