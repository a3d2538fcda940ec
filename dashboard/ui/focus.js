// Moves the focus to a button that has just appeared; once for every new reason, so that later drawings leave it alone.
const led = new WeakMap();
const TRIES = 60;

function press(event) {
  if (event.repeat) event.preventDefault(); // a key held down since the step before
}

function seek(key, tries) {
  const button = document.querySelector(`.st-key-${key} button`);
  if (button) {
    button.addEventListener("keydown", press);
    button.focus();
  } else if (tries > 0) {
    requestAnimationFrame(() => seek(key, tries - 1));
  }
}

export default function (component) {
  const { data, parentElement } = component;
  const container = parentElement.closest('[data-testid="stElementContainer"]');
  if (container) container.style.display = "none";
  if (led.get(parentElement) === data.on) return;
  led.set(parentElement, data.on);
  seek(data.key, TRIES);
}
