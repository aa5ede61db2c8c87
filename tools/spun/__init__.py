"""Builders of the table of collocations (`plugins/medlint_spun/table.bin`): see `tools/build_spun.py`."""
