// Loads a page anew that has gone white. Streamlit's frontend draws nothing any more after an error that it does not
// catch itself, such as an element for a place that is gone: React then takes away everything it has drawn. The server
// knows what stood there, and the cookie who is here. This runs once per document and outside of React, so it outlives it.
const MENDED = "riverside.mended";
const AT_ONCE = 1000;
const AT_MOST_EVERY = 30000; // a page that fails whenever it is drawn must not load itself without end

function white(root) {
  return !root.hasChildNodes(); // leaving, reloading and Streamlit's own navigation keep what is drawn until the end
}

function mend(root) {
  const since = Date.now() - Number(sessionStorage.getItem(MENDED));
  const wait = Math.max(AT_ONCE, AT_MOST_EVERY - since);
  setTimeout(() => {
    if (!white(root)) return;
    sessionStorage.setItem(MENDED, Date.now());
    window.location.reload();
  }, wait);
}

if (!window.riversideMends) {
  window.riversideMends = true;
  const root = document.getElementById("root");
  new MutationObserver(() => white(root) && mend(root)).observe(root, { childList: true });
}

