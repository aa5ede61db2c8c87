"""Broken on purpose: cannot be imported."""

raise ImportError("a library that is not there")
