# Sourced by run and test: installs what is missing of scripts/packages/<list>.txt, and nothing when nothing is.
# Asks dpkg first, so that the second time needs neither the network nor root.

packages_of() { sed 's/#.*//' "scripts/packages/$1.txt" | tr -s ' ' '\n' | sed '/^$/d'; }

# Node 18.20 or later is taken from wherever it comes; Debian's is installed only where there is none.
node_is_new_enough() {
  command -v node >/dev/null && command -v npm >/dev/null || return 1
  local version major minor
  version=$(node --version) && version=${version#v}
  major=${version%%.*} minor=${version#*.} minor=${minor%%.*}
  [ "$major" -gt 18 ] || { [ "$major" -eq 18 ] && [ "$minor" -ge 20 ]; }
}

as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  else
    sudo env DEBIAN_FRONTEND="$DEBIAN_FRONTEND" "$@"
  fi
}

get_packages() {
  export DEBIAN_FRONTEND=noninteractive
  as_root apt-get -q -o DPkg::Lock::Timeout=180 -o Acquire::Retries=3 update &&
    as_root apt-get -q -y --no-remove --no-install-recommends -o DPkg::Lock::Timeout=180 -o Acquire::Retries=3 install "$@"
}

install_packages() {  # lists…
  local wanted installed missing list
  command -v dpkg-query >/dev/null || stop "this is not Debian: install by hand what scripts/packages/ names, and run cmake yourself (docs/building.md)"
  wanted=$(for list in "$@"; do packages_of "$list"; done | sort -u)
  if [ -f web/package.json ] && ! node_is_new_enough; then
    if command -v node >/dev/null && ! dpkg-query -W -f '${db:Status-Status}' nodejs 2>/dev/null | grep -qx installed; then
      stop "the node found here ($(command -v node), $(node --version)) is older than 18.20, or has no npm; replace it, or take it out of PATH"
    fi
    wanted=$(printf '%s\nnodejs\nnpm\n' "$wanted")
  fi
  installed=$(dpkg-query -W -f '${Package} ${db:Status-Status}\n' $wanted 2>/dev/null | sed -n 's/ installed$//p' | sort -u)
  missing=$(comm -23 <(sort -u <<<"$wanted") <(printf '%s\n' "$installed"))
  [ -n "$missing" ] || return 0
  if [ "$(id -u)" != 0 ] && ! command -v sudo >/dev/null; then
    stop "some packages are missing and there is no sudo here. As root: apt-get install --no-install-recommends $(tr '\n' ' ' <<<"$missing")"
  fi
  if [ "$(id -u)" != 0 ]; then
    say "· sudo is asked once, to install packages"
    sudo -v || stop "sudo was refused. As root: apt-get install --no-install-recommends $(tr '\n' ' ' <<<"$missing")"
  fi
  step "install $(wc -w <<<"$missing") Debian packages and what they need" packages get_packages $missing ||
    stop "the packages could not be installed. (libboost-dev, Debian's older Boost, cannot stay beside libboost1.81-dev: nothing is removed without you.)"
}
