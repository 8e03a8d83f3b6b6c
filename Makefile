# 乘风 · the commands that a person needs; the work is done in scripts/.
.DEFAULT_GOAL := help
.PHONY: help run test bench fmt openapi fuzz setup

help:     ## 显示本帮助 · show this help
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run:      ## 编译、载入演示数据并启动服务 · build, load demo data into data/, serve
	@scripts/run.sh

test:     ## 全部检查与测试，SQLite 与 PostgreSQL 各一遍 · everything that CI runs
	@scripts/test.sh

bench:    ## 在演示数据上测吞吐与延迟 · load the release build and report latencies
	@scripts/bench.sh

fmt:      ## 整理代码格式，自动修正可修的提示 · format and apply clippy's fixes
	@cargo fmt --all
	@cargo clippy --workspace --all-targets --fix --allow-dirty --allow-staged --quiet

openapi:  ## 重新生成 openapi/openapi.json 并检查 · write the contract anew and lint it
	@scripts/openapi.sh

fuzz:     ## 长时间模糊测试，SECONDS=600 · fuzz every operation as every role
	@scripts/fuzz.sh $(or $(SECONDS),600)

setup:    ## 安装缺少的工具（run 与 test 会自动执行） · install what is missing
	@scripts/setup.sh test
