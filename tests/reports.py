"""Hand-made reports that the tests of the outputs share; every text in them is invented."""

from medlint.model import Edit, Failure, FileReport, Finding, Fix, Notice, Related, Report, Rule

TEXT = {
    1: "# A miracle cure for migraine? 🎉 What the research says",
    7: "The new spray **will cure your migraine within hours**, and nobody in the clinic's own survey of several "
    "hundred visitors had any side effect worth mentioning, says its maker.",
    12: "In mice, one dose of 漢方 tea lowered pain by 40%\t[trial data][b]x[/b].",
    14: "This sentence starts on one line and",
}


def finding(rule: str, family: str, severity: str, line: int, quote: str, message: str, **more: object) -> Finding:
    """A finding on the first line of `quote` in `TEXT`; line n starts at offset 1000 n."""
    column = TEXT[line].index(quote.split("\n", maxsplit=1)[0])
    start = line * 1000 + column
    end = start + len(quote)
    place = {"line": line, "column": column + 1, "end_line": line, "end_column": column + len(quote) + 1}
    values = {**place, "quote": quote, "confidence": "high", **more}
    return Finding(rule=rule, family=family, severity=severity, message=message, start=start, end=end, **values)


def rule(name: str, family: str, title: str, severity: str, *advice: str) -> Rule:
    """A rule of that id; `advice` is its reason and, if there is a second text, its suggestion."""
    why, suggestion = (*advice, "")[:2]
    return Rule(name, family, title, "phrase", severity, "high", "", why, "0.1", (), (), suggestion=suggestion)


RULES = {
    one.id: one
    for one in (
        rule("promised-outcome", "claims", "Outcome promised to the reader", "error",
             "Readers who are promised a cure stop looking for what may help them, and blame themselves when it fails.",
             "Say how many people improved, by how much, and for how long."),
        rule("hype", "promotion", "Words of wonder", "warning",
             "Hopes rise that the evidence cannot carry.", "Leave it out."),
        rule("missing-harms", "safety", "Harms missing", "warning", "Nobody can weigh a benefit without the harms."),
        rule("species-missing", "caveats", "Animals not named", "warning", "Few findings in mice hold in people."),
    )
}  # fmt: skip

CLEAN = FileReport("drafts/clean.md", "markdown", 512, ())
MIGRAINE = FileReport(
    path="drafts/migraine.md",
    format="markdown",
    words=812,
    findings=(
        finding("missing-harms", "safety", "warning", 1, "A miracle cure", "No harm is named.", scope="document"),
        finding("hype", "promotion", "warning", 1, "miracle cure", "“miracle cure” is hype.",
                fix=Fix(True, (Edit(1004, 1016, "treatment"),))),
        finding("promised-outcome", "claims", "error", 7, "will cure your migraine", "This promises a cure.",
                related=(Related(12009, 12017, "the only study the text names"),), fingerprint="f1"),
        finding("hype", "promotion", "warning", 7, "cure", "“cure” is a word of wonder."),
        finding("species-missing", "caveats", "warning", 12, "one dose of 漢方 tea", "The study was in mice.",
                suggestion="Put “in mice” into the headline."),
        finding("hype", "promotion", "info", 14, "starts on one line and\nends on the next", "Two lines.", end_line=15,
                end_column=17),
    ),
    suppressed=2,
    notices=(Notice("unused-allowance", "the allowance of small-sample is not used", 3),),
    summary={"verdict": "must-fix", "reasons": ["a cure is promised", "harms are missing"]},
    lines=TEXT,
    places={12009: 12},
)  # fmt: skip
FAILURE = Failure("plugin acme 1.2, rule x", "drafts/migraine.md", "KeyError: 'dose'")
REPORT = Report((CLEAN, MIGRAINE), seconds=0.0814, messages=("archive/old.md: excluded by the pattern 'archive/**'",))
