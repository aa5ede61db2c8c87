"""Checks of the family `claims`."""
