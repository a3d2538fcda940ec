// Listens to one channel while the tab is looked at, and asks for the page anew as long as the channel is ahead of it.
const streams = new WeakMap();
const FIRST_WAIT = 15000;
const LONGEST_WAIT = 120000;

class Stream {
  constructor(channel) {
    this.channel = channel;
    this.wait = FIRST_WAIT;
    this.follow = () => (document.hidden ? this.close() : this.open());
    document.addEventListener("visibilitychange", this.follow);
    this.follow();
  }

  open() {
    if (this.source) return;
    const source = new EventSource(`/live/${encodeURIComponent(this.channel)}`);
    source.onopen = () => {
      this.heard = true;
    };
    source.onmessage = (event) => {
      this.wait = FIRST_WAIT;
      // Compared with what the page was drawn from, not with what was told before: a tick may have been lost on its
      // way. The server says the version again at every sign of life, and so it is asked for again.
      if (Number(event.data) > this.drawn) this.tell(event.data);
    };
    source.addEventListener("end", () => this.refused());
    source.onerror = () => source.readyState === EventSource.CLOSED && this.refused();
    this.source = source;
  }

  refused() {
    this.close();
    if (this.heard) this.tell("end"); // the page finds out why; one that never might listen stays as it is
    this.retry = setTimeout(this.follow, this.wait);
    this.wait = Math.min(this.wait * 2, LONGEST_WAIT);
  }

  close() {
    clearTimeout(this.retry);
    this.source?.close();
    this.source = undefined;
  }

  stop() {
    document.removeEventListener("visibilitychange", this.follow);
    this.close();
  }

  tell(what) {
    this.component?.setTriggerValue("tick", what);
  }
}

export default function (component) {
  const { data, parentElement } = component;
  const container = parentElement.closest('[data-testid="stElementContainer"]');
  if (container) container.style.display = "none";
  let stream = streams.get(parentElement);
  if (stream?.channel !== data.channel) {
    stream?.stop();
    stream = new Stream(data.channel);
    streams.set(parentElement, stream);
  }
  stream.component = component;
  stream.drawn = data.since;
  return () => {
    streams.get(parentElement)?.stop();
    streams.delete(parentElement);
  };
}
