// Writes where someone stands into a form, when they ask for it and never by itself.
const DECIMALS = 4; // ten metres
const PATIENCE = 15000;

for (const part of document.querySelectorAll("[data-here]")) {
  if (!navigator.geolocation) continue;
  const button = part.querySelector("button");
  const said = part.querySelector("[role=status]");
  const form = part.closest("form");
  part.hidden = false;
  button.addEventListener("click", () => {
    said.textContent = part.dataset.looking;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        form.elements.latitude.value = written(coords.latitude);
        form.elements.longitude.value = written(coords.longitude);
        said.textContent = part.dataset.found;
      },
      () => {
        said.textContent = part.dataset.missing;
      },
      { enableHighAccuracy: true, timeout: PATIENCE },
    );
  });
}

function written(degrees) {
  const number = degrees.toFixed(DECIMALS);
  return document.documentElement.lang === "en" ? number : number.replace(".", ",");
}
