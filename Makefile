# `make play` and `make test` do all the set-up they need; the second time there is none to do.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
LOCK := tests/requirements.lock

.PHONY: play test check format torture bench walkthroughs picture wheel matrix lock clean

play: $(VENV)/ready
	@$(BIN)/samarra play

test: $(VENV)/ready-dev
	@$(BIN)/python -m pytest -n auto

check: $(VENV)/ready-dev
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python -m pytest -n auto

format: $(VENV)/ready-dev
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

torture: $(VENV)/ready-dev
	@$(BIN)/python -m tests.torture

bench: $(VENV)/ready-dev
	@$(BIN)/python -m benchmarks $(ARGS)

walkthroughs: $(VENV)/ready-dev
	@$(BIN)/python -m tests.walkthroughs

picture: $(VENV)/ready-dev
	@$(BIN)/python -m tests.picture

wheel: $(VENV)/ready-dev
	@$(BIN)/python -m build --no-isolation --wheel

matrix: $(VENV)/ready-dev
	@$(BIN)/python -m tests.matrix

lock:
	@$(PYTHON) -m venv $(VENV)-lock
	@$(VENV)-lock/bin/python -m pip install --quiet --disable-pip-version-check uv
	@$(VENV)-lock/bin/uv pip compile --quiet --upgrade --universal --generate-hashes --no-annotate --extra dev \
		--custom-compile-command "make lock" --python-version 3.11 --output-file $(LOCK) pyproject.toml

clean:
	rm -rf $(VENV) $(VENV)-* dist

$(VENV)/ready: pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(PIP) --editable . 1>&2
	@touch $@

# Installed from the lock alone: no version is chosen here, and nothing is fetched without its hash.
$(VENV)/ready-dev: pyproject.toml $(LOCK)
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(PIP) --require-hashes --requirement $(LOCK) 1>&2
	@$(PIP) --no-deps --no-build-isolation --editable . 1>&2
	@touch $(VENV)/ready $@
