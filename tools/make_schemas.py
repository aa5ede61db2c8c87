"""Write the JSON Schemas in `docs/schemas/` from the types: `python tools/make_schemas.py [--check]`.

That of `medlint.toml` comes from the very types that the configuration is read with. `--check` writes nothing and gives
exit code 1 if a schema is not as it would be.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from medlint.config.schema import FileConfig
from medlint.model import CONFIDENCES, SEVERITIES
from schema_words import words_for
from shapes import File, Inspection, Report

FOLDER = Path(__file__).parents[1] / "docs" / "schemas"
DIALECT = "https://json-schema.org/draft/2020-12/schema"
SIZE = r"^\s*[0-9]{1,12}(\.[0-9]{1,3})?\s*([Bb]|[KkMmGg][Ii]?[Bb])?\s*$"
"""As `parse_size` reads it; that the two agree is tested."""
_TITLES = {
    "report": "The report of `medlint check --format json`, version 1",
    "file": "One line of `medlint check --format jsonl`, version 1",
    "inspect": "What `medlint inspect --format json` writes, version 1",
    "medlint-toml": "The configuration of medlint, `medlint.toml`",
}


def build_schemas() -> dict[str, dict[str, Any]]:
    """All schemas by the name of their file."""
    types = {"report": Report, "file": File, "inspect": Inspection}
    schemas = {name: _of_output(type_) for name, type_ in types.items()}
    schemas["medlint-toml"] = _of_config()
    return {
        f"{name}.schema.json": {"$schema": DIALECT, "title": _TITLES[name], **schema}
        for name, schema in schemas.items()
    }


def _of_output(type_: type) -> dict[str, Any]:
    """A schema whose every key is there. Others may be added within a version, so it allows them."""
    top, parts = _components(type_)
    for part in parts.values():
        part["required"] = list(part["properties"])
        for field in part["properties"].values():
            field.pop("default", None)
    if "File" in parts:
        full = parts["File"]["properties"]["summary"]
        words = full.pop("description")
        parts["File"]["properties"]["summary"] = {
            "anyOf": [full, {"type": "object", "maxProperties": 0}], "description": words
        }  # fmt: skip
    return {**top, "$defs": parts}


def _of_config() -> dict[str, Any]:
    top, parts = _components(FileConfig)
    config, section, allow = (parts[name]["properties"] for name in ("FileConfig", "PerPath", "AllowEntry"))
    sizes = [{"type": "integer", "minimum": 1}, {"type": "string", "pattern": SIZE}]
    config["max-file-size"] = {"anyOf": sizes, "description": config["max-file-size"]["description"]}
    judged: dict[str, dict[str, Any]] = {"confidence": {"enum": list(CONFIDENCES)}}
    section["rules"]["additionalProperties"]["properties"] = {**judged, "severity": False}
    config["rules"]["additionalProperties"]["properties"] = {"severity": {"enum": list(SEVERITIES)}, **judged}
    section["paths"]["minItems"] = 1
    allow["reason"]["pattern"] = r"\S"
    for field in _fields(parts):
        if field.get("default", 0) is None:
            _forget_null(field)
    return {**top, "$defs": parts}


def _forget_null(field: dict[str, Any]) -> None:
    """None says that a file does not have the key: TOML has no null to write."""
    del field["default"]
    kinds = [kind for kind in field.pop("anyOf", []) if kind != {"type": "null"}]
    field.update(kinds[0] if len(kinds) == 1 else {"anyOf": kinds} if kinds else {})
    if isinstance(field.get("enum"), list):
        field["enum"] = [value for value in field["enum"] if value is not None]


def _components(type_: type) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """The schema of a type and of all that it is made of, each key with what it means."""
    (top,), parts = msgspec.json.schema_components([type_], schema_hook=_anything, ref_template="#/$defs/{name}")
    for name, part in parts.items():
        part["description"] = " ".join(part["description"].split("\n\n")[0].split())
        for key, field in part["properties"].items():
            field["description"] = words_for(name, key)
    return top, dict(sorted(parts.items()))


def _fields(parts: Mapping[str, dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for part in parts.values():
        yield from part["properties"].values()


def _anything(type_: type) -> dict[str, Any]:
    """`object` is any value; every other type has a schema of its own."""
    if type_ is object:
        return {"description": "Any value."}  # an empty schema would pass for none
    raise NotImplementedError(type_)


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the schemas, or check them; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="write nothing; fail if a schema is not as it would be")
    parser.add_argument("--folder", type=Path, default=FOLDER, help="where the schemas are (default: docs/schemas)")
    options = parser.parse_args(arguments)
    texts = {name: json.dumps(schema, indent=2, ensure_ascii=False) + "\n" for name, schema in build_schemas().items()}
    there = {path.name: path.read_text("utf-8") for path in options.folder.glob("*.json")}
    stale = sorted(name for name in texts.keys() | there.keys() if texts.get(name) != there.get(name))
    if options.check:
        for name in stale:
            print(f"{options.folder / name} is not as it would be made: run `make docs`")
        return 1 if stale else 0
    options.folder.mkdir(parents=True, exist_ok=True)
    for name in there.keys() - texts.keys():
        (options.folder / name).unlink()
    for name, text in texts.items():
        (options.folder / name).write_text(text, encoding="utf-8", newline="\n")
    print(f"{options.folder}: {len(texts)} schemas written")
    return 0


if __name__ == "__main__":
    sys.exit(main())
