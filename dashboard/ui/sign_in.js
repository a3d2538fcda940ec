// Hands a sign-in over to the browser's cookie, and keeps the page's language and the form's fields right.
const done = (window.riversideJobs ??= new Set());
const PURPOSES = { text: "username", password: "current-password" };

export default function ({ data, parentElement, setTriggerValue }) {
  const container = parentElement.closest('[data-testid="stElementContainer"]');
  if (container) container.style.display = "none";
  if (data.language) document.documentElement.lang = data.language;
  for (const field of document.querySelectorAll(data.form ? `.st-key-${data.form} input` : "#none")) {
    field.autocomplete = PURPOSES[field.type] ?? "off";
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
