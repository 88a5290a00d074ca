// Keeps the page of a request as it is on the server. Without this the page says how to look again.

import { showLocalTimes } from './local_time.js';

const everyMilliseconds = 4000;
const toldAfter = 2; // Looks that failed, one after the other.

/** @param {ParentNode} root */
const part = (root) => root.querySelector('[data-live]');

/** What the server last sent: times are shown otherwise here than there. */
let known = part(document)?.innerHTML;

async function look() {
  const answer = await fetch(location.pathname, { headers: { Accept: 'text/html' } });
  if (!answer.ok) throw new Error(String(answer.status));
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const next = part(page);
  if (!next || next.innerHTML === known) return;
  known = next.innerHTML;
  part(document)?.replaceChildren(...next.childNodes);
  document.title = page.title;
  document.querySelector('.page__actions')?.replaceWith(page.querySelector('.page__actions') ?? '');
  showLocalTimes(document);
}

let failed = 0;

/** The network may be away for a while: then it is said. */
async function lookAndTell() {
  failed = await look().then(() => 0, () => failed + 1);
  const lost = /** @type {HTMLElement} */ (document.querySelector('[data-lost]'));
  const text = failed >= toldAfter ? lost.dataset.lost ?? '' : '';
  if (lost.textContent !== text) lost.textContent = text;
}

async function keepLooking() {
  if (!document.hidden) await lookAndTell();
  setTimeout(keepLooking, everyMilliseconds);
}

document.querySelector('[data-without-script]')?.remove();
showLocalTimes(document);
document.addEventListener('visibilitychange', () => { if (!document.hidden) lookAndTell(); });
setTimeout(keepLooking, everyMilliseconds);
