# The one front door. `make help` lists the words.
#
# Two builds matter. build/ is the release build: the program as users run it, without tests, so that `make build`
# and `make demo` stay light. build-dev/ is what `make test` builds: warnings are errors and every promise of ours
# (CHANCERY_CHECK) is checked while the tests run, the contract tests on its own chancery among them. The tests run
# there only, so that nothing is compiled twice for one run of the tests.

JOBS ?= $(shell nproc)
NEWS ?=
SECONDS_EACH ?= 60
CXX_FILES = $(shell git ls-files '*.h' '*.cpp')
EXAMPLES = $(sort $(wildcard examples/*.txt))

.PHONY: help setup build demo test check format golden-update pictures bench fuzz clean dev asan tsan train

help: ## list these words
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

setup: ## install what is missing (Debian packages, npm lock file); nothing to do is done in no time
	@tools/setup.sh build test

build: setup ## the program: build/chancery
	@cmake --preset release >/dev/null
	@cmake --build --preset release -j $(JOBS)

demo: build ## code the wire stories of examples/, as a page for people and as records
	@echo; echo "== build/chancery code examples/*.txt --to brief"; echo
	@build/chancery code examples/*.txt --to brief
	@echo; echo "== build/chancery code $(firstword $(EXAMPLES))"; echo
	@build/chancery code $(firstword $(EXAMPLES))

dev: setup ## build with checked promises and warnings as errors, with all tests, in build-dev/
	@cmake --preset dev >/dev/null
	@cmake --build --preset dev -j $(JOBS)

test: dev ## all tests
	@python3 tools/check_includes.py
	@if command -v clang-format-16 >/dev/null; then $(MAKE) --no-print-directory format; fi
	@ctest --test-dir build-dev --output-on-failure -j $(JOBS)

check: setup ## format, includes, and clang-tidy over all of src/
	@tools/setup.sh dev
	@$(MAKE) --no-print-directory format
	@python3 tools/check_includes.py
	@cmake --preset dev >/dev/null
	@run-clang-tidy-16 -quiet -p build-dev -j $(JOBS) '$(CURDIR)/(src|tools|tests)/.*\.cpp$$'

format: ## say which files clang-format 16 would change
	@clang-format-16 --dry-run -Werror $(CXX_FILES)

golden-update: dev ## write what the program says today into tests/golden/; read the diff before you commit it
	@CHANCERY_GOLDEN_UPDATE=1 ctest --test-dir build-dev -R '[Gg]olden' -j $(JOBS) --output-on-failure

pictures: build ## draw the spans of docs/reading.md anew
	@build/chancery code examples/beijing-visit.txt -o build/beijing-visit.jsonl
	@python3 tools/draw_spans.py examples/beijing-visit.txt build/beijing-visit.jsonl docs/pictures

bench: setup ## words a second on news: make bench NEWS=FOLDER
	@tools/setup.sh bench
	@cmake --preset bench >/dev/null
	@cmake --build --preset bench -j $(JOBS)
	@build-bench/bench/chancery-bench $(NEWS)

fuzz: setup ## every fuzz target for SECONDS_EACH seconds (60), under both sanitizers
	@tools/setup.sh dev
	@cmake --preset fuzz >/dev/null
	@cmake --build --preset fuzz -j $(JOBS)
	@tools/run_fuzz.sh build-fuzz/fuzz $(SECONDS_EACH)

asan: setup ## all tests under the address and undefined-behaviour sanitizers
	@cmake --preset asan >/dev/null
	@cmake --build --preset asan -j $(JOBS)
	@ctest --test-dir build-asan --output-on-failure -j $(JOBS)

tsan: setup ## all tests under the thread sanitizer
	@cmake --preset tsan >/dev/null
	@cmake --build --preset tsan -j $(JOBS)
	@ctest --test-dir build-tsan --output-on-failure -j $(JOBS)

train: setup ## train the models of models/ (see train/README.md)
	@$(MAKE) -C train

clean: ## remove every build folder
	@rm -rf build build-*
