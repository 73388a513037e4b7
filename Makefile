# Each target does its own set-up in .venv; only Python 3.11 or later is needed.
PYTHON ?= $(shell command -v python3.11 || command -v python3.12 || command -v python3.13 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
DEV := $(shell sed -n '/^dev = \[/,/^\]/s/^ *"\(.*\)",$$/"\1"/p' pyproject.toml)

.PHONY: demo test lint bench verdicts docs accept gallery clean

$(VENV)/.run: pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.run
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check $(DEV)
	@touch $@

demo: $(VENV)/.run  ## convert a sample to JSON-LD, with the findings, then check the sample
	$(BIN)/newsml convert samples/harbour-bridge/article.txt --to jsonld --pretty
	$(BIN)/newsml validate samples/harbour-bridge/article.txt

test: $(VENV)/.dev
	$(BIN)/python -m pytest -n auto -q

lint: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python scripts/generate.py --check

bench: $(VENV)/.dev
	$(BIN)/python benchmarks/bench.py
	$(BIN)/python benchmarks/g2.py
	$(BIN)/python benchmarks/jsonld.py
	$(BIN)/python benchmarks/feeds.py

verdicts: $(VENV)/.dev  ## our schema of NewsML-G2 against the official one, on 20,000 damaged documents
	$(BIN)/python -m tests.mutations --count 20000

docs: $(VENV)/.dev  ## write the generated pages, tables and schemas again
	$(BIN)/python scripts/generate.py

accept: $(VENV)/.dev  ## write the goldens again: then read the diff
	NEWSML_ACCEPT=1 $(BIN)/python -m pytest -q tests/test_samples.py

gallery: $(VENV)/.run  ## the samples as web pages, with contents, in build/gallery
	$(BIN)/python scripts/gallery.py

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache
