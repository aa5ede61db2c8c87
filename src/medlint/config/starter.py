"""The `medlint.toml` that `medlint init` writes."""

from __future__ import annotations

from pathlib import Path

from medlint.errors import UsageError

STARTER = """\
# How medlint reads the texts in this folder and below. `medlint config PATH` shows what applies to a text.
root = true                        # do not look for configurations further up

profile = "article"                # article | news | patient-info | press-release | clinic-site | all
region = "us"                      # us | uk | eu
audience = "lay"                   # lay | pro
fail-on = "error"                  # error | warning | info | never

# ignore = ["template-heading"]    # rules or families to leave out; `medlint rules` lists them
# exclude = ["archive/**"]         # texts to leave out; .gitignore counts anyway
# own-domains = ["example.org"]    # links to these are not advertising; also: partners, evidence-hosts
# rule-folders = ["./editorial-rules"] # rules of your own

# [rules.missing-or-stale-date]    # settings of one rule; `medlint explain missing-or-stale-date` shows them
# months = 24

# [[per-path]]                     # other settings for some texts; later sections win
# paths = ["news/**"]
# profile = "news"

# [[allow]]                        # a finding accepted on purpose, in a text that cannot hold comments
# path = "adverts/2024.txt"
# rule = "hype"
# reason = "quoted advert"
# until = 2027-01-01
"""


def write_starter(folder: Path) -> Path:
    """Write `medlint.toml` into `folder` and give its path.

    Raises UsageError if there is one already, or if it cannot be written.
    """
    path = folder / "medlint.toml"
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(STARTER)
    except FileExistsError:
        raise UsageError("there is one already, and it stays as it is", path=str(path)) from None
    except OSError as error:
        raise UsageError(f"cannot be written: {(error.strerror or 'unknown reason').lower()}", path=str(path)) from None
    return path
