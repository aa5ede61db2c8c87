"""Digests by which a finding is known again: of a configuration with all that it names, and of a text under it."""

from __future__ import annotations

import os
from collections.abc import Iterator

from medlint.config import Config
from medlint.plainfiles import read_plain

LARGEST = 4 * 10**6
"""A file of words is no larger, in bytes: what is, is no such file."""


def settings_sign(config: Config, *, partial: bool) -> bytes:
    """16 bytes that tell apart whatever a configuration can change in a report; `partial`: only some rules were asked.

    The rule folders and files of words that it names count by their contents. Raises OSError where one is unreadable.
    """
    from hashlib import blake2b

    import msgspec

    allows = [
        (allow.path, allow.rule, allow.reason, str(allow.until), str(allow.origin), allow.exact)
        for allow in config.allow
    ]
    names = [(use.kind, use.name) for use in config.names]
    total = blake2b(msgspec.json.encode([config.key, allows, names, partial]), digest_size=16)
    for part in (*_rule_files(config), *_word_files(config)):
        total.update(part)
    return total.digest()


def text_sign(data: bytes, settings: bytes) -> bytes:
    """16 bytes that tell apart texts and the settings under which they are judged."""
    from hashlib import blake2b

    return blake2b(data, key=settings, digest_size=16).digest()


def _rule_files(config: Config) -> Iterator[bytes]:
    """Everything that stands in the rule folders of a configuration, two levels deep as they are read."""
    for folder in map(str, config.rule_folders):
        for family in sorted(os.listdir(folder)):  # noqa: PTH208
            place = f"{folder}{os.sep}{family}"
            yield _told(place)
            if os.path.isdir(place):  # noqa: PTH112
                for name in sorted(os.listdir(place)):  # noqa: PTH208
                    yield _told(f"{place}{os.sep}{name}")
                    if name.endswith(".toml"):
                        yield _content(f"{place}{os.sep}{name}")


def _word_files(config: Config) -> Iterator[bytes]:
    """The files that options of rules may name: every text that is the name of a file in the configuration's folder."""
    for rule, options in config.rules.items():
        for option, value in options.items():
            for origin in config.sources.get(f"rules.{rule}.{option}", ())[-1:]:
                if isinstance(value, str) and value and origin.path and "\0" not in value:
                    place = os.path.join(os.path.dirname(os.path.abspath(origin.path)), value)  # noqa: PTH100, PTH118, PTH120
                    if os.path.isfile(place) and os.path.getsize(place) <= LARGEST:  # noqa: PTH113, PTH202
                        yield _told(place)
                        yield _content(place)


def _told(path: str) -> bytes:
    return f"\0{path}\0".encode("utf-8", "surrogateescape")


def _content(path: str) -> bytes:
    data = read_plain(path, 10 * LARGEST)
    return b"%d:%b" % (len(data), data)
