"""Layered configuration: `medlint.toml` and `[tool.medlint]`, from the text's folder upwards, then the command line."""

from medlint.allow import Allow
from medlint.config.chain import is_shared, resolve
from medlint.config.files import BASELINE, ConfigFiles
from medlint.config.names import check_names
from medlint.config.schema import parse_size
from medlint.config.values import Config, Overrides
from medlint.config.view import excluded_by, render_config
from medlint.paths import Origin

__all__ = [
    "BASELINE",
    "Allow",
    "Config",
    "ConfigFiles",
    "Origin",
    "Overrides",
    "check_names",
    "excluded_by",
    "is_shared",
    "parse_size",
    "render_config",
    "resolve",
]
