# Sourced by run and test. A step has a name and a log; when it fails, the name, the last lines and the log's place are all that is said.
logs=build/logs

say() { printf '%s\n' "$@"; }

stop() {
  say "" "linli: $*" >&2
  exit 1
}

# step "what it does" log-name command…   (quiet when it goes well)
step() {
  local what=$1 log=$logs/$2.log from=$SECONDS
  shift 2
  mkdir -p "$logs"
  say "· $what"
  if "$@" >"$log" 2>&1; then
    [ $((SECONDS - from)) -lt 3 ] || say "  $what: done in $((SECONDS - from)) s"
    return 0
  fi
  {
    say "" "linli: this step failed: $what" "--- the last lines of $log"
    grep -E 'error|Error|FAILED|fatal|^E:' "$log" | tail -n 12
    say "---"
    tail -n 15 "$log"
  } >&2
  return 1
}

# configure preset: only when it was never done here, the presets changed, or the folder was moved
configure() {
  local preset=$1 dir=build/$1 stamp
  stamp=$PWD:$(sha256sum <CMakePresets.json)
  if [ -f "$dir/build.ninja" ] && [ "$(cat "$dir/configured" 2>/dev/null)" = "$stamp" ]; then return 0; fi
  step "configure the $preset build" "configure-$preset" cmake --fresh --preset "$preset" && say "$stamp" >"$dir/configured"
}

jobs_for_building() {  # one compiler at -O2 takes up to 1.5 GB: never more of them than fit
  local cores memory
  cores=$(nproc)
  memory=$(awk '/MemAvailable/ { print int($2 / 1600000) }' /proc/meminfo 2>/dev/null || echo 2)
  [ "${memory:-2}" -ge 1 ] || memory=1
  [ "$cores" -le "$memory" ] && say "$cores" || say "$memory"
}
