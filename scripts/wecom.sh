# Sourced by run: the demo with a stand-in of WeCom (tests/standins/wecom) beside it. Whichever ends first, the other ends too.

run_with_wecom() {  # options of `linli demo`
  local port=${LINLI_WECOM_PORT:-18790} log=$logs/wecom-standin.log state=build/wecom-standin.json standin demo ended
  [[ " $* " != *" --fresh "* ]] || rm -f "$state"
  build/release/wecom-standin serve --port "$port" --state "$state" >"$log" 2>&1 &
  standin=$! demo=
  trap 'kill "$standin" $demo 2>/dev/null' EXIT
  until grep -q '^WeCom stand-in on' "$log"; do
    kill -0 "$standin" 2>/dev/null || stop "the stand-in of WeCom did not start: $(tail -n 1 "$log")"
    read -r -t 0.1 <> <(:) || true
  done
  say "· a stand-in of WeCom runs beside the demo. Say something there, from another terminal:" \
    "  build/release/wecom-standin say${LINLI_WECOM_PORT:+ --port $port} --group nanbang --as landlord68 \"我家301的租客小王2月15号从武汉回来,一家三口,坐高铁\"" \
    "  build/release/wecom-standin watch${LINLI_WECOM_PORT:+ --port $port}     # all that is said there"
  build/release/linli demo "$@" --wecom "127.0.0.1:$port" &
  demo=$!
  trap 'kill -TERM "$demo" 2>/dev/null' INT TERM
  wait -n "$standin" "$demo"
  while kill -0 "$demo" 2>/dev/null && kill -0 "$standin" 2>/dev/null; do wait -n "$standin" "$demo"; done   # a signal ends a wait too
  kill "$standin" 2>/dev/null
  kill -TERM "$demo" 2>/dev/null
  wait "$demo"
  ended=$?
  trap - EXIT
  return "$ended"
}
