"""Checks of the family `sourcing`."""
