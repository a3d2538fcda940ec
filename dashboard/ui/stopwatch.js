// Counts seconds on from where the server stood; the words beside it say what is counted.
const ticking = new WeakMap();

function text(seconds) {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

function draw(root, data, begun) {
  const seconds = data.seconds + Math.floor((performance.now() - begun) / 1000);
  const late = seconds > data.limit;
  root.textContent = late ? `${text(seconds)}  ${data.over.replace("%s", text(seconds - data.limit))}` : text(seconds);
  root.style.color = late ? "var(--st-red-text-color, #b3261e)" : "inherit";
  root.style.fontWeight = late ? "700" : "600";
}

export default function (component) {
  const { data, parentElement } = component;
  let root = parentElement.querySelector("[role=timer]");
  if (!root) {
    root = document.createElement("span");
    root.setAttribute("role", "timer");
    root.setAttribute("aria-live", "off");
    root.style.fontVariantNumeric = "tabular-nums";
    parentElement.append(root);
  }
  root.setAttribute("aria-label", data.label);
  clearInterval(ticking.get(parentElement));
  const begun = performance.now();
  draw(root, data, begun);
  ticking.set(parentElement, setInterval(() => draw(root, data, begun), 1000));
  return () => {
    clearInterval(ticking.get(parentElement));
    ticking.delete(parentElement);
  };
}
