"""Allowances: findings accepted on purpose, by comments, front matter or the configuration."""

from medlint.allow.allowances import Applied, apply
from medlint.allow.sources import Allow

__all__ = ["Allow", "Applied", "apply"]
