"""Weights that were learned from labelled sentences, as tables a person can read; docs/labels says from which."""
