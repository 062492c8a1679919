# Each target sets up what it needs in .venv first, from nothing but Python 3.11 or later and make.
SHELL := /bin/bash
.DELETE_ON_ERROR:
.PHONY: help setup demo test check check-lexicon score picture clean

# The first Python that is new enough; `make PYTHON=/path/to/python demo` names another.
PYTHON ?= $(shell for p in python3 python3.11 python3.12 python3.13 python3.14; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
# Where the reference articles and the learning material are; they are no part of the repository.
SHARED ?= ../shared
BIN := .venv/bin
READY := .venv/ready-to-run
READY_DEV := .venv/ready-to-develop
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --no-deps

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 16

setup: $(READY_DEV) ## everything that the other targets need, in .venv

$(READY): requirements.txt pyproject.toml
	@test -n "$(PYTHON)" || { echo "Isnad needs Python 3.11 or later; name it: make PYTHON=/path/to/python demo" >&2; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(PIP) -r requirements.txt
	$(PIP) --no-build-isolation --editable .
	touch $@

$(READY_DEV): $(READY) requirements-dev.txt
	$(PIP) -r requirements-dev.txt
	touch $@

demo: $(READY) ## the whole way with the sample articles; files go to out/
	$(BIN)/kg demo --output out

test: $(READY_DEV) ## all tests
	$(BIN)/python -m pytest

check: $(READY_DEV) ## style and types
	$(BIN)/ruff check
	$(BIN)/mypy

check-lexicon: $(READY_DEV) ## what an edit of a data file can break: verbs, groups, places, dates, queries
	$(BIN)/python -m pytest tests/kg/test_lexicon_files.py tests/kg/test_places_by_name.py tests/kg/test_dates_that_words_settle.py tests/queries

score: out/models/mentions.crfsuite out/models/arguments.crfsuite ## scores on the reference articles beside those of the last commit
	SHARED=$(SHARED) ISNAD_MODELS=out/models $(BIN)/python tests/score.py $(KEEP)

# Models that did not learn from the articles that are scored.
out/models/%.crfsuite: kg/train/%.py $(wildcard kg/*.py kg/data/* kg/train/*.py) | $(READY_DEV)
	@test -d $(SHARED) || { echo "$(SHARED): no reference articles here; name their folder: make SHARED=DIR score" >&2; exit 1; }
	mkdir -p $(@D)
	ISNAD_MODELS=$(@D) $(BIN)/python -m kg.train.$* --shared $(SHARED) --model $@

out/models/arguments.crfsuite: out/models/mentions.crfsuite

picture: $(READY) ## kg/samples/graph.svg, the picture in the README
	$(BIN)/kg extract kg/samples/01_houses_pulled_down.txt | $(BIN)/kg export -i - --format svg -o kg/samples/graph.svg

clean: ## remove what targets made, .venv included
	rm -rf .venv out build isnad.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
