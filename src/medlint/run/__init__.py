"""Documents times rules: find the texts, lint each by the rules that apply to it, and give one report."""

from medlint.run.course import lint_paths
from medlint.run.inputs import STDIN, check_size, read_bytes, read_stdin
from medlint.run.linting import lint_file, lint_text, open_document
from medlint.run.texts import Request, Shelf
from medlint.run.workshop import Workshop

__all__ = [
    "STDIN",
    "Request",
    "Shelf",
    "Workshop",
    "check_size",
    "lint_file",
    "lint_paths",
    "lint_text",
    "open_document",
    "read_bytes",
    "read_stdin",
]
