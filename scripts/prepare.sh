# Sourced by the scripts beside it: what they share. Works as root and with sudo, and installs only
# what is missing, so that a second run changes nothing.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"

# So that a clone in another folder finds what was compiled in this one.
export CCACHE_BASEDIR=$root CCACHE_NOHASHDIR=1

build_packages=(
  g++ cmake ninja-build ccache pkg-config
  libcaf-dev librocksdb-dev libcli11-dev libhowardhinnant-date-dev tzdata
  libboost1.81-dev libboost-json1.81-dev libboost-url1.81-dev
  libsodium-dev libcjose-dev libjansson-dev libssl-dev libcurl4-openssl-dev
  libkainjow-mustache-dev libncurses-dev gzip
)
test_packages=(
  clang-format clang-14 libclang-rt-14-dev
  libgtest-dev libgmock-dev python3 curl jq ca-certificates openssl libfaketime tmux
  chromium
)

is_installed() {
  [[ $(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null) == installed ]]
}

as_root() {
  if ((EUID == 0)); then "$@"; else sudo "$@"; fi
}

install_missing() {
  local missing=() package
  for package in "$@"; do
    is_installed "$package" || missing+=("$package")
  done
  ((${#missing[@]} > 0)) || return 0
  echo "installing ${missing[*]}"
  local apt=(env DEBIAN_FRONTEND=noninteractive apt-get -qq -o=Dpkg::Use-Pty=0)
  # The lists of packages may be old or not there at all: they are fetched when that shows.
  as_root "${apt[@]}" install -y --no-install-recommends "${missing[@]}" >/dev/null 2>&1 || {
    as_root "${apt[@]}" update
    as_root "${apt[@]}" install -y --no-install-recommends "${missing[@]}" >/dev/null
  }
}

# Node 18 or newer with npm, from wherever; Debian's where there is none.
install_node() {
  if ! node -e 'process.exit(parseInt(process.versions.node) < 18)' 2>/dev/null; then
    install_missing nodejs
  fi
  command -v npm >/dev/null || install_missing npm
}

# Prometheus' checker of metrics and alerts, out of its package: installed, that would start a server.
unpack_promtool() {
  [[ ! -x build/promtool/usr/bin/promtool ]] || return 0
  mkdir -p build/promtool
  (cd build/promtool && {
    apt-get -qq download prometheus >/dev/null 2>&1 || { as_root apt-get -qq update && apt-get -qq download prometheus; }
    dpkg-deb --extract prometheus_*.deb . && rm prometheus_*.deb
  })
}

# build PRESET [TARGET...]; `with_tests=OFF` needs none of the tests' packages.
build() {
  local preset=$1
  shift
  cmake --preset "$preset" -DBUILD_TESTING="${with_tests:-ON}" >build/configure.log 2>&1 || {
    cat build/configure.log
    return 1
  }
  cmake --build --preset "$preset" ${*:+--target "$@"}
}

mkdir -p build
