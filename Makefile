# Every target calls a Python program in tools/; where there is no make, call that program.
PYTHON ?= python3

.PHONY: help run score test test-long lint types setup format lock docs bench clean
help:       ## show this list
	@$(PYTHON) -c "import re; print(*('%-10s %s' % m for m in re.findall(r'^([a-z-]+):\s+## (.+)', open('Makefile', encoding='utf-8').read(), re.M)), sep='\n')"
run:        ## set up and open the site with demonstration data
	$(PYTHON) tools/run.py
score:      ## set up and score the sample workbook
	$(PYTHON) tools/score_sample.py
test:       ## set up and run every check
	$(PYTHON) tools/test.py
test-long:  ## the same with the long tests
	$(PYTHON) tools/test.py --long
lint:       ## linter, format, import contracts, dependencies
	$(PYTHON) tools/test.py lint format imports dependencies
types:      ## strict types
	$(PYTHON) tools/test.py types
setup:      ## make the environment ready
	$(PYTHON) tools/chores.py setup
format:     ## put files into the house format
	$(PYTHON) tools/chores.py format
lock:       ## write the locks anew
	$(PYTHON) tools/chores.py lock
docs:       ## write the generated pages anew
	$(PYTHON) tools/chores.py docs
bench:      ## measure speed and memory
	$(PYTHON) tools/chores.py bench
clean:      ## remove what builds and checks leave behind
	$(PYTHON) tools/chores.py clean
