#!/usr/bin/env bash
# Installs what the project needs: tools/setup.sh [SECTION...], by default the sections build and test of
# tools/debian-packages.txt, and the packages of package-lock.json. Where all is there it asks dpkg once and ends,
# well under a second. Without the right to install it prints the command to run and ends with status 1.
set -euo pipefail
cd "$(dirname "$0")/.."

sections=("$@")
[ ${#sections[@]} -gt 0 ] || sections=(build test)

# packages_of SECTION...: the names under [SECTION], without comments.
packages_of() {
  local wanted=" $* "
  awk -v wanted="$wanted" '
    { sub(/#.*/, ""); gsub(/[ \t]/, "") }
    /^\[.*\]$/ { on = index(wanted, " " substr($0, 2, length($0) - 2) " ") > 0; next }
    on && NF { print }
  ' tools/debian-packages.txt
}

# missing_of PACKAGE...: those that dpkg does not have installed, in the order given.
missing_of() {
  local installed
  # dpkg-query ends with status 1 where it never heard of one of them, which is no fault here.
  installed=" $({ dpkg-query -W -f='${binary:Package}=${db:Status-Status}\n' "$@" 2>/dev/null || true; } |
    sed -n 's/^\([^:=]*\)\(:[^=]*\)\{0,1\}=installed$/\1/p' | tr '\n' ' ') "
  local package
  for package in "$@"; do
    [[ $installed == *" $package "* ]] || echo "$package"
  done
}

install_packages() {
  local run=()
  if [ "$(id -u)" -ne 0 ]; then
    if sudo -n true 2>/dev/null; then
      run=(sudo -n)
    else
      echo "setup: these packages are missing and you may not install them; run:" >&2
      echo "  sudo apt-get update && sudo apt-get install -y --no-install-recommends $*" >&2
      exit 1
    fi
  fi
  echo "setup: installing $*"
  "${run[@]}" env DEBIAN_FRONTEND=noninteractive apt-get update -qq
  "${run[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"
}

if ! command -v dpkg-query >/dev/null; then
  echo "setup: this is no Debian; install by your own means what tools/debian-packages.txt lists" >&2
  exit 1
fi
mapfile -t wanted < <(packages_of "${sections[@]}")
if [ ${#wanted[@]} -eq 0 ]; then
  echo "setup: tools/debian-packages.txt has no section ${sections[*]}" >&2
  exit 1
fi
mapfile -t missing < <(missing_of "${wanted[@]}")
[ ${#missing[@]} -eq 0 ] || install_packages "${missing[@]}"

# npm: only where the lock file lists a package, and only when the lock changed since the last time.
if grep -q '"node_modules/' package-lock.json 2>/dev/null; then
  stamp=node_modules/.chancery-lock
  hash=$(sha256sum package-lock.json | cut -d' ' -f1)
  if [ "$(cat "$stamp" 2>/dev/null)" != "$hash" ]; then
    if ! command -v npm >/dev/null; then
      mapfile -t wanted < <(packages_of npm)
      install_packages "${wanted[@]}"
    fi
    npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
    echo "$hash" >"$stamp"
  fi
fi
