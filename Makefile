# Each target sets up what it needs in .venv first, from nothing but Python 3.11 or later and make.
SHELL := /bin/bash
.DELETE_ON_ERROR:
.PHONY: help setup demo page explore test check check-lexicon score models picture ontology docs neo4j clean

# The first Python that is new enough; `make PYTHON=/path/to/python demo` names another.
PYTHON ?= $(shell for p in python3 python3.11 python3.12 python3.13 python3.14; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
# Where the reference articles and the learning material are; they are no part of the repository.
SHARED ?= ../shared
BIN := .venv/bin
READY := .venv/ready-to-run
READY_DEV := .venv/ready-to-develop
PAGE := kg/explorer/page/index.html
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

page: $(PAGE) ## the explorer's page, from explorer/ (needs the npm registry the first time)

$(PAGE): $(READY) explorer/package-lock.json explorer/build.sh $(wildcard explorer/*.html explorer/*.ts explorer/src/* explorer/src/*/*)
	explorer/build.sh $(CURDIR)/$(BIN)/python
	touch $@

explore: $(READY) $(PAGE) ## the explorer on the sample articles, in a store that is thrown away afterwards
	$(BIN)/kg explore --samples

# Where the page cannot be built (no network), its tests are skipped and say so; where CI is set, they fail.
test: $(READY_DEV) ## all tests
	$(MAKE) --no-print-directory page || test -z "$$CI"
	$(BIN)/python -m pytest

check: $(READY_DEV) ## style and types
	$(BIN)/ruff check
	$(BIN)/mypy

check-lexicon: $(READY_DEV) ## what an edit of a data file can break: verbs, groups, places, dates, queries
	$(BIN)/python -m pytest tests/kg/test_lexicon_files.py tests/kg/test_places_by_name.py tests/kg/test_dates_that_words_settle.py tests/queries

score: models ## scores on the reference articles beside those of the last commit
	SHARED=$(SHARED) ISNAD_MODELS=out/models $(BIN)/python tests/score.py $(KEEP)

models: $(addprefix out/models/,mentions.crfsuite attack.crfsuite arguments.crfsuite coreference.crfsuite) ## models that did not learn from the articles that are scored

# What the features of names are read from: a minute of learning, so no more than that (a test compares it with what is imported).
MENTIONS := $(addprefix kg/,chain.py correction.py encoder.py errors.py fold.py gazetteer.py graph.py imports.py kind.py language.py lemma.py lexicon.py mention.py names.py naming.py parser.py phrase.py \
	segment.py series.py syntax.py weights.py world.py train/annotated.jsonl train/material.py train/mentions.py) $(wildcard kg/models/syntax/* kg/models/syntax/*/*) \
	kg/models/segmenter.crfsuite $(addprefix kg/data/,cues.toml family_names.tsv forms.txt gazetteer.tsv given_names.tsv groups.toml \
	isnad.almor.db news.toml places.toml places_corpus.tsv whole.txt world.tsv)

out/models/mentions.crfsuite: $(MENTIONS)
# The others are learned in seconds, each from what is read with those before it.
out/models/attack.crfsuite: $(wildcard kg/*.py kg/data/* kg/train/*.py) out/models/mentions.crfsuite
out/models/arguments.crfsuite: out/models/attack.crfsuite
out/models/coreference.crfsuite: out/models/arguments.crfsuite

out/models/%.crfsuite: | $(READY_DEV)
	@test -d $(SHARED) || { echo "$(SHARED): no reference articles here; name their folder: make SHARED=DIR score" >&2; exit 1; }
	mkdir -p $(@D)
	ISNAD_MODELS=$(@D) $(BIN)/python -m kg.train.$* --shared $(SHARED) --model $@

picture: $(READY_DEV) $(PAGE) ## the pictures in the README: kg/samples/graph.svg, and docs/explorer.png (needs Chromium)
	$(BIN)/kg extract kg/samples/01_houses_pulled_down.txt | $(BIN)/kg export -i - --format svg -o kg/samples/graph.svg
	$(BIN)/python -m tests.explorer.picture

ontology: $(READY) ## the terms as a page to read, in Arabic and English, and all SHACL shapes: out/ontology.html, out/shapes.ttl
	mkdir -p out
	$(BIN)/kg ontology --html out/ontology.html --shapes out/shapes.ttl

docs: $(READY) ## the page on the questions, with their answers on the samples
	$(BIN)/python -m queries.manual > docs/queries.md

neo4j: $(READY) ## a Neo4j server on this machine, for those who have Java and Maven; data in out/neo4j, Ctrl-C ends it
	$(BIN)/python -m loaders.neo4j

clean: ## remove what targets made, .venv included
	rm -rf .venv out build kg/explorer/page explorer/node_modules isnad.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
