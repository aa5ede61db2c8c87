"""Checks of the family `structure`."""
