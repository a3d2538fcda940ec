# Thin: one line each. Everything is installed into .venv, nothing outside the folder.
PYTHON ?= python3
BIN = .venv/bin
KEYWORDS = -k _ -k N_ -k ngettext:1,2 -k pgettext:1c,2 -k DomainError -k NotAllowed -k NotFound -k RuleBroken -k BadInput:2

.PHONY: run demo test check format translations

run: .venv/runtime
	$(BIN)/python -m dashboard run

demo: .venv/runtime
	$(BIN)/python -m dashboard demo

test: check
	$(BIN)/python -m pytest -n 2 --dist worksteal

check: .venv/development
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -q tests/test_translations.py tests/test_architecture.py

format: .venv/development
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

translations: .venv/development
	$(BIN)/pybabel -q extract $(KEYWORDS) --no-location --sort-output --omit-header -o build/messages.pot dashboard pages
	$(BIN)/pybabel -q update -i build/messages.pot -d dashboard/locale -l zh_CN --no-fuzzy-matching --ignore-obsolete --omit-header

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/runtime: .venv/bin/python requirements.txt
	$(BIN)/python -m pip install -q --disable-pip-version-check -r requirements.txt
	touch $@

.venv/development: .venv/bin/python requirements.txt requirements-dev.txt
	$(BIN)/python -m pip install -q --disable-pip-version-check -r requirements-dev.txt
	touch $@ .venv/runtime
