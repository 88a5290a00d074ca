// What makes a page seen by whoever looks elsewhere: its title, and a notification where that is allowed.

const plain = document.title;
/** @type {Map<number, string>} */
const told = new Map();

/** The title tells one thing at a time, of the lowest number. @param {number} place @param {string} text none when it is over */
export function entitle(place, text) {
  if (text) told.set(place, text);
  else told.delete(place);
  const first = told.get(Math.min(...told.keys()));
  document.title = first ? `${first} | ${plain}` : plain;
}

/** @param {string} title @param {string} body @param {string} tag the same for what replaces it */
export function notify(title, body, tag) {
  if (!('Notification' in window) || Notification.permission !== 'granted') return;
  try {
    new Notification(title, { body, tag });
  } catch {
    // Android’s browsers have the constructor and throw from it: the page itself tells.
  }
}
