# Gongkai. `make` lists what there is; `make run` is all a newcomer needs.
.DEFAULT_GOAL := help
.PHONY: help setup run test check bench clean messages lock
SHELL := /bin/bash
# Compiled modules are kept, whatever the shell wants: without them each start and each test process compiles all anew.
export PYTHONDONTWRITEBYTECODE :=

VENV := .venv
BIN := $(VENV)/bin
GONGKAI := $(BIN)/gongkai
# The first interpreter that is new enough; PYTHON=… overrides.
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do \
	if command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then echo $$p; break; fi; done)
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --only-binary :all: $(if $(wildcard wheelhouse),--no-index --find-links wheelhouse)
RUNTIME := $(VENV)/.runtime
DEVELOPMENT := $(VENV)/.development
DEMO := GONGKAI_DEMO=1 GONGKAI_EMBEDDED_WORKER=1 GONGKAI_DEFAULT_COUNTY=$${GONGKAI_DEFAULT_COUNTY:-991101}

help:  ## 列出可用的命令 / list the commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

setup: $(RUNTIME)  ## 安装运行所需 / install what running needs

run: $(RUNTIME)  ## 建好演示县并启动 / set up the demo county and serve it
	@$(DEMO) $(GONGKAI) start

test: $(DEVELOPMENT)  ## 运行测试 / run the tests
	@$(BIN)/pytest -n $${GONGKAI_TEST_WORKERS:-2} --dist loadfile --no-loadscope-reorder $(ARGS)

check: $(DEVELOPMENT)  ## 静态检查 / lint, types, layers, migrations, templates, translations
	@$(BIN)/python checks/run.py

bench: $(DEVELOPMENT)  ## 性能对比 / measure against limits and peers (BENCH=name for one)
	@$(BIN)/python bench/run.py $(BENCH)

messages: $(DEVELOPMENT)  ## 更新翻译文件 / collect and compile translations
	@$(BIN)/python checks/translations.py --write

lock:  ## 重新锁定依赖（需要 uv）/ resolve the dependency locks anew (needs uv)
	requirements/lock.sh

clean:  ## 清除安装与构建结果，保留 var/ 中的数据 / remove what was installed and built; var/ stays
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache src/*.egg-info

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "需要 Python 3.11 或更新版本。Python 3.11 or newer is needed."; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
		echo "无法建立虚拟环境：请先安装 venv（Debian/Ubuntu：apt install python3-venv）。"; \
		echo "Cannot make a virtual environment: install venv first (Debian/Ubuntu: apt install python3-venv)."; exit 1; }

$(RUNTIME): requirements/base.txt pyproject.toml | $(BIN)/python
	@echo "正在安装依赖，首次约需半分钟…  Installing dependencies, about half a minute the first time…"
	@$(PIP) --require-hashes -r requirements/base.txt
	@$(PIP) --no-deps --no-build-isolation -e .
	@touch $@

$(DEVELOPMENT): requirements/dev.txt $(RUNTIME)
	@echo "正在安装测试工具…  Installing test tools…"
	@$(PIP) --require-hashes -r requirements/dev.txt
	@touch $@
