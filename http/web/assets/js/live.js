// News from the engine by Server-Sent Events; while they don't come, by asking again and again.

const askEvery = 5000;

/**
 * @param {string} path
 * @param {string[]} types of events
 * @param {(type: string, data: any) => void} hear is called for each, and with `open`, `lost`, `back` and `ask`
 */
export function listen(path, types, hear) {
  let lost = false;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  let asking;

  /** What happened since the page last asked was not heard: whoever hears this asks again. */
  function isOpen() {
    clearInterval(asking);
    hear(lost ? 'back' : 'open', null);
    lost = false;
  }

  function isLost() {
    if (lost) return;
    lost = true;
    hear('lost', null);
    asking = setInterval(() => hear('ask', null), askEvery);
  }

  function connect() {
    const source = new EventSource(path);
    source.onopen = isOpen;
    source.onerror = () => {
      isLost();
      // Otherwise the browser tries again by itself.
      if (source.readyState === EventSource.CLOSED) setTimeout(connect, askEvery);
    };
    for (const type of types) source.addEventListener(type, (event) => hear(type, JSON.parse(/** @type {MessageEvent} */ (event).data)));
  }
  connect();
}
