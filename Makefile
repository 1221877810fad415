# Everything this project needs is installed inside the clone: .venv and node_modules.

PYTHON ?= python3
BIN := .venv/bin
UV := $(BIN)/uv --quiet
WORKERS := 3
# What is checked, where it is not all.
CODE :=
TEMPLATES = $(or $(filter-out %.py,$(filter src/%,$(CODE))),src)
# Of all tests, those of the whole program are left out where they passed on it before.
LEAVING_OUT = $(if $(TESTS),,UNHIDDEN_LEAVES_OUT_PROVED=1)
# The tests of the field's scripts.
SCRIPTS := src/unhidden/field/tests/js
# Compiled once here, not at every start.
PIP_OPTIONS := --python $(BIN)/python --compile-bytecode
NPM_CI := npm ci --ignore-scripts --no-audit --no-fund --silent

# Many processes are started: each reads what the first one compiled.
unexport PYTHONDONTWRITEBYTECODE
# The front-end packages are installed by the Node of a Python wheel.
export PATH := $(CURDIR)/$(BIN):$(PATH)

# What is printed is what runs.
step = @printf '\n── %s\n' '$(1)' && $(1)

.PHONY: help install run test check pytest prove fix audit bench bench-peers wheel again

help:  ## Say what there is to make
	@sed -n 's/^\([a-z-]*\):.*  ## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 16

install: .venv/run.stamp node_modules/.package-lock.json  ## Set up .venv, node_modules, static files and texts
	@$(BIN)/unhidden assets

run: .venv/run.stamp node_modules/.package-lock.json  ## Serve both sites and the worker; Ctrl-C stops them
	@$(BIN)/unhidden run $(ARGS)

# The checks take one core, so they run beside the tests.
test: .venv/dev.stamp node_modules/.dev.stamp  ## Run every check and test; MODULE=visits its own, AFFECTED=1 of what was changed
ifeq ($(MODULE)$(AFFECTED),)
	@$(MAKE) --jobs=2 --output-sync=target check pytest
else
	@MAKEFLAGS= $(BIN)/python -m tests.support.part $(MODULE)
endif

check: .venv/dev.stamp node_modules/.dev.stamp
	$(call step,ruff check $(CODE))
	$(call step,ruff format --check $(CODE))
	$(call step,mypy $(CODE))
	$(call step,lint-imports)
	$(call step,djlint --lint --quiet $(TEMPLATES))
	$(call step,djlint --check --quiet $(TEMPLATES))
	$(call step,node_modules/.bin/tsc)

pytest: .venv/dev.stamp node_modules/.dev.stamp
	$(call step,unhidden assets)
	$(call step,node --import ./$(SCRIPTS)/hooks.mjs --test --test-reporter=dot "$(SCRIPTS)/*.test.mjs")
	$(call step,$(LEAVING_OUT) pytest -n $(WORKERS) --dist loadgroup $(TESTS))

prove: .venv/dev.stamp node_modules/.dev.stamp  ## Prove what takes long; PART=mutants for one part
	@$(BIN)/python -m tests.prove $(PART)

fix: .venv/dev.stamp  ## Put right what the tools can put right
	ruff check --fix
	ruff format
	-djlint --reformat --quiet src

audit: .venv/dev.stamp node_modules/.dev.stamp  ## Ask whether a package has a known weakness
	pip-audit --strict --disable-pip --require-hashes --requirement requirements/dev.txt
	npm audit

bench: .venv/run.stamp node_modules/.package-lock.json  ## Measure; NAMES="pages import" and ARGS=--quick choose
	@$(BIN)/unhidden bench $(NAMES) $(ARGS)

bench-peers: .venv/run.stamp node_modules/.package-lock.json .venv/nomenklatura/run.stamp  ## Measure linkage, nomenklatura beside it
	@UNHIDDEN_NOMENKLATURA=.venv/nomenklatura/bin/python $(BIN)/unhidden bench linkage $(ARGS)

wheel: .venv/run.stamp node_modules/.package-lock.json  ## Build a wheel that works outside the clone, into dist/
	@$(BIN)/hatchling build --target wheel --directory dist

# A .venv without a Python that runs is made anew: half-made, or its Python was upgraded.
ifneq ($(shell $(BIN)/python -c 'print("runs")' 2>/dev/null),runs)
$(BIN)/uv: again
endif
$(BIN)/uv: requirements/uv.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Unhidden needs Python 3.11 or newer, and $(PYTHON) is older or missing:" \
	    "name another, as in: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@echo "Installing the Python packages into .venv…"
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear .venv || { \
	  echo "Python's venv is incomplete; on Debian: apt-get install python3-venv"; exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check \
	  --require-hashes --requirement requirements/uv.txt
	@touch $@

# The packages for serving, which those for testing contain.
.venv/run.stamp: requirements/run.txt pyproject.toml $(BIN)/uv
	@if [ ! .venv/dev.stamp -nt requirements/run.txt ]; then \
	  $(UV) pip sync $(PIP_OPTIONS) --require-hashes requirements/run.txt; fi
	@$(UV) pip install $(PIP_OPTIONS) --no-deps --no-build-isolation --offline --editable .
	@touch $@

.venv/dev.stamp: requirements/dev.txt requirements/run.txt pyproject.toml $(BIN)/uv
	@$(UV) pip sync $(PIP_OPTIONS) --require-hashes requirements/dev.txt
	@$(UV) pip install $(PIP_OPTIONS) --no-deps --no-build-isolation --offline --editable .
	@touch $@ .venv/run.stamp

# Of a peer whose packages are other versions of ours, in a Python of its own.
.venv/nomenklatura/run.stamp: requirements/nomenklatura.txt $(BIN)/uv
	@echo "Installing nomenklatura into .venv/nomenklatura…"
	@$(UV) venv --clear .venv/nomenklatura
	@$(UV) pip install --python .venv/nomenklatura/bin/python --compile-bytecode \
	  --require-hashes --requirement requirements/nomenklatura.txt
	@touch $@

# Those for serving, which those for testing contain: these bring a browser.
node_modules/.package-lock.json: package-lock.json | .venv/run.stamp
	@if [ ! node_modules/.dev.stamp -nt package-lock.json ]; then \
	  echo "Installing the front-end packages into node_modules…"; \
	  $(NPM_CI) --omit=dev; fi
	@touch $@

node_modules/.dev.stamp: package-lock.json | .venv/dev.stamp
	@echo "Installing the front-end packages and a browser into node_modules…"
	@$(NPM_CI) --include=dev
	@touch node_modules/.package-lock.json $@
