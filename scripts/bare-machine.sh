#!/usr/bin/env bash
# The proof that the two commands work on a bare Debian 12: makes a minimal root folder, clones this repository (what is
# committed) into it, and runs ./run or ./test there, as root or as a user with sudo. Needs root, mmdebstrap and a network.
#
#   scripts/bare-machine.sh [run|test|both] [--user] [--at FOLDER] [--keep]
#
# This machine's own package settings (apt, npm, certificates) are copied into the root folder when it is made, and nowhere else.
set -euo pipefail
here=$(cd "$(dirname "$(readlink -f "$0")")/.." && pwd)
what=run user=no root= keep=no
while [ $# -gt 0 ]; do
  case $1 in
    run | test | both) what=$1 ;;
    --user) user=yes ;;
    --at) root=$2 && shift ;;
    --keep) keep=yes ;;
    *) sed -n '2,8s/^# \{0,1\}//p' "$0" && exit 2 ;;
  esac
  shift
done
[ "$(id -u)" = 0 ] || { echo "this needs root: it makes a root folder and enters it" && exit 2; }
[ -n "$root" ] || root=$(mktemp -d)
root=$(readlink -m "$root")
port=${LINLI_BARE_PORT:-8080}
started=

inside() {  # a clean environment; only what makes certificates known goes along
  env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 TERM=dumb \
    ${certificates:+SSL_CERT_FILE=$certificates NODE_EXTRA_CA_CERTS=$certificates} "$@"
}
as_somebody() {  # command line: as root, or as a user who may use sudo
  if [ "$user" = yes ]; then
    inside chroot "$root" su neighbour -c "$1"
  else
    inside HOME=/root chroot "$root" bash -c "$1"
  fi
}
leave() {
  [ -z "$started" ] || kill -- "-$started" 2>/dev/null || true
  for mounted in proc dev/shm; do
    ! mountpoint -q "$root/$mounted" || umount -l "$root/$mounted"
  done
  [ "$keep" = yes ] || rm -rf --one-file-system "$root"
}
trap leave EXIT
report() { printf '%s  %s\n' "$(date -u +%H:%M:%S)" "$*"; }

certificates=
if [ ! -e "$root/usr/bin/dpkg" ]; then
  mkdir -p "$root"
  report "making a minimal Debian 12 in a folder"
  from=$SECONDS
  sources=$(cat /etc/apt/sources.list.d/debian.sources 2>/dev/null || cat /etc/apt/sources.list)
  mmdebstrap --quiet --variant=minbase --include="ca-certificates$([ "$user" = no ] || echo ,sudo)" bookworm "$root" - <<<"$sources"
  report "made in $((SECONDS - from)) s, $(chroot "$root" dpkg-query -W | wc -l) packages"
  for setting in /etc/apt/apt.conf.d/*proxy* /etc/apt/apt.conf.d/99* /etc/npmrc /usr/etc/npmrc; do
    [ ! -f "$setting" ] || install -D -m 644 "$setting" "$root$setting"
  done
  if [ "$user" = yes ]; then
    chroot "$root" useradd -m -s /bin/bash neighbour
    echo 'neighbour ALL=(ALL) NOPASSWD: ALL' >"$root/etc/sudoers.d/neighbour"
  fi
  for home in root home/neighbour; do
    { [ -d "$root/$home" ] && [ -f ~/.npmrc ]; } || continue
    cp ~/.npmrc "$root/$home/.npmrc"
    chown --reference="$root/$home" "$root/$home/.npmrc"
  done
fi
cp /etc/resolv.conf /etc/hosts "$root/etc/"
if [ -f "${SSL_CERT_FILE:-}" ]; then
  certificates=/etc/ssl/certs/ca-certificates.crt
  mkdir -p "$root/etc/ssl/certs"
  cp "$SSL_CERT_FILE" "$root$certificates"
fi
mountpoint -q "$root/proc" || mount -t proc proc "$root/proc"
mountpoint -q "$root/dev/shm" || mount -t tmpfs tmpfs "$root/dev/shm"

home=root && [ "$user" = no ] || home=home/neighbour
checkout="$root/$home/a checkout"   # a blank in the path: it must not matter
rm -rf "$checkout"
git clone -q "$here" "$checkout"
git -C "$checkout" remote remove origin
report "checked out $(git -C "$checkout" log -1 --format='%h %s')"
[ "$user" = no ] || chroot "$root" chown -R neighbour: "/$home/a checkout"

answers() { curl -fsSL --noproxy '*' -m 5 "http://127.0.0.1:$port/" 2>/dev/null | head -c 300; }
try_run() {  # which time
  local from=$SECONDS log=$root/$home/run.$1.log
  answers >/dev/null && { report "port $port is already in use"; exit 1; }
  set -m
  as_somebody "cd '/$home/a checkout' && exec ./run --port $port" >"$log" 2>&1 &
  started=$!
  set +m
  until answers | grep -q .; do
    kill -0 "$started" 2>/dev/null || { report "./run ended by itself, the $1 time:"; cat "$log"; started= && exit 1; }
    [ $((SECONDS - from)) -lt 1500 ] || { report "./run gave no page within 25 minutes"; cat "$log"; exit 1; }
    read -r -t 0.2 <> <(:) || true
  done
  report "./run, the $1 time: the page answered after $((SECONDS - from)) s"
  sed 's/^/    /' "$log"
  kill -- "-$started" 2>/dev/null || true
  wait "$started" 2>/dev/null || true
  started=
}
try_test() {
  local from=$SECONDS ended
  set +e  # a failure is what is to be reported
  as_somebody "cd '/$home/a checkout' && ./test" 2>&1 | tee "$root/$home/test.log" | tail -n 40
  ended=${PIPESTATUS[0]}
  set -e
  [ "$ended" = 0 ] || grep -aE '\*\*\*|runtime error|Failure$' "$root/$home/test.log" || true
  report "./test ended with $ended after $((SECONDS - from)) s: $(tail -n 1 "$root/$home/test.log")"
  return "$ended"
}
case $what in
  run) try_run first && try_run second ;;
  test) try_test ;;
  both) try_run first && try_run second && try_test ;;
esac
