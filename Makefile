# Two commands: `make run` starts a demonstration, `make test` runs everything that is tested.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

VENV := .venv
BIN := $(VENV)/bin
PYTHON ?= $(shell for one in python3 python3.13 python3.12 python3.11; do \
	$$one -c 'import sys; raise SystemExit(sys.version_info < (3, 11))' 2>/dev/null && echo $$one && break; done)
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
INSTALL_LOCKED := $(PIP) install --no-deps --require-hashes
INSTALL_KRING := $(PIP) install --no-deps --no-build-isolation --editable .
PIP_TOOLS := 7.6.2
COMPILE := pip-compile --quiet --generate-hashes --allow-unsafe --all-build-deps --strip-extras \
	--no-emit-index-url --no-emit-find-links --no-emit-trusted-host

.PHONY: help run test check suite bench lock messages browser clean

help: ## say what there is
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 16

run: $(VENV)/run.stamp ## start a demonstration on http://localhost:8000 (installs what it needs first)
	@exec $(BIN)/kring serve --migrate --demo

test: $(VENV)/test.stamp browser check suite ## every check and every test, on both databases and in a real browser

check: $(VENV)/test.stamp ## what needs no database: format, lint, types, imports, templates, documents
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/python -m pytest tests/check tests/domain

suite: $(VENV)/test.stamp
	$(BIN)/python -m pytest -n 2 --dist worksteal

bench: $(VENV)/test.stamp ## measure against the budgets (ARGS="--size S" for one team only)
	$(BIN)/python -m bench $(ARGS)

messages: $(VENV)/test.stamp ## extract the texts on screen into app/locale/kring.pot
	$(BIN)/python -m tests.check.messages

lock: ## make the two lock files anew (with Python 3.11)
	$(PYTHON) -m venv $(VENV)-lock
	$(VENV)-lock/bin/python -m pip --quiet install pip-tools==$(PIP_TOOLS)
	CUSTOM_COMPILE_COMMAND="make lock" $(VENV)-lock/bin/$(COMPILE) --output-file requirements.lock pyproject.toml
	CUSTOM_COMPILE_COMMAND="make lock" $(VENV)-lock/bin/$(COMPILE) --extra test -c requirements.lock \
		--output-file requirements-test.lock pyproject.toml
	rm -rf $(VENV)-lock

clean: ## take away the environment (the data folder stays)
	rm -rf $(VENV)

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Kring needs Python 3.11 or newer, and found none." >&2; exit 2; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/run.stamp: requirements.lock pyproject.toml | $(BIN)/python
	$(INSTALL_LOCKED) -r requirements.lock
	$(INSTALL_KRING)
	@touch $@

$(VENV)/test.stamp: requirements-test.lock requirements.lock pyproject.toml | $(BIN)/python
	$(INSTALL_LOCKED) -r requirements-test.lock
	$(INSTALL_KRING)
	@touch $(VENV)/run.stamp $@

browser:
	@if command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null; \
	then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		echo "Chromium is missing; installing it."; \
		apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends chromium >/dev/null; \
	else \
		echo "Chromium is missing and cannot be installed from here: install the package 'chromium'." >&2; exit 2; \
	fi
