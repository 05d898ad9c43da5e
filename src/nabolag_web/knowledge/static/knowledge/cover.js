// Covers parts of a picture before it is sent. The picture is drawn here from the file
// that was chosen and goes nowhere; what is covered is told the server, which does it
// for good. Without scripts the picture is sent as it is, and the form asks to look.
const WHOLE = 10000;
const LARGEST = 1600;
const LEAST = 0.01; // of the picture: a smaller one was a tap
const SIDES = ["left", "top", "right", "bottom"];

for (const root of document.querySelectorAll("[data-cover]")) start(root);

function start(root) {
  const form = root.closest("form");
  const file = form.querySelector("input[type=file]");
  const told = form.elements.covered;
  const canvas = root.querySelector("canvas");
  const list = root.querySelector("[data-cover-list]");
  const said = form.querySelector("[data-cover-said]");
  const parts = read(told.value);
  let picture = null;
  let drawn = null;
  let chosenBefore = false;

  file.addEventListener("change", show);
  root.querySelector("[data-cover-add]").addEventListener("click", () => {
    add({ left: 0.4, top: 0.4, right: 0.6, bottom: 0.6 });
    const row = list.lastElementChild;
    row.querySelector("details").open = true;
    row.querySelector("input").focus();
  });
  canvas.addEventListener("pointerdown", (event) => {
    if (!event.isPrimary) return;
    canvas.setPointerCapture(event.pointerId);
    const at = place(event);
    drawn = { left: at.x, top: at.y, right: at.x, bottom: at.y };
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!drawn || !event.isPrimary) return;
    const at = place(event);
    Object.assign(drawn, { right: at.x, bottom: at.y });
    draw();
  });
  canvas.addEventListener("pointerup", () => {
    const part = drawn;
    drawn = null;
    if (!part) return;
    const wide = Math.abs(part.right - part.left);
    const high = Math.abs(part.bottom - part.top);
    if (wide >= LEAST && high >= LEAST) add(ordered(part));
    else draw();
  });
  canvas.addEventListener("pointercancel", () => {
    drawn = null;
    draw();
  });

  async function show() {
    // What was covered before the form came back belongs to the first picture chosen
    // after that: most often the same one.
    if (chosenBefore) parts.length = 0;
    picture = null;
    root.hidden = true;
    said.textContent = "";
    if (file.files.length) {
      chosenBefore = true;
      try {
        picture = await createImageBitmap(file.files[0]);
      } catch {
        said.textContent = root.dataset.unreadable;
      }
    }
    if (picture) {
      const shrink = Math.min(1, LARGEST / Math.max(picture.width, picture.height));
      canvas.width = Math.max(1, Math.round(picture.width * shrink));
      canvas.height = Math.max(1, Math.round(picture.height * shrink));
      root.hidden = false;
    }
    renew();
  }

  function add(part) {
    parts.push(part);
    renew();
    said.textContent = root.dataset.covered.replace("%d", parts.length);
  }

  function renew() {
    list.replaceChildren(...parts.map(row));
    changed();
  }

  function changed() {
    told.value = parts.map((part) => SIDES.map((side) => Math.round(part[side] * WHOLE)).join(" ")).join("; ");
    draw();
  }

  function row(part, index) {
    const made = root.querySelector("template").content.cloneNode(true);
    for (const number of made.querySelectorAll("[data-number]")) number.textContent = index + 1;
    for (const input of made.querySelectorAll("[data-side]")) {
      input.value = Math.round(part[input.dataset.side] * 100);
      input.addEventListener("input", () => {
        const share = Number(input.value) / 100;
        if (input.value !== "" && share >= 0 && share <= 1) part[input.dataset.side] = share;
        changed();
      });
    }
    made.querySelector("[data-remove]").addEventListener("click", () => {
      parts.splice(index, 1);
      renew();
      said.textContent = root.dataset.covered.replace("%d", parts.length);
      root.querySelector("[data-cover-add]").focus();
    });
    return made;
  }

  function place(event) {
    const box = canvas.getBoundingClientRect();
    const within = (share) => Math.min(1, Math.max(0, share));
    return {
      x: within((event.clientX - box.left) / box.width),
      y: within((event.clientY - box.top) / box.height),
    };
  }

  function draw() {
    if (!picture) return;
    const pen = canvas.getContext("2d");
    pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
    parts.forEach((part, index) => cover(pen, part, String(index + 1)));
    if (drawn) cover(pen, ordered(drawn), "");
  }

  function cover(pen, part, number) {
    const [x, y] = [part.left * canvas.width, part.top * canvas.height];
    const [wide, high] = [(part.right - part.left) * canvas.width, (part.bottom - part.top) * canvas.height];
    pen.fillStyle = "rgb(118 118 118)"; // as the server covers it
    pen.fillRect(x, y, wide, high);
    pen.lineWidth = Math.max(2, canvas.width / 300);
    pen.strokeStyle = "white";
    pen.strokeRect(x, y, wide, high);
    pen.fillStyle = "white";
    pen.font = `600 ${Math.max(14, canvas.width / 24)}px sans-serif`;
    pen.textAlign = "center";
    pen.textBaseline = "middle";
    pen.fillText(number, x + wide / 2, y + high / 2);
  }
}

function ordered(part) {
  return {
    left: Math.min(part.left, part.right),
    top: Math.min(part.top, part.bottom),
    right: Math.max(part.left, part.right),
    bottom: Math.max(part.top, part.bottom),
  };
}

function read(told) {
  return told
    .split(";")
    .map((part) => part.trim().split(/\s+/).map(Number))
    .filter((numbers) => numbers.length === 4 && numbers.every(Number.isFinite))
    .map((numbers) => Object.fromEntries(SIDES.map((side, at) => [side, numbers[at] / WHOLE])));
}
