# `make` alone lists what there is.
.DEFAULT_GOAL := help
.PHONY: help demo demo-reset test test-full bench lint types format messages lock shell

help: ## List these targets
	@sed -nE 's/^([a-z-]+):.*## (.*)/\1\t\2/p' $(MAKEFILE_LIST) | expand -t 14

demo: ## Set up and serve the demonstration on 127.0.0.1:$PORT (8000)
	@tools/demo

demo-reset: ## Start the demonstration over, without what was changed in it
	@tools/demo --reset

test: ## Run every check: style, types, contracts, migrations, texts, tests, browser
	@tools/test

test-full: ## The same with large sizes; takes long
	@KW_FULL=1 tools/test

bench: ## Measure the search, as ratios to a floor of the same run
	@tools/setup dev
	@.venv/bin/python -m benchmarks.results

lint: ## Check style and import contracts only
	@tools/setup dev
	@.venv/bin/ruff check . && .venv/bin/ruff format --check . && .venv/bin/lint-imports

types: ## Check types only
	@tools/setup dev
	@.venv/bin/mypy

format: ## Put code and imports into shape
	@tools/setup dev
	@.venv/bin/ruff check --fix --quiet . ; .venv/bin/ruff format .

messages: ## Collect texts for people into the catalogue
	@tools/setup dev
	@tools/messages

lock: ## Write the lock files anew from pyproject.toml
	@tools/setup dev
	@tools/lock

shell: ## A Python shell with the project loaded
	@tools/setup dev
	@.venv/bin/python manage.py shell
