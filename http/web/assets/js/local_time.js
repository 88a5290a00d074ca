// Times of the server in the reader's own zone and language.

/** @param {ParentNode} root */
export function showLocalTimes(root) {
  for (const time of root.querySelectorAll('time[data-local]')) showLocal(/** @type {HTMLTimeElement} */ (time));
}

/** @param {HTMLTimeElement} time */
function showLocal(time) {
  const at = new Date(time.dateTime);
  const today = at.toDateString() === new Date().toDateString();
  const language = `${document.documentElement.lang}-US`; // As it is written there, and with the zones' names.
  /** @type {Intl.DateTimeFormatOptions} */
  const day = today ? {} : { weekday: 'long', month: 'long', day: 'numeric' };
  time.textContent = new Intl.DateTimeFormat(language, { ...day, hour: 'numeric', minute: '2-digit', timeZoneName: 'short' }).format(at);
}
