# Everything a reader or contributor needs, from a fresh clone. `make` alone lists the targets.
.DEFAULT_GOAL := help
.PHONY: help run test check data bench clean lock vendor hashes styles

VENV := .venv
BIN := $(VENV)/bin
HOST ?= 127.0.0.1
PORT ?= 8050
RAW ?= ../shared/raw
CODE := app.py cli.py ingest metrics data figures layouts publish
# Arguments for pytest, for example: make test ARGS="-k homicide"
ARGS ?=
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
AS_ROOT := $(shell [ "$$(id -u)" = 0 ] && echo env || echo sudo -n)
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet --no-input
COMPILE = $(BIN)/uv pip compile --quiet --no-config --universal --python-version 3.11 \
	--fork-strategy fewest --generate-hashes --no-annotate --no-emit-index-url \
	--no-emit-find-links --extra build --custom-compile-command "make lock" pyproject.toml

help: ## list what make can do
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(VENV)/run.stamp ## install what is needed, serve the dashboard on http://127.0.0.1:8050
	$(BIN)/knife-crime serve --host $(HOST) --port $(PORT)

test: $(VENV)/dev.stamp ## install the development tools and Chromium, run every test
	@$(BIN)/python -m tests.tools.chromium
	$(BIN)/python -m pytest -q -n 2 --dist loadgroup $(ARGS)

check: $(VENV)/dev.stamp ## formatting, lint, types, layers, documentation
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy $(wildcard $(CODE))
	$(BIN)/python -m pytest -q tests/test_architecture.py tests/test_docs.py

data: $(VENV)/run.stamp ## rebuild the embedded tables from the publishers' files (RAW=folder)
	@[ -d "$(RAW)" ] || { echo "No publishers' files in $(RAW)." \
		"Fetch them with '$(BIN)/knife-crime ingest fetch', or name a folder: make data RAW=folder." >&2; \
		exit 1; }
	$(BIN)/knife-crime ingest build --from-scratch --sweep --raw $(RAW)

bench: $(VENV)/dev.stamp ## run every measurement in benchmarks/
	@failed=""; for script in $(wildcard benchmarks/*.py); do \
		echo "== $$script"; $(BIN)/python $$script || failed="$$failed $$script"; done; \
	[ -z "$$failed" ] || { echo "Beyond a limit:$$failed" >&2; exit 1; }

clean: ## remove the environment, caches and exports; never the tables
	rm -rf $(VENV) build dist exports site packs *.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

lock: $(VENV)/dev.stamp ## renew both lock files from pyproject.toml (LOCKFLAGS=--upgrade for newer versions)
	$(COMPILE) $(LOCKFLAGS) --output-file requirements.lock
	$(COMPILE) $(LOCKFLAGS) --extra dev --constraint requirements.lock --output-file requirements-dev.lock
	@if grep -n '://' requirements.lock requirements-dev.lock; then \
		echo "A lock file carries an address." >&2; exit 1; fi

styles: $(VENV)/dev.stamp ## renew the style sheets of charts from figures/theme.py
	$(BIN)/python -m tests.tools.renew_styles

vendor: $(VENV)/dev.stamp ## renew the vendored scripts and typeface (needs npm)
	$(BIN)/python -m tests.tools.renew_vendor

hashes: $(VENV)/dev.stamp ## renew the hashes of Dash's styles in the security policy (needs Chromium)
	$(BIN)/python -m tests.tools.renew_style_hashes

$(BIN)/python:
	@$(or $(PYTHON),false) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
		|| { echo "Python 3.11 or newer is needed; $(or $(PYTHON),python3) here is" \
		"$$($(or $(PYTHON),python3) --version 2>/dev/null || echo missing)." \
		"Install a newer one and name it: make run PYTHON=/path/to/python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null \
		|| { command -v apt-get >/dev/null && $(AS_ROOT) apt-get update -qq \
			&& $(AS_ROOT) apt-get install -y -qq python3-venv >/dev/null \
			&& $(PYTHON) -c 'import ensurepip, venv'; } 2>/dev/null \
		|| { echo "$(PYTHON) has no venv module. On Debian or Ubuntu:" \
			"sudo apt-get install python3-venv; then run make again." >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/run.stamp: requirements.lock pyproject.toml | $(BIN)/python
	$(PIP) install --require-hashes -r requirements.lock
	$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/dev.stamp: requirements-dev.lock $(VENV)/run.stamp
	$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@
