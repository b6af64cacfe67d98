# Khoa Bảng. `make help` lists the verbs.
.DEFAULT_GOAL := help
PYTHON ?= python3
PORT ?= 5000
export PORT
export PYTHONDONTWRITEBYTECODE :=
VENV := .venv
BIN := $(VENV)/bin
CATALOGUES := $(wildcard */translations/en/LC_MESSAGES/messages.po)

.PHONY: help run test check format bench migration translations demo clean

help: ## This list
	@grep -hE '^[a-z]+:.*## ' Makefile | sed -E 's/:[^#]*## /\t/' | expand -t 15

run: $(VENV)/.run $(VENV)/.catalogues ## Set up and start the platform with demo data on http://127.0.0.1:$PORT
	@$(BIN)/python -m web.serve

test: $(VENV)/.dev $(VENV)/.catalogues ## Set up and run every test; T=path runs some of them
	@sh tools/test_machine.sh
	@$(BIN)/python -m pytest -n 2 --dist loadgroup $(T)

check: $(VENV)/.dev $(VENV)/.catalogues ## Lint, types, arrows between rooms, templates, migrations, words
	@$(BIN)/python -m tools.check

format: $(VENV)/.dev ## Put the code in its usual form
	@$(BIN)/ruff check --fix --quiet . ; $(BIN)/ruff format .

bench: $(VENV)/.dev $(VENV)/.catalogues ## Measure; BENCH=name measures one, BENCH_JSON=file keeps the figures
	@$(BIN)/python -m bench $(BENCH)

migration: $(VENV)/.dev ## Write a migration from the models: make migration m="add a column"
	@test -n "$(m)" || { echo 'Say what it does: make migration m="add a column"'; exit 2; }
	@$(BIN)/python -m flask --app wsgi web migration "$(m)"

translations: $(VENV)/.dev ## Gather the words of every room into its English catalogue and list what is missing
	@$(BIN)/python -m tools.translations gather

demo: $(VENV)/.run ## Load the demo into an empty database
	@$(BIN)/python -m flask --app wsgi web demo

clean: ## Remove what was made: the environment, caches, the database and files of `make run`
	rm -rf $(VENV) instance .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
	find . -name messages.mo -delete

# Stamps: a step is done again only when what it reads has changed.
$(VENV)/.uv: requirements-uv.txt tools/make_venv.sh
	@sh tools/make_venv.sh "$(PYTHON)" "$(VENV)"
	@touch $@

$(VENV)/.run: requirements.txt $(VENV)/.uv
	@$(BIN)/uv pip install --quiet --require-hashes -r requirements.txt
	@touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.run
	@$(BIN)/uv pip install --quiet --require-hashes -r requirements-dev.txt
	@touch $@

$(VENV)/.catalogues: $(CATALOGUES) tools/translations.py $(VENV)/.run
	@$(BIN)/python -m tools.translations compile
	@touch $@
