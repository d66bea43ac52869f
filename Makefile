# `make demo` and `make test` work in a fresh clone with nothing but Python 3.11 or later:
# whatever they need is installed into .venv first, exactly as constraints.txt says.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
UV_VERSION := 0.13.8

# In parallel; the guard has the run fail when a command, button or form was never tried.
PYTEST := pytest --numprocesses=auto --maxprocesses=4 --guard-doors

.PHONY: help demo run test check format screenshots lock clean

help:
	@echo "make demo    try the bot out in a local page, without Discord"
	@echo "make run     run the bot (see config.example.toml)"
	@echo "make test    run all tests"
	@echo "make check   format, lint, types, and the tests with coverage: what CI runs"
	@echo "make format  put the code into its usual form"
	@echo "make screenshots  take the pictures in docs/images anew; needs chromium"
	@echo "make lock    choose newer versions for constraints.txt"
	@echo "make clean   remove .venv and what tools leave behind"

demo: $(STAMP)
	$(BIN)/whetstone demo

run: $(STAMP)
	$(BIN)/whetstone run

test: $(STAMP)
	$(BIN)/python -m $(PYTEST)

check: $(STAMP)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/basedpyright
	$(BIN)/coverage erase
	$(BIN)/coverage run -m $(PYTEST)
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report
	$(BIN)/coverage report --include='bot/domain/*,storage/*' --fail-under=100

format: $(STAMP)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

screenshots: $(STAMP)
	$(BIN)/python -m pip install --disable-pip-version-check --quiet --require-hashes -r constraints-shots.txt
	$(BIN)/python docs/screenshots.py $(PICTURES)

# Done once, and again when the locked versions change.
$(STAMP): constraints.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Whetstone needs Python 3.11 or later; name one with: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@echo "Setting up $(VENV), once; this takes a minute."
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --disable-pip-version-check --quiet --require-hashes -r constraints.txt
	@$(BIN)/python -m pip install --disable-pip-version-check --quiet --no-deps --no-build-isolation -e .
	@touch $@

# For every system and Python version at once; the file names no index.
LOCK := --universal --python-version 3.11 --generate-hashes --upgrade \
	--no-header --no-emit-index-url --no-emit-find-links --quiet

lock:
	test -x .venv-lock/bin/uv || $(PYTHON) -m venv .venv-lock
	.venv-lock/bin/python -m pip install --disable-pip-version-check --quiet uv==$(UV_VERSION)
	.venv-lock/bin/uv pip compile pyproject.toml --group build --extra demo --extra test $(LOCK) \
		--output-file constraints.txt
	.venv-lock/bin/uv pip compile --group shots --constraint constraints.txt $(LOCK) \
		--output-file constraints-shots.txt

clean:
	rm -rf $(VENV) .venv-lock build *.egg-info .pytest_cache .ruff_cache .hypothesis .coverage .coverage.*
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
