// Keeps what someone types in a form until it is sent, so that a closed browser or an
// empty battery loses nothing. Forms without data-draft are left alone.
const PAUSE = 2000; // milliseconds without a keystroke before it is saved
const LONGEST_WHEN_CLOSING = 60000; // of the 64 kB that browsers allow

for (const form of document.querySelectorAll("form[data-draft]")) keep(form);

function keep(form) {
  const told = form.querySelector("[data-draft-told]");
  let offer = form.querySelector("[data-draft-offer]");
  let over = false; // signed out: what was typed stands there again after signing in
  let waiting = 0;
  let sending = new AbortController();

  form.addEventListener("input", (event) => {
    if (offer || over) return; // what was written before is not written over unseen
    if (event.target.closest("[data-draft-not]")) return; // it is saved in another way
    clearTimeout(waiting);
    waiting = setTimeout(save, PAUSE);
  });
  form.addEventListener("submit", () => {
    stop();
    sending.abort();
  });
  document.addEventListener("visibilitychange", () => {
    if (waiting && document.visibilityState === "hidden") save();
  });
  if (offer) show();

  async function save() {
    stop();
    sending.abort();
    sending = new AbortController();
    try {
      tell(await post(form.dataset.draft, typed(form), sending.signal));
    } catch (error) {
      if (error.name === "AbortError") return;
      over = error.over ?? false;
      tell(error.told ?? told.dataset.lost);
    }
  }

  function show() {
    offer.hidden = false;
    offer.querySelector("[data-draft-go-on]").addEventListener("click", () => {
      fill(form, JSON.parse(offer.dataset.fields));
      end(offer.dataset.done);
    });
    const off = offer.querySelector("[data-draft-off]");
    off.addEventListener("click", async () => {
      try {
        end(await post(off.dataset.draftOff, token(form)));
      } catch {
        tell(told.dataset.lost);
      }
    });
  }

  function end(words) {
    offer.remove();
    offer = null;
    first(form)?.focus();
    tell(words);
  }

  function stop() {
    clearTimeout(waiting);
    waiting = 0;
  }

  function tell(words) {
    told.textContent = words;
  }
}

async function post(address, body, signal) {
  // The page may be closing; a browser then still sends what is not too long.
  const keepalive = body.toString().length < LONGEST_WHEN_CLOSING;
  const redirect = "manual"; // where whoever is signed out would be led
  const answer = await fetch(address, { method: "POST", body, signal, keepalive, redirect });
  const words = await answer.text();
  if (answer.status === 413) throw Object.assign(new Error(), { told: words });
  if (!answer.ok) throw Object.assign(new Error(), { over: answer.type === "opaqueredirect" });
  return words;
}

function token(form) {
  return new URLSearchParams({ csrfmiddlewaretoken: form.csrfmiddlewaretoken.value });
}

function typed(form) {
  const body = token(form);
  for (const field of fields(form)) {
    if (isTick(field) && !field.checked) continue;
    for (const value of values(field)) body.append(field.name, value);
  }
  return body;
}

// Everything that is typed or chosen: no buttons, and never a password or a file.
function fields(form) {
  const never = ["submit", "button", "reset", "image", "password", "file", "fieldset"];
  return [...form.elements].filter(
    (field) =>
      field.name &&
      field.name !== "csrfmiddlewaretoken" &&
      !never.includes(field.type) &&
      !field.closest("[data-draft-not]"),
  );
}

function values(field) {
  if (field.type !== "select-multiple") return [field.value];
  return [...field.selectedOptions].map((option) => option.value);
}

function fill(form, kept) {
  for (const field of fields(form)) {
    const known = kept[field.name] ?? [];
    if (isTick(field)) field.checked = known.includes(field.value);
    else if (field.type === "select-multiple") {
      for (const option of field.options) option.selected = known.includes(option.value);
    } else if (known.length) field.value = known[0];
  }
}

function isTick(field) {
  return field.type === "checkbox" || field.type === "radio";
}

function first(form) {
  return fields(form).find((field) => field.type !== "hidden");
}
