# `make run` and `make test` are all that a fresh checkout needs: Python >= 3.11 and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
SOURCES := src plugins tests tools benchmarks

.PHONY: run test lint types imports docs-check tests coverage fuzz bench docs screenshot lock clean

run: $(VENV)/.installed
	$(BIN)/medlint check --fail-on never tests/articles/draft.md

test: lint types imports docs-check self-check tests

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check $(SOURCES)
	$(BIN)/ruff format --check $(SOURCES)

types: $(VENV)/.installed-dev
	$(BIN)/mypy
	$(BIN)/mypy tools

imports: $(VENV)/.installed-dev
	$(BIN)/lint-imports

docs-check: $(VENV)/.installed-dev
	$(BIN)/python tools/make_rule_pages.py --check
	$(BIN)/python tools/link_tables.py --check
	$(BIN)/python tools/make_schemas.py --check

# Our own documents keep our own rules; medlint.toml says what is accepted there, and why.
self-check: $(VENV)/.installed-dev
	$(BIN)/medlint check --fail-on warning --quiet README.md CONTRIBUTING.md CHANGELOG.md docs

tests: $(VENV)/.installed-dev
	$(BIN)/python -m pytest -q -n 2 --dist loadgroup

# Not a part of `make test`: tracing makes the tests four times as slow.
coverage: $(VENV)/.installed-dev
	$(BIN)/python -m pytest -q -n 2 --dist loadgroup --timeout 900 --cov --cov-report=term

# Odd texts at all rules, for FUZZ_SECONDS; what breaks a law is made small and kept in build/fuzz. See tools/fuzz.py.
FUZZ_SECONDS ?= 600
FUZZ_SEED ?= 0
FUZZ_JOBS ?= 2
fuzz: $(VENV)/.installed-dev
	$(BIN)/python tools/fuzz.py --seconds $(FUZZ_SECONDS) --seed $(FUZZ_SEED) --jobs $(FUZZ_JOBS) --crashes build/fuzz

# Times, memory and growth, told and not judged: a busy machine is no fault. Alone on the machine, some ten minutes.
bench: $(VENV)/.installed-dev
	mkdir -p build
	$(BIN)/python -m pytest benchmarks -q -p no:xdist --benchmark-json build/bench.json

docs: $(VENV)/.installed-dev
	$(BIN)/python tools/make_rule_pages.py
	$(BIN)/python tools/link_tables.py
	$(BIN)/python tools/make_schemas.py

screenshot: $(VENV)/.installed-dev
	$(BIN)/python tools/make_screenshot.py tests/articles/draft.md docs/screenshot.svg

# Pinned with hashes and without any address: the index is the reader's own.
lock: $(VENV)/.installed-dev
	$(BIN)/pip-compile --quiet --no-header --extra dev --output-file requirements-dev.txt pyproject.toml

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "medlint needs Python 3.11 or later: make PYTHON=...")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml | $(BIN)/python
	$(PIP) install --editable .
	@touch $@

$(VENV)/.installed-dev: pyproject.toml requirements-dev.txt | $(BIN)/python
	$(PIP) install --require-hashes --requirement requirements-dev.txt
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $(VENV)/.installed $@

clean:
	rm -rf $(VENV) dist build .coverage* .mypy_cache .ruff_cache .hypothesis .import_linter_cache
