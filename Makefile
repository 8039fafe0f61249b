# Needs Python >= 3.11 with venv, make and a package index; bare `make` lists the verbs.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
BENCH := .bench-venv
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make requirements"
CREATED = $(shell date -u +%Y-%m-%dT%H:%M:%SZ)
REVISION = $(shell git rev-parse HEAD 2>/dev/null || echo unknown)
VERSION = $(shell sed -n 's/^__version__ = "\(.*\)"/\1/p' crosspost/__init__.py)

.DEFAULT_GOAL := help
.PHONY: help demo test check format feeds golden faults bench bench-scale requirements image clean

help:
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | awk -F '\t' '{ printf "make %-13s %s\n", $$1, $$2 }'

demo: $(VENV)/.installed  ## a sample blog and X on this machine; shows each post go out, then a table; ARGS="--port N"
	$(BIN)/crosspost demo --once $(ARGS)

test: $(VENV)/.equipped  ## all tests, branch coverage of what decides, lint; what .ci/run calls
	$(BIN)/python scripts/suite.py

check: $(VENV)/.equipped  ## the inner loop: lint and the tests of what decides
	$(BIN)/python scripts/suite.py --quick

format: $(VENV)/.equipped  ## put the code into the one form that lint accepts
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

feeds: $(VENV)/.installed  ## DIR=folder: what would be posted for each feed file or series in it
	$(BIN)/python scripts/feeds.py $(DIR)

golden: $(VENV)/.installed  ## the golden articles beside the posts made of them
	$(BIN)/python scripts/golden.py

faults: $(VENV)/.equipped  ## ARGS="--seed N --runs N": kill and restart the daemon under faults; count doubles and losses
	$(BIN)/python scripts/faults.py $(ARGS)

bench: $(BENCH)/.installed  ## polls, posts and starts measured beside the peer library; bench-hostile: the worst inputs
	$(BENCH)/bin/python benchmarks/run.py $(ARGS)

bench-scale: $(BENCH)/.installed  ## ten thousand feeds and a million known articles
	$(BENCH)/bin/python benchmarks/scale.py $(ARGS)

# CPU and memory of the worst bodies and pictures, beside their bounds.
.PHONY: bench-hostile
bench-hostile: $(VENV)/.installed
	$(BIN)/python benchmarks/bounds.py $(ARGS)

requirements: $(VENV)/.installed  ## pin the newest dependencies that pyproject.toml allows, with hashes
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	$(LOCK) --upgrade --extra postgres --output-file requirements.txt pyproject.toml
	$(LOCK) --upgrade --group build --output-file requirements-build.txt
	$(LOCK) --upgrade --group dev --output-file requirements-dev.txt \
		--constraints requirements.txt --constraints requirements-build.txt

image:  ## build the container image crosspost:VERSION; REHEARSE=1: and play it through what an operator meets
	docker build --tag crosspost:$(VERSION) --build-arg VERSION=$(VERSION) \
		--build-arg REVISION=$(REVISION) --build-arg CREATED=$(CREATED) .
	@test -z "$(REHEARSE)" || { $(MAKE) --no-print-directory $(VENV)/.equipped && \
		$(BIN)/python scripts/rehearsal.py crosspost:$(VERSION); }

clean:  ## remove what make and the tools left behind; never the state
	rm -rf $(VENV) .bench-venv dist htmlcov .coverage* .hypothesis .import_linter_cache \
		.mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/.installed: pyproject.toml requirements.txt requirements-build.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "crosspost needs Python 3.11 or newer; name one with: make PYTHON=python3.13")'
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear $(VENV)
	@echo "installing the pinned dependencies into $(VENV) ..."
	$(INSTALL) --require-hashes -r requirements-build.txt
	$(INSTALL) --require-hashes -r requirements.txt
	$(INSTALL) --no-build-isolation --editable .
	@touch $@

# The peer stands in a place of its own: nothing that it needs reaches the program.
$(BENCH)/.installed: pyproject.toml requirements.txt requirements-build.txt
	@$(BENCH)/bin/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear $(BENCH)
	@echo "installing crosspost and its peer, reader, into $(BENCH) ..."
	$(BENCH)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps \
		--require-hashes -r requirements-build.txt -r requirements.txt
	$(BENCH)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps \
		--no-build-isolation --editable .
	$(BENCH)/bin/python -m pip install --quiet --disable-pip-version-check 'reader==3.*' sgmllib3k
	@touch $@

$(VENV)/.equipped: $(VENV)/.installed requirements-dev.txt
	@echo "installing the pinned development tools into $(VENV) ..."
	$(INSTALL) --require-hashes -r requirements-dev.txt
	@touch $@
