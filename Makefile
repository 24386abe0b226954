# The commands of this repository. `make` alone lists them.

GO ?= go
STATICCHECK := honnef.co/go/tools/cmd/staticcheck@v0.8.2

.DEFAULT_GOAL := help

.PHONY: help
help: ## list the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: gen
gen: ## generate gen/ from api.yaml
	$(GO) run ./cmd/gen -spec api.yaml -out gen
	$(GO) run ./cmd/gen -spec internal/e2e/api.yaml -out internal/e2e/gen -only api,client
	$(GO) run ./cmd/gen -spec bench/trunkline/api.yaml -out bench/trunkline/gen -only api

.PHONY: run
run: ## start SmartOps at 127.0.0.1:2001, on data/smartops.db
	$(GO) build -o bin/ ./cmd/smartops
	./bin/smartops serve --migrate

.PHONY: tools
tools: ## install what the tests need of npm: TypeScript and its kin, and the sample frontend's
	npm ci --prefix internal/testneed/npm --no-audit --no-fund
	npm ci --prefix examples/web --no-audit --no-fund

.PHONY: test
test: ## run every test
	$(GO) test ./...
	@$(GO) run ./internal/testneed/report

.PHONY: lint
lint: ## gofmt, go vet and staticcheck
	@unformatted=$$(find . -name '*.go' -not -path './bench/gen/*' -not -path '*/node_modules/*' -exec gofmt -l {} +); if [ -n "$$unformatted" ]; then echo "gofmt wants to change:"; echo "$$unformatted"; exit 1; fi
	$(GO) vet ./...
	$(GO) run $(STATICCHECK) ./...

.PHONY: check
check: ## is gen/ what api.yaml says, and go.mod tidy?
	$(GO) run ./cmd/gen -spec api.yaml -out gen -check
	$(GO) run ./cmd/gen -spec internal/e2e/api.yaml -out internal/e2e/gen -only api,client -check
	$(GO) run ./cmd/gen -spec bench/trunkline/api.yaml -out bench/trunkline/gen -only api -check
	$(GO) mod tidy -diff

.PHONY: screenshots
screenshots: ## take the pictures in docs/images, with Chromium
	$(GO) run ./internal/screenshots

.PHONY: bench
bench: ## measure Trunkline and its peers on four workloads
	cd bench && ./run.sh inproc

.PHONY: load
load: ## measure SmartOps under load, on SQLite and on PostgreSQL
	$(GO) run ./internal/smartops/load
