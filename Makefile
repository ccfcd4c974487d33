# Everything starts from here: `make help`.
SHELL := /bin/bash
.DEFAULT_GOAL := help
CONFIGURATION := Release
export DOTNET_CLI_TELEMETRY_OPTOUT := 1
export DOTNET_NOLOGO := 1

.PHONY: help build run demo picture test bench format contract contract-snapshot statx clean

help: ## Shows this help
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "  make %-18s %s\n", $$1, $$2 }'

build: ## Builds everything; warnings are errors
	dotnet build StatExchange.sln -c $(CONFIGURATION) -v minimal

run: build ## Starts the server with a database of its own and the demonstration's figures
	@demo/run.sh

demo: build ## Shows the main job from end to end on real figures, then exits
	@demo/demo.sh

picture: build ## Makes the picture of a profile that the README shows; needs Chromium
	@demo/picture.sh

test: build contract ## Proves everything: formatting, contract, unit and functional tests, demonstration
	dotnet format StatExchange.sln --verify-no-changes --no-restore
	@mkdir -p artifacts
	set -o pipefail; dotnet test --solution StatExchange.sln -c $(CONFIGURATION) --no-build | tee artifacts/test.log \
	  || { echo; echo "What failed, once more:"; grep -A 25 '^failed ' artifacts/test.log | tail -n 200; exit 1; }
	demo/demo.sh

bench: build ## Measures the service against raw PostgreSQL in one run
	dotnet run -c $(CONFIGURATION) --no-build --project tests/StatExchange.Benchmarks

format: ## Formats all sources
	dotnet format StatExchange.sln

contract: ## Lints the contract and checks that nothing that landed is broken (needs npm; the unit tests check the latter without)
	@if command -v npm >/dev/null 2>&1 && (cd protos && npm install --ignore-scripts --silent); then \
	  cd protos && npx --no-install buf lint && npx --no-install buf breaking --against statexchange.v1.binpb && echo "The contract is clean."; \
	else \
	  echo "npm or its registry is not there: buf is left out, the unit tests compare the contract with its snapshot."; \
	fi

contract-snapshot: ## Makes the contract as it is now the one that later changes must not break
	cd protos && npm install --ignore-scripts --silent && npx --no-install buf build --exclude-source-info -o statexchange.v1.binpb

statx: ## Packs statx as a .NET tool and as one self-contained file for this machine, into artifacts/
	dotnet pack clients/dotnet/StatExchange.Cli -c $(CONFIGURATION) -o artifacts
	dotnet publish clients/dotnet/StatExchange.Cli -c $(CONFIGURATION) --use-current-runtime --self-contained \
	  -p:PublishSingleFile=true -p:NuGetLockFilePath=obj/publish.lock.json -p:RestoreLockedMode=false -o artifacts/statx

clean: ## Removes what was built
	dotnet clean StatExchange.sln -c $(CONFIGURATION) -v quiet
	rm -rf artifacts protos/node_modules
