# Two commands do everything: `make demo` and `make test`. Each sets itself up.
# Needs only Python 3.11 with pip and venv, make and git.
PYTHON ?= python3
PORT ?= 8000
PY := .venv/bin/python
STAMP := .venv/.installed
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help demo test bench check lint format types layers messages clean

help:
	@echo "make demo    the demonstration on http://127.0.0.1:$(PORT) (PORT=… for another)"
	@echo "make test    the whole test suite"
	@echo "make bench   ratios of our lists and scores against raw SQL and plain pandas (PEOPLE=… for another size)"
	@echo "make check   what CI checks besides: style, types, layers, migrations, translations"

# The virtual environment is made anew only when the lock file changes.
$(STAMP): requirements/lock.txt
	@echo "Installing the locked packages into .venv (once; a minute or two) ..."
	@$(PYTHON) -m venv .venv
	@$(PY) -m pip install --quiet --require-hashes --only-binary :all: -r requirements/lock.txt
	@touch $(STAMP)

demo: $(STAMP)
	@DJANGO_SETTINGS_MODULE=hrm.settings.demo $(PY) manage.py demo --port $(PORT)

# Workers share the two cores of a small machine; the browser tests skip where Chromium is missing.
test: $(STAMP)
	$(PY) -m pytest -n auto --dist loadscope $(ARGS)

bench: $(STAMP)
	$(PY) -m bench.run $(PEOPLE)
	$(PY) -m bench.site
	$(PY) -m bench.papers
	$(PY) -m bench.workers

check: lint types layers messages
	$(PY) manage.py makemigrations --check --dry-run
	SECRET_KEY=$$($(PY) -c "import secrets; print(secrets.token_urlsafe(60))") ALLOWED_HOSTS=example.invalid \
		DJANGO_SETTINGS_MODULE=hrm.settings.production $(PY) manage.py check --deploy --fail-level WARNING

lint: $(STAMP)
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .

format: $(STAMP)
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .

types: $(STAMP)
	$(PY) -m mypy hrm staff training evaluation cms

layers: $(STAMP)
	.venv/bin/lint-imports

messages: $(STAMP)
	$(PY) tools/messages.py check

clean:
	rm -rf .venv var out
