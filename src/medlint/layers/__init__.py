"""Layers: prose into meaning, lazily, once per document."""
