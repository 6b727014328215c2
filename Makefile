# Every command that a person needs is one word here; `make` alone prints them all.
# Only Python 3.11+, make and the package registries are needed; nothing here calls apt but `peers`.

PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
GROUP ?= ed25519
JOBS ?= 2
PORT ?= 8000
SERVE ?= 1
SEED ?= 1
UPGRADE ?=
VENV := .venv
BIN := $(VENV)/bin
UV := .tools/bin/uv
READY := $(VENV)/.ready
BENCHMARKS := $(filter-out benchmarks/__init__.py,$(wildcard benchmarks/*.py))
COMPILE := $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-annotate --no-header --no-emit-index-url --no-emit-find-links $(UPGRADE)

# The native kernel is built where there is a cargo; everything works without it, only slower.
CARGO := $(shell command -v cargo 2>/dev/null)
KERNEL := $(wildcard native/*.toml native/Cargo.lock native/src/*.rs)
INSTALL_KERNEL = PATH="$(CURDIR)/$(BIN):$$PATH" $(UV) pip install --quiet --python $(BIN)/python --no-deps \
	--no-build-isolation --reinstall ./native
NO_KERNEL = echo "no native kernel ($(if $(CARGO),it does not build here,no cargo)): the reference arithmetic is used"

export UV_PYTHON_DOWNLOADS := never
# A folder for what a run leaves behind. The site knows no such setting, and would not start with it.
unexport DAUYS_ARTIFACTS
# Compiled once, and not beside the sources: a start of the site takes a third of the time.
unexport PYTHONDONTWRITEBYTECODE
export PYTHONPYCACHEPREFIX := $(CURDIR)/.tools/pycache

.DEFAULT_GOAL := help
.PHONY: help setup demo test check vectors fuzz mutants format docs words bench peers lock ci clean
.SILENT:

help: ## print these words
	echo "make WORD:"
	awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST) \
		$(if $(BENCHMARKS),,| grep -v '^  bench ')

setup: $(READY) ## set up everything that the other words need, in .tools and .venv

demo: $(READY) ## run a whole referendum on the sample, into demo/, and open its site (GROUP= PORT= SERVE=0)
	rm -rf demo
	$(BIN)/dauys demo --group $(GROUP) --folder demo
	$(if $(CI)$(filter 0,$(SERVE)),,$(BIN)/dauys serve --sample --folder demo --port $(PORT))

test: $(READY) ## run all tests; the end says what was skipped and why
	ARTIFACTS="$(DAUYS_ARTIFACTS)" $(BIN)/pytest -n $(JOBS) --maxschedchunk 200

check: $(READY) ## check the form: ruff, mypy, and the house rules of tests/house
	$(BIN)/ruff check
	$(BIN)/ruff format --check --quiet
	$(BIN)/mypy
	$(BIN)/pytest tests/house

format: $(READY) ## put the code into its form
	$(BIN)/ruff check --fix --quiet
	$(BIN)/ruff format --quiet

docs: $(READY) ## write docs/errors.md, commands.md and attacks.md from code, words and tests
	$(BIN)/python tools/docs.py

fuzz: $(READY) ## mutants of voting records beside belenios-tool, then the parsers (docs/fuzzing.md; SEED=)
	$(BIN)/python -m tests.fuzz.run --seed $(SEED) --jobs $(JOBS)
	$(BIN)/python -m tests.attacks.random_proofs 100000

words: $(READY) ## compile the words of the site's pages, and name those that lack Kazakh or Russian
	$(BIN)/python tools/words.py

vectors: ## run the second verifier over all vectors (minutes; needs Python alone)
	$(PYTHON) second_verifier/verify.py --vectors vectors

mutants: $(READY) ## alter the code that judges a record, and see that a test notices (docs/mutants.md)
	$(BIN)/python tools/mutants.py --jobs $(JOBS)

bench: $(READY) ## measure (benchmarks/README.md says what)
	for each in $(BENCHMARKS); do $(BIN)/python $$each || exit 1; done

peers: ## install the programs that some tests compare with, where this machine allows it
	tools/peers

lock: $(UV) ## write requirements/*.txt again (UPGRADE=--upgrade takes newer versions)
	$(COMPILE) requirements/tools.in -o requirements/tools.txt
	$(COMPILE) pyproject.toml -o requirements/main.txt
	$(COMPILE) pyproject.toml --extra site -c requirements/main.txt -o requirements/site.txt
	$(COMPILE) pyproject.toml --extra cluster -c requirements/main.txt -o requirements/cluster.txt
	$(COMPILE) pyproject.toml requirements/build.in --extra site --extra cluster --group dev \
		-c requirements/site.txt -c requirements/cluster.txt \
		-o requirements/dev.txt

ci: ## what the CI runs: peers, check, test
	.ci/run

clean: ## remove all that was set up or made here, the peers aside
	rm -rf .tools $(VENV) native/target demo build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis mutants

$(UV): requirements/tools.txt
	test -n "$(PYTHON)" || { echo "Dauys needs Python 3.11 or newer (PYTHON=/path/to/it)" >&2; exit 1; }
	echo "setting up with $$($(PYTHON) --version)"
	$(PYTHON) -m venv .tools || { echo "Python's venv module is missing (package python3-venv)" >&2; exit 1; }
	.tools/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes \
		-r requirements/tools.txt
	touch $(UV)

# The package itself comes last: a sync removes whatever is not locked.
$(READY): $(UV) requirements/dev.txt pyproject.toml $(KERNEL)
	test -x $(BIN)/python || $(UV) venv --quiet --python $(PYTHON) $(VENV)
	$(UV) pip sync --quiet --python $(BIN)/python --require-hashes requirements/dev.txt
	$(UV) pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	$(if $(CARGO),$(INSTALL_KERNEL) || $(NO_KERNEL),$(NO_KERNEL))
	touch $(READY)
