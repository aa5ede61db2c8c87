# `make run` and `make test` are all that a fresh checkout needs: Python >= 3.11 and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SOURCES := src plugins tests tools

.PHONY: run test lint types imports tests docs lock clean

run: $(VENV)/.installed
	$(BIN)/medlint check --fail-on never tests/articles/draft.md

test: $(VENV)/.installed-dev lint types imports docs-check tests

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check $(SOURCES)
	$(BIN)/ruff format --check $(SOURCES)

types: $(VENV)/.installed-dev
	$(BIN)/mypy

imports: $(VENV)/.installed-dev
	$(BIN)/lint-imports

tests: $(VENV)/.installed-dev
	$(BIN)/python -m pytest -n 2 --cov --cov-report=term

.PHONY: docs-check
docs-check: $(VENV)/.installed-dev
	$(BIN)/python tools/make_rule_pages.py --check

docs: $(VENV)/.installed-dev
	$(BIN)/python tools/make_rule_pages.py

# Pinned with hashes and without any address: the index is the reader's own.
lock: $(VENV)/.installed-dev
	$(BIN)/pip-compile --quiet --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --strip-extras --allow-unsafe \
		--extra dev --output-file requirements-dev.txt pyproject.toml

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	touch $@

$(VENV)/.installed-dev: pyproject.toml requirements-dev.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@ $(VENV)/.installed

clean:
	rm -rf $(VENV) dist build .coverage* .mypy_cache .ruff_cache
