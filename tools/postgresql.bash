# A throw-away PostgreSQL for the web tests: read by ./dev, never run by itself.
# It answers on a socket in a folder of its own, and is gone afterwards, also when the
# tests fail. Its programs refuse to run as root; then they run as nobody.

pytest_web_on_postgresql() {
  local programs
  if ! programs="$(postgresql_programs)"; then
    without_postgresql
    return
  fi
  postgresql_folder="$(mktemp -d "${TMPDIR:-/tmp}/nabolag-postgresql.XXXXXX")"
  trap 'stop_postgresql "'"$programs"'"' EXIT
  if start_postgresql "$programs" >"$postgresql_folder.log" 2>&1; then
    NABOLAG_DATABASE="postgresql://nabolag@/postgres?host=$postgresql_folder" \
      pytest_part "Web tests on PostgreSQL" "$@" tests/web
  else
    failed+=("Web tests on PostgreSQL")
    say ""
    say "PostgreSQL could not be started:" "$(cat -- "$postgresql_folder.log")"
  fi
  stop_postgresql "$programs"
  trap - EXIT
}

without_postgresql() {
  say ""
  say "No PostgreSQL server found: the web tests ran on SQLite only." \
    "Install it to run them on both (on Debian: sudo apt-get install postgresql)."
  if [ -n "${CI:-}" ]; then failed+=("Web tests on PostgreSQL (no server)"); fi
}

# Debian keeps the server's programs out of the path, a folder for each version.
postgresql_programs() {
  local folder found=""
  for folder in $(printf '%s\n' /usr/lib/postgresql/*/bin | sort -V); do
    if [ -x "$folder/initdb" ]; then found="$folder"; fi
  done
  if [ -z "$found" ] && command -v initdb >/dev/null; then
    found="$(dirname -- "$(command -v initdb)")"
  fi
  [ -n "$found" ] && printf '%s\n' "$found"
}

start_postgresql() {
  if [ "$(id -u)" = 0 ]; then chown nobody -- "$postgresql_folder"; fi
  # Nothing here has to outlive a power cut.
  unprivileged "$1/initdb" --pgdata="$postgresql_folder/data" --username=nabolag \
    --auth=trust --encoding=UTF8 --locale=C.UTF-8 --no-sync &&
    unprivileged "$1/pg_ctl" --pgdata="$postgresql_folder/data" --wait \
      --log="$postgresql_folder/log" \
      --options="-c listen_addresses= -c unix_socket_directories=$postgresql_folder \
        -c fsync=off -c synchronous_commit=off -c full_page_writes=off" start
}

stop_postgresql() {
  unprivileged "$1/pg_ctl" --pgdata="$postgresql_folder/data" --mode=immediate --wait \
    stop >/dev/null 2>&1 || true
  rm -rf -- "$postgresql_folder" "$postgresql_folder.log"
}

unprivileged() {
  if [ "$(id -u)" = 0 ]; then
    (cd / && setpriv --reuid=nobody --regid="$(id -g nobody)" --clear-groups -- "$@")
  else
    "$@"
  fi
}

# People decide themselves what runs on their machine; CI must have it.
find_or_install_postgresql() {
  if [ -z "${CI:-}" ] || postgresql_programs >/dev/null; then return; fi
  if may_install_packages && say "Installing PostgreSQL for the web tests"; then
    apt_install postgresql || true
  fi
}
