// Listens to one channel while the tab is looked at, and asks for the page anew as long as the channel is ahead of it.
const streams = new WeakMap();
const byChannel = new Map();
const ends = new Map();
const FIRST_WAIT = 15000;
const LONGEST_WAIT = 120000;
const DRAWING = 15000;

class Stream {
  constructor(channel) {
    this.channel = channel;
    this.wait = FIRST_WAIT;
    this.drawn = -1;
    this.follow = () => (document.hidden ? this.close() : this.open());
    document.addEventListener("visibilitychange", this.follow);
    this.follow();
  }

  // A run has begun to draw version `since`. It is drawn once its end is there, or at once where none is to come.
  begin(since, run) {
    if (run && run === this.run) return;
    this.run = run;
    this.since = since;
    this.begun = Date.now();
    if (!run || ends.get(this.channel) === run) this.finish(run);
  }

  finish(run) {
    if (run === this.run) this.drawn = this.since;
  }

  // While a run is being drawn its version counts; one that has not come to its end by then was stopped on its way.
  shown() {
    return Date.now() - this.begun < DRAWING ? this.since : this.drawn;
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
      if (Number(event.data) > this.shown()) this.tell(event.data);
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
    if (byChannel.get(this.channel) === this) byChannel.delete(this.channel);
  }

  tell(what) {
    this.component?.setTriggerValue("tick", what);
  }
}

export default function (component) {
  const { data, parentElement } = component;
  const container = parentElement.closest('[data-testid="stElementContainer"]');
  if (container) container.style.display = "none";
  if (data.end) {
    ends.set(data.channel, data.end);
    byChannel.get(data.channel)?.finish(data.end);
    return;
  }
  let stream = streams.get(parentElement);
  if (stream?.channel !== data.channel) {
    stream?.stop();
    stream = new Stream(data.channel);
    streams.set(parentElement, stream);
    byChannel.set(data.channel, stream);
  }
  stream.component = component;
  stream.begin(data.since, data.run);
  return () => {
    streams.get(parentElement)?.stop();
    streams.delete(parentElement);
  };
}
