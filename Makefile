# Everything a fresh machine needs is Python 3.11+, pip and make.
PYTHON ?= python3
VENV ?= .venv
# Whose week 'make demo' plays: make demo PRACTICE=dental
PRACTICE ?= physical-therapy
# What is counted takes twice as long, so CI counts: make test COVERAGE="--cov --cov-report=term"
COVERAGE ?=
BIN := $(VENV)/bin
export PIP_CONSTRAINT := $(CURDIR)/constraints.txt
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: test demo lint types floors places check-rules benchmark clean

test: lint types floors
	$(BIN)/python -m pytest -n auto -m "not exhaustive" $(COVERAGE)
	$(BIN)/python -m pytest -n auto -m exhaustive

lint: $(VENV)/.ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.ready
	$(BIN)/mypy engine/frontdesk plugins tests benchmarks

floors: $(VENV)/.ready
	$(BIN)/lint-imports

demo: $(VENV)/.ready
	@$(BIN)/frontdesk demo --practice $(PRACTICE)

places: $(VENV)/.ready
	PYTHONPATH=tests $(BIN)/python -m places

benchmark: $(VENV)/.ready
	$(BIN)/python -m benchmarks

$(VENV)/.ready: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	@touch $@

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .coverage dist
