"""Reports whose every text was written by somebody who wants to break the output."""

from __future__ import annotations

from msgspec.structs import replace

from medlint.model import Failure, FileReport, Finding, Notice, Related, Report
from reports import finding

NAME = "drafts/a b#1%,é:c\n::error::x.md"
EVIL = (
    "\x1b[31m</script><img src=x onerror=alert(1)> | `code` **bold** [link](http://evil.example) ]]> & &amp; \"'"
    " {0} {{1}} %0A%0D ::set-output name=a::b\n::add-mask::c\r\n##[error]d \u202egnp.exe \ud800 \uffff @user #12"
    " www.evil.example <!-- --> $x$ ~~y~~ _z_ \\"
)


def evil_finding(severity: str = "error", **more: object) -> Finding:
    line = 7
    values = {"suggestion": EVIL, "fingerprint": "f7", "related": (Related(12009, 12017, EVIL),), **more}
    plain = finding("hype", "promotion", severity, line, "cure", EVIL, **values)
    return replace(plain, quote=EVIL)


def evil_report() -> Report:
    """One text with a hostile name, findings, notices and a failure, and a message."""
    file = FileReport(
        NAME, "markdown", 9, (evil_finding(), evil_finding("warning", scope="document"), evil_finding("info")),
        notices=(Notice("unknown-rule", EVIL, 3), Notice("capped", EVIL)),
        lines={7: EVIL, 12: EVIL}, places={12009: 12},
    )  # fmt: skip
    return Report((file,), (Failure(f"plugin {EVIL}", NAME, EVIL), Failure("file", "", EVIL)), 0.1, (EVIL,))


def many(errors: int, warnings: int, infos: int) -> Report:
    """A report with so many findings of each severity, low confidence and light severities first."""
    confidences = ("low", "medium", "high")
    found = [
        finding("hype", "promotion", severity, 7, "cure", f"{severity} {number}.", fingerprint=f"{severity}{number}",
                confidence=confidences[number % 3])
        for severity, count in (("info", infos), ("warning", warnings), ("error", errors))
        for number in range(count)
    ]  # fmt: skip
    return Report((FileReport("a.md", "markdown", 100, tuple(found)),))
