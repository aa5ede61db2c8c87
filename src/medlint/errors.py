"""Every error that medlint raises on purpose: values with fields, rendered once, in the command line."""

from __future__ import annotations

LONGEST = 1_000
"""A message is cut after so many characters: it may quote what a stranger wrote."""


class MedlintError(Exception):
    """Base of all our errors: what went wrong in plain words, and where, as fields.

    `path` names a file, `line` is 1-based, `key` is the dotted key of a TOML document, `byte` a 0-based byte offset.
    """

    def __init__(
        self, message: str, *, path: str = "", line: int | None = None, key: str = "", byte: int | None = None
    ) -> None:
        message, key = _cut(message), _cut(key)
        super().__init__(message)
        self.message, self.path, self.line, self.key, self.byte = message, path, line, key, byte

    def __str__(self) -> str:
        """`path:line: key: message`, leaving out what is not known."""
        place = f"{self.path}:{self.line}" if self.path and self.line else self.path
        return ": ".join(part for part in (place, self.key, self.message) if part)


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


class UsageError(MedlintError):
    """The command line or an API call asks for something that does not exist or does not fit."""


class ConfigError(MedlintError):
    """A configuration file cannot be used."""


class RuleFileError(MedlintError):
    """A rule, lexicon, fact table or profile cannot be used."""


class SourceError(MedlintError):
    """A text cannot be read: missing, unreadable, undecodable or over the size limit."""


class OptionError(ValueError):
    """An option of a check has a value of the right type that the check cannot use.

    Raised by the `__post_init__` of an option type; becomes a RuleFileError at the line of that option. `key` is the
    option as a rule file writes it, with an index from 0 where it is one of a list (`templates[2]`).
    """

    def __init__(self, key: str, message: str) -> None:
        # The place is written as msgspec writes its own, because that is where the loader reads it.
        super().__init__(f"{message} - at `$.{key}`")
