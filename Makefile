# The handful of verbs; `make` alone lists them.
.PHONY: help setup test test-whole cover lint bench bench-profile golden add-case
help:
	@grep -E '^[a-z-]+:.*#' $(MAKEFILE_LIST) | sed -E 's/:[^#]*# */\t/' | expand -t 14

setup: # install into the current environment, with what tests and lint need
	pip install -e '.[dev]'

test: # run the tests
	pytest

test-whole: # run the tests on two cores, all cases of Spark on executors of their own among them
	pytest -n 2 --dist loadfile --whole

cover: # run the tests, and show what they do not reach
	pytest --cov --cov-report=term

lint: # format, lint, types, import contract, rules
	ruff format .
	ruff check --fix .
	mypy
	lint-imports
	corpus-clean rules test

bench: # print every figure; DATA=folder laid out as benchmarks/README.md says, SETS=some of them
	python benchmarks/run.py --data $(DATA) $(SETS)

bench-profile: # print where the time goes, by stage and function; DATA=what to clean (fixtures/raw)
	python benchmarks/stages.py $(if $(DATA),--data $(DATA))

golden: # write the golden files anew; review them in the diff
	python tests/golden.py

add-case: # add a page to the cases: SLUG=name FILE=page.html
	python tests/add_page.py $(SLUG) $(FILE)
