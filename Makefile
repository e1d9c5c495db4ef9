# Two commands do everything: `make demo` and `make test`. Both work in .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
ARGS ?=

.PHONY: demo test lint bench model ship format services clean

demo: $(VENV)/.installed
	$(BIN)/ieum demo $(ARGS)

test: $(VENV)/.installed-dev services lint
	$(BIN)/pytest $(ARGS)

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# Trains the encoder (an hour and more on two cores, an accelerator is used); goes on where it was stopped.
OCCUPATIONS ?= ../shared/data/occupations
TRAINED ?= build/ieum-e5-ko
model: $(VENV)/.installed-stock
	$(BIN)/ieum train --occupations $(OCCUPATIONS) --written --out $(TRAINED) $(ARGS)

# Puts the trained encoder into the package, in the place of the one that is there.
ship: $(VENV)/.installed
	$(BIN)/python -m embeddings.bundled.shipping $(TRAINED)

format: $(VENV)/.installed-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/.installed-stock
	$(BIN)/ieum bench index
	$(BIN)/ieum bench encoder

# What the tests need beside Python: a browser, a Korean font, PostgreSQL. SKIP=browser,postgres leaves them out.
services:
	@SKIP="$(SKIP)" sh tests/services.sh

$(VENV)/bin/pip:
	@$(PYTHON) -c 'import sys; sys.exit("Ieum needs Python 3.11 or newer, found %d.%d" % sys.version_info[:2] if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: $(VENV)/bin/pip pyproject.toml
	$(BIN)/pip install --quiet --disable-pip-version-check -e .
	@touch $@

# With the stock model, which training starts from and benchmarks compare with.
$(VENV)/.installed-stock: $(VENV)/.installed pyproject.toml
	$(BIN)/pip install --quiet --disable-pip-version-check -e '.[stock]'
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed pyproject.toml
	$(BIN)/pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $@

clean:
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
