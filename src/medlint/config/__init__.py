"""Layered configuration: `medlint.toml` and `[tool.medlint]`, from the text's folder upwards, then the command line."""

from medlint.allow import Allow
from medlint.config.chain import resolve
from medlint.config.files import ConfigFiles
from medlint.config.names import check_names
from medlint.config.schema import parse_size
from medlint.config.values import Config, Overrides
from medlint.config.view import excluded_by, render_config
from medlint.paths import Origin

__all__ = [
    "Allow",
    "Config",
    "ConfigFiles",
    "Origin",
    "Overrides",
    "check_names",
    "excluded_by",
    "parse_size",
    "render_config",
    "resolve",
]
