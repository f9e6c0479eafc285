# One verb each. Variables, also read from the environment:
#   PORT (8000), STATE_DIR (.local: everything the demo writes), PYTHON (python3: 3.11 or later)
PYTHON ?= python3
PORT ?= 8000
STATE_DIR ?= .local
export PORT STATE_DIR

# Paths stay relative, so that the checkout may lie in a directory with spaces in its name.
VENV = .venv/bin/python
EMBEDDED = $(VENV) -m config.embedded
COMPILE = $(VENV) -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-annotate --no-header
# Settings for checks that serve nobody: as strict as production's.
AS_IN_PRODUCTION = DEBUG=0 SITE_URL=https://reconvene.example SECRET_KEY=$$($(VENV) -c 'import secrets; print(secrets.token_urlsafe(64))') \
	ALLOWED_HOSTS=reconvene.example

.PHONY: help demo test lint bench lock messages demo-environment dev-environment
.NOTPARALLEL:

help:
	@echo "make demo    start everything: database, broker, web, worker, beat (PORT=$(PORT) STATE_DIR=$(STATE_DIR))"
	@echo "make test    run all tests against a real database and broker"
	@echo "make lint    formatter, linter, types, templates, import contract, migrations, deployment checks"
	@echo "make bench   the benchmarks"
	@echo "make messages  bring the catalogs of the languages in line with code and templates, and compile them"
	@echo "make lock    compile the lock files again from pyproject.toml"

demo: demo-environment
	@exec $(EMBEDDED) demo --until-parent-ends

test: dev-environment
	@exec $(EMBEDDED) run -- $(VENV) -m pytest -n 2 --dist loadgroup $(ARGS)

bench: dev-environment
	@exec $(EMBEDDED) run -- $(VENV) -m benchmarks $(ARGS)

lint: dev-environment
	$(VENV) -m ruff format --check .
	$(VENV) -m ruff check .
	DEBUG=1 $(VENV) -m mypy
	git ls-files -z -- 'templates/*.html' '*/templates/*.html' | xargs -0 .venv/bin/djade --check --target-version 5.2
	$(VENV) -c 'from importlinter.cli import lint_imports_command; lint_imports_command()'
	$(VENV) -m check_jsonschema --builtin-schema vendor.compose-spec docker-compose.yml
	@$(EMBEDDED) run -- $(VENV) manage.py makemigrations --check --dry-run
	@$(AS_IN_PRODUCTION) $(VENV) manage.py check --deploy --fail-level WARNING

# The locks name versions and hashes only: no index, no address, no path of this machine.
lock: dev-environment
	$(COMPILE) $(ARGS) pyproject.toml -o requirements.lock
	$(COMPILE) $(ARGS) pyproject.toml --group demo -c requirements.lock -o requirements-demo.lock
	$(COMPILE) $(ARGS) pyproject.toml --group demo --group dev -c requirements-demo.lock -o requirements-dev.lock

messages: dev-environment
	@DEBUG=1 DJANGO_SETTINGS_MODULE=config.settings $(VENV) -m config.messages

demo-environment:
	@$(PYTHON) config/embedded/environment.py requirements-demo.lock

dev-environment:
	@$(PYTHON) config/embedded/environment.py requirements-dev.lock
