// The engine's clock: a countdown that follows the reader's own would be wrong by as much as that is.

let ahead = 0; // Milliseconds by which the engine's clock is ahead of this machine's.

/** @param {string} told the engine's time in an answer @param {number} asked when it was asked, by this machine */
export function setClock(told, asked) {
  ahead = Date.parse(told) - (asked + Date.now()) / 2;
}

export const now = () => Date.now() + ahead;

const soon = 7 * 24 * 3_600_000; // Milliseconds; what changes later is no news.

/** Whether it comes so soon that it is told when. @param {string} instant */
export const isSoon = (instant) => Date.parse(instant) - now() < soon;

/** `14:05`, rounded up, so that nothing is promised after the end. @param {number} milliseconds */
export function countdown(milliseconds) {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
  const minutes = Math.floor(seconds / 60);
  if (minutes >= 60) return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
  return `${minutes}:${String(seconds % 60).padStart(2, '0')}`;
}

/** With its day unless that is today, and its year unless that is this one. @param {string} instant */
export function clockText(instant) {
  const at = new Date(instant);
  const today = new Date(now());
  /** @type {Intl.DateTimeFormatOptions} */
  const year = at.getFullYear() === today.getFullYear() ? {} : { year: 'numeric' };
  /** @type {Intl.DateTimeFormatOptions} */
  const day = at.toDateString() === today.toDateString() ? {} : { month: 'short', day: 'numeric', ...year };
  return new Intl.DateTimeFormat('en-US', { ...day, hour: 'numeric', minute: '2-digit' }).format(at);
}

/** `Eastern Time`: that in which times are shown. */
export const zoneText = () => new Intl.DateTimeFormat('en-US', { timeZoneName: 'longGeneric' }).formatToParts().find(({ type }) => type === 'timeZoneName')?.value ?? '';
