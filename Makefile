# 策问. `make run` opens the assistant, `make test` runs every test; both prepare what they need.

PYTHON ?= $(shell command -v python3.11 || command -v python3.12 || command -v python3.13 || command -v python3)
HOST ?= 127.0.0.1
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
SOURCES := $(shell find assistant -name '*.py')
INDEXED := $(shell find corpus index/encoder -type f 2>/dev/null) $(wildcard assistant/text/*.py assistant/policy/*.py assistant/retrieval/*.py)

# The parts of the tests, dearest first: two processes take one after another, so that neither waits
# long for the other at the end. tests/answer and tests/eval are one part: both look at the answers
# to every question set, which one process finds once. What no part names is in the last one.
LOOKS := tests/browser/test_look.py
PARTS := browser web answers looks cli dialogue retrieval rules evaluation others
OF_browser := tests/browser --ignore=$(LOOKS)
OF_web := tests/web
OF_answers := tests/answer tests/eval
OF_looks := $(LOOKS)
OF_cli := tests/cli
OF_dialogue := tests/dialogue
OF_retrieval := tests/retrieval
OF_rules := tests/rules
OF_evaluation := tests/evaluation tests/intake
NAMED := $(filter tests/%,$(foreach part,$(PARTS),$(OF_$(part))))
OF_others := tests $(NAMED:%=--ignore=%)

.PHONY: help setup run test check types style widget pictures proof format measure bench bench-retrieval encoder browser fuzz torture lock clean
.DEFAULT_GOAL := help

help:  ## 列出可用的命令
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1	/'

setup: $(VENV)/.installed $(VENV)/.compiled $(VENV)/.built  ## 建立 .venv、安装、建立索引（没有变化时跳过）

run: setup  ## 打开 http://127.0.0.1:8000
	$(BIN)/cewen serve --host $(HOST) --port $(PORT)

test:  ## 全部测试，含浏览器测试；两个进程分着跑（PICTURES=1 把页面的图留在 artefacts）
	@$(MAKE) --no-print-directory -j2 setup browser
	@$(MAKE) --no-print-directory --keep-going -j2 $(PARTS:%=part-%)

# The words of a part are told when it ends: those of two at once would mix.
part-%:
	@$(BIN)/python -m pytest -q $(OF_$*) > $(VENV)/tests-$*.txt 2>&1; ended=$$?; \
	echo "== $*"; cat $(VENV)/tests-$*.txt; exit $$ended

check: types style  ## 格式、静态检查、类型、分层、拼写

types: setup
	$(BIN)/mypy

style: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports
	$(BIN)/yamllint --strict .
	$(BIN)/codespell
	@if command -v npm >/dev/null; then npm install --silent --no-audit --no-fund --no-package-lock && npm run --silent check; \
	  else echo "没有 Node.js：跳过脚本的检查。"; fi

widget:  ## 重新生成组件的脚本（改了 static/embed 或 static/draw 之后；要有 Node.js）
	npm install --silent --no-audit --no-fund --no-package-lock
	npm run --silent widget

format: setup  ## 自动整理格式
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

measure: setup  ## 评测：回归题集、稳健性、守护（PROGRAM=另一版的文件夹）
	$(BIN)/cewen eval $(if $(PROGRAM),--program $(PROGRAM))
	$(BIN)/python -m assistant.evaluation.robustness $(if $(PROGRAM),--program $(PROGRAM))
	$(BIN)/python -m assistant.evaluation.guards

pictures: setup browser  ## 重拍 docs/pictures 里的图（真实的回答，固定的日子）
	$(BIN)/python -m tests.browser.pictures

proof: setup  ## 证明：十万组事实、十万组年份和分项、拐点、四十家企业的访谈、LibreOffice 重算、突变、图片识别、守护、攻击，输出写进 docs/proofs；已成立的当天不重做（PROOF=torture 只做一项；需要 libreoffice-calc）
	$(BIN)/python -m tests.proof $(PROOF)

BENCHES := answers command rules server streams

bench: setup  ## 速度与内存：回答、命令、测算、服务
	@for name in $(BENCHES); do echo "== $$name"; $(BIN)/python benchmarks/$$name.py || exit 1; done

bench-retrieval: setup  ## 检索：自己的问句、规模、STARD、框架（LAWS=法条文件 STARD=文件夹 FRAMEWORKS=另一环境的 python）
	$(BIN)/python benchmarks/retrieval.py
ifneq ($(and $(LAWS),$(STARD)),)
	$(BIN)/python benchmarks/statutes.py --laws $(LAWS) --questions $(STARD)/queries.jsonl
	$(BIN)/python benchmarks/stard.py --laws $(LAWS) --stard $(STARD)
endif
ifneq ($(FRAMEWORKS),)
	$(BIN)/python benchmarks/frameworks.py export --folder artefacts/frameworks $(if $(LAWS),--laws $(LAWS)) $(if $(STARD),--stard $(STARD))
	$(BIN)/python benchmarks/frameworks.py run --folder artefacts/frameworks --python $(FRAMEWORKS)
endif
	$(BIN)/python benchmarks/report.py

TRAINING = --corpus corpus --pairs eval/training/pairs.jsonl $(if $(LAWS),--laws $(LAWS)) $(if $(STARD),--stard $(STARD))

encoder: setup  ## 重新训练小编码器（只用 CPU；LAWS=法条文件 STARD=文件夹）
	$(BIN)/python -m assistant.retrieval.training.train $(TRAINING) --hold-out 5 --out artefacts/encoder
	$(BIN)/python -m assistant.retrieval.training.tune --corpus corpus --pairs eval/training/pairs.jsonl \
	  --questions eval/questions/2026-11-own-first.jsonl --hold-out 5 --encoder artefacts/encoder --out index/encoder
	$(BIN)/python -m assistant.retrieval.training.train $(TRAINING) --out index/encoder
	$(BIN)/cewen build
	$(BIN)/python -m assistant.evaluation.fit_gate $(if $(STARD),$(STARD)/queries.jsonl)

SECONDS ?= 600

fuzz: setup  ## 用 schemathesis 攻击接口十分钟（SECONDS=60 为一分钟）
	$(BIN)/python -m tests.attack.fuzz --seconds $(SECONDS)

LOAD ?= 300

torture: setup  ## 再做一遍 docs/reliability.md 的攻击，每段不到 9 分钟，可续做（LOAD 为负载的秒数）
	$(BIN)/python -m tests.attack.torture --seconds $(LOAD)

LOCKED := --extra postgresql --extra otel --generate-hashes --universal --python-version 3.11
LOCK := deploy/requirements.lock

lock: setup  ## 重新生成带散列值的依赖清单 deploy/requirements.lock（需要联网）
	@$(BIN)/uv pip compile pyproject.toml $(LOCKED) --no-emit-index-url --no-annotate --no-header --quiet -o $(VENV)/lock
	@{ grep '^#' $(LOCK); cat $(VENV)/lock; } > $(VENV)/lock.new && mv $(VENV)/lock.new $(LOCK)

clean:  ## 删除环境、索引和缓存（不动语料和编码器）
	rm -rf $(VENV) build dist artefacts .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis .schemathesis
	find index -mindepth 1 -maxdepth 1 ! -name encoder -exec rm -rf {} +

# Bytecode is compiled here because PYTHONDONTWRITEBYTECODE, where it is set, would make every
# start of the command compile the package again.
$(VENV)/.installed: pyproject.toml
	@test -n "$(PYTHON)" || { echo "找不到 Python：请先安装 Python 3.11 或更高版本。" >&2; exit 2; }
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "$(PYTHON) 版本太低：需要 Python 3.11 或更高版本，可用 make PYTHON=路径 指定。" >&2; exit 2; }
	@test -x $(BIN)/python || "$(PYTHON)" -m venv $(VENV) || { \
	  echo "建不了虚拟环境：Debian/Ubuntu 请先安装 python3-venv。" >&2; exit 2; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $@

$(VENV)/.compiled: $(VENV)/.installed $(SOURCES)
	@$(BIN)/python -m compileall -q assistant
	@touch $@

$(VENV)/.built: $(VENV)/.compiled $(INDEXED)
	$(BIN)/cewen build
	@touch $@

browser:
	@sh .ci/browser-packages
