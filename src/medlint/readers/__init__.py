"""Readers: sources into prose with an exact way back."""
