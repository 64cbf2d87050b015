# Two commands do everything on a fresh machine: `make demo` and `make test`.
# Python 3.11 to 3.13 is all that has to be there; Node comes from a Python package if it is missing.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
SERVE ?= 1
PORT ?= 8765
CASEBOOK ?= demo.db
BENCH ?= whole

.PHONY: help install frontend demo test lint format types tests bench lock clean

help:
	@echo "make demo    install, build, ingest the bundled corpus, print its leading claims and serve it"
	@echo "             (make demo SERVE=0 stops after the table)"
	@echo "make test    install, build, check style and types, run every test"
	@echo "make bench   print JSON lines of each benchmark, about an hour"
	@echo "             (make bench BENCH=quick takes some minutes, BENCH=long a day)"
	@echo "make lock    resolve the locked dependencies anew"

# --- environment ---------------------------------------------------------------------------

$(VENV)/.uv:
	@scripts/install-uv "$(PYTHON)" "$(VENV)"

# Python's byte code is written at once: the environment may tell Python not to keep it (containers do), and each
# start would then compile a thousand modules anew.
$(VENV)/.installed: requirements-dev.lock pyproject.toml hatch_build.py | $(VENV)/.uv
	@"$$(cat $(VENV)/.uv)" pip install --quiet --compile-bytecode --python $(BIN)/python --require-hashes -r requirements-dev.lock
	@STEMMA_SKIP_FRONTEND=1 "$$(cat $(VENV)/.uv)" pip install --quiet --python $(BIN)/python --no-deps -e .
	@$(BIN)/python -m compileall -q src
	@touch $@

install: $(VENV)/.installed

FRONTEND_SOURCES := $(shell find frontend -path frontend/node_modules -prune -o -type f -print 2>/dev/null)

src/stemma/web/_static/index.html: $(FRONTEND_SOURCES) | $(VENV)/.installed
	@$(BIN)/python scripts/build_frontend.py
	@touch $@

frontend: src/stemma/web/_static/index.html

# --- the main job --------------------------------------------------------------------------

demo: install frontend
ifeq ($(SERVE),0)
	@$(BIN)/stemma demo --casebook $(CASEBOOK)
else
	@$(BIN)/stemma demo --casebook $(CASEBOOK) --serve --open --port $(PORT)
endif

# --- checks --------------------------------------------------------------------------------

lint: install
	@$(BIN)/ruff format --check --quiet src tests benchmarks scripts hatch_build.py
	@$(BIN)/ruff check --quiet src tests benchmarks scripts hatch_build.py

types: install
	@$(BIN)/mypy
	@$(BIN)/mypy scripts benchmarks hatch_build.py

tests: install frontend
	@$(BIN)/pytest

test: lint types tests

format: install
	@$(BIN)/ruff format --quiet src tests benchmarks scripts hatch_build.py
	@$(BIN)/ruff check --quiet --fix src tests benchmarks scripts hatch_build.py

bench: install frontend
	@$(BIN)/python -m compileall -q src
	@$(BIN)/python scripts/bench.py $(BENCH)

# --- dependencies --------------------------------------------------------------------------

LOCK := pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header

lock: | $(VENV)/.uv
	@"$$(cat $(VENV)/.uv)" $(LOCK) pyproject.toml -o requirements.lock
	@"$$(cat $(VENV)/.uv)" $(LOCK) pyproject.toml --all-extras --group dev -o requirements-dev.lock

clean:
	rm -rf $(VENV) build dist frontend/node_modules src/stemma/web/_static
