# Sourced by run and test: builds the pages of web/ into build/web, and does nothing when web/ is as it was.

web_hash() {
  { node --version
    find web -name node_modules -prune -o -name dist -prune -o -name test-results -prune -o -type f -print0 |
      LC_ALL=C sort -z | xargs -0 sha256sum; } | sha256sum
}

# install_modules folder: what its lock names, and nothing when that is there already
install_modules() {
  local lock stamp=build/modules-${1//\//-}.hash
  lock=$(sha256sum "$1/package-lock.json")
  if [ -d "$1/node_modules" ] && [ "$(cat "$stamp" 2>/dev/null)" = "$lock" ]; then return 0; fi
  (cd "$1" && npm ci --ignore-scripts --no-audit --no-fund) || return 1
  say "$lock" >"$stamp"
}

make_web() {
  install_modules web && (cd web && npm run build -- --outDir ../build/web --emptyOutDir) && web_hash >build/web.hash
}

build_web() {
  [ -f web/package.json ] || return 0
  mkdir -p build
  if [ -d build/web ] && [ "$(cat build/web.hash 2>/dev/null)" = "$(web_hash)" ]; then return 0; fi
  step "build the pages" web make_web
}
