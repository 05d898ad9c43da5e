# Checking: read by ./dev, never run by itself.
# Every check is run whatever the others say, so that one run shows all there is to mend.

failed=()

check_everything() {
  run "Style" python -m ruff check --quiet .
  run "Layout" python -m ruff format --check --quiet .
  run "Types" python -m mypy
  run "Floors between rooms" lint-imports --no-logo
  run "Templates" djade_check
  run "Pages' HTML" djlint --quiet --lint --profile=django src/nabolag_web
  run "Reports' HTML" djlint --quiet --lint --profile=jinja src/nabolag/reports
}

# run "Name" PROGRAM ARGUMENT...: quiet when all is well, everything it said when not.
run() {
  local name="$1" program="$2" output start=$SECONDS
  shift 2
  [ "$(type -t "$program")" = function ] || program=".venv/bin/$program"
  if output="$("$program" "$@" 2>&1)"; then
    say "  ok      $name ($((SECONDS - start)) s)"
  else
    failed+=("$name")
    say "  FAILED  $name" "$output"
  fi
}

djade_check() {
  local templates=()
  while IFS= read -r -d '' file; do templates+=("$file"); done \
    < <(find src/nabolag_web -name '*.html' -print0)
  .venv/bin/djade --check --target-version 5.2 "${templates[@]}"
}

pytest_library() { pytest_part "Library tests" "$@" tests/library tests/test_borders.py src/nabolag; }
pytest_web() { pytest_part "Web tests on SQLite" "$@" tests/web; }
# Apart from the others: what drives the browser is not to be mixed with the store.
pytest_journeys() { pytest_part "Browser tests" "$@" tests/journeys; }
pytest_borders() { pytest_part "Border tests" "$@" tests/test_borders.py; }

pytest_part() {
  local name="$1"
  shift
  say ""
  say "$name"
  .venv/bin/python -m pytest --quiet -rfEs "$@" || failed+=("$name")
}

# What both stores and the browser have tried, together.
coverage_of_web() {
  say ""
  say "Coverage of the web part"
  .venv/bin/python -m coverage report --include="src/nabolag_web/*" --fail-under="$1" >&2 ||
    failed+=("Coverage of the web part")
}

workers() { nproc 2>/dev/null || echo 1; }

close() {
  if [ "${#failed[@]}" = 0 ]; then
    say "Everything passed."
    return
  fi
  local names
  names="$(printf '%s, ' "${failed[@]}")"
  say "Did not pass: ${names%, }."
  exit 1
}
