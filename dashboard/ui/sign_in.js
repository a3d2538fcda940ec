// Hands a sign-in over to the browser's cookie, and keeps the page's language and the form's fields right.
const done = (window.riversideJobs ??= new Set());
const watched = new WeakSet();
const PURPOSES = { text: "username", password: "current-password" };

function nameFields(form) {
  for (const field of form.querySelectorAll("input")) {
    field.autocomplete = PURPOSES[field.type] ?? "off";
  }
}

export default function ({ data, parentElement, setTriggerValue }) {
  const container = parentElement.closest('[data-testid="stElementContainer"]');
  if (container) container.style.display = "none";
  if (data.language) document.documentElement.lang = data.language;
  const form = data.form && document.querySelector(`.st-key-${data.form}`);
  if (form && !watched.has(form)) {
    watched.add(form);
    nameFields(form);
    new MutationObserver(() => nameFields(form)).observe(form, { childList: true, subtree: true });
  }
  if (!data.job || done.has(data.id)) return;
  done.add(data.id);
  fetch(`/auth/${data.job}`, { method: "POST", headers: { "X-Ticket": data.ticket }, credentials: "same-origin" })
    .then((answer) => {
      if (!answer.ok) throw new Error(String(answer.status));
      window.location.reload();
    })
    .catch(() => setTriggerValue("failed", data.id));
}
