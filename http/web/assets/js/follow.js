// Keeps the page of a request as it is on the server. Without this the page says how to look again.

import { showLocalTimes } from './local_time.js';

const everyMilliseconds = 4000;

/** @param {ParentNode} root */
const part = (root) => root.querySelector('[data-live]');

/** What the server last sent: times are shown otherwise here than there. */
let known = part(document)?.innerHTML;

async function look() {
  const answer = await fetch(location.pathname, { headers: { Accept: 'text/html' } });
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const next = part(page);
  if (!next || next.innerHTML === known) return;
  known = next.innerHTML;
  part(document)?.replaceChildren(...next.childNodes);
  document.title = page.title;
  document.querySelector('.page__actions')?.replaceWith(page.querySelector('.page__actions') ?? '');
  showLocalTimes(document);
}

async function keepLooking() {
  if (!document.hidden) await look().catch(() => {}); // The network may be away for a while.
  setTimeout(keepLooking, everyMilliseconds);
}

document.querySelector('[data-without-script]')?.remove();
showLocalTimes(document);
document.addEventListener('visibilitychange', () => { if (!document.hidden) look().catch(() => {}); });
setTimeout(keepLooking, everyMilliseconds);
