"""Checks of the family `spun`."""
