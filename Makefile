# `make play` and `make test` do all the set-up they need; the second time there is none to do.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: play test check format torture bench walkthroughs picture wheel clean

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
	@$(BIN)/python -m benchmarks

walkthroughs: $(VENV)/ready-dev
	@$(BIN)/python -m tests.walkthroughs

picture: $(VENV)/ready-dev
	@$(BIN)/python -m tests.picture

wheel: $(VENV)/ready-dev
	@$(BIN)/python -m build --wheel

clean:
	rm -rf $(VENV) dist

$(VENV)/ready: pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable . 1>&2
	@touch $@

$(VENV)/ready-dev: pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]' 1>&2
	@touch $(VENV)/ready $@
