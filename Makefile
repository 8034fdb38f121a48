# Two commands are all a new machine needs (Python 3.11 or later, make): `make run` and `make test`.
.DEFAULT_GOAL := help
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PYTHONPATH := src

.PHONY: help run test lint types unit check build codebook coverage mutation bench clean

help: ## This list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

$(BIN)/.serving: requirements.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --requirement requirements.txt
	touch $@

$(BIN)/.testing: $(BIN)/.serving requirements-dev.txt
	$(BIN)/python -m pip install --quiet --requirement requirements-dev.txt
	touch $@

run: $(BIN)/.serving ## Make the environment and serve the app on http://localhost:8501
	$(BIN)/streamlit run app.py

test: $(BIN)/.testing lint types unit ## Everything that CI checks: ruff, mypy, records, pytest with browser tests

lint: $(BIN)/.testing
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(BIN)/.testing
	$(BIN)/mypy --strict src

unit: $(BIN)/.testing
	sh tests/browser/get_chromium.sh
	sh tests/browser/get_nginx.sh
	$(BIN)/python -m timeline check
	$(BIN)/python -m pytest -n 2 --dist loadfile

check: $(BIN)/.serving ## Check every record
	$(BIN)/python -m timeline check

build: $(BIN)/.serving ## Make the Parquet tables and the codebook from the records
	$(BIN)/python -m timeline build
	$(BIN)/python -m timeline codebook

coverage: $(BIN)/.testing ## Measure the lines and branches that tests reach; fails below 95 %
	$(BIN)/python -m pytest -n 2 --dist loadfile --ignore tests/browser --cov --cov-report=term

mutation: $(BIN)/.testing ## Test the tests of dates, filters and measures: docs/mutation.md (some minutes)
	rm -rf mutants
	$(BIN)/mutmut run
	$(BIN)/python -m tests.mutation

bench: $(BIN)/.testing ## Measure; prints a table with ratios against a minimal page
	$(BIN)/python -m benchmarks

clean: ## Remove the environment
	rm -rf $(VENV)
