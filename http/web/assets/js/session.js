// Signed in for as long as somebody is there: what they do keeps the session, what the page does by itself doesn't.

import { get, post } from './api.js';
import { now, setClock } from './clock.js';
import { el } from './dom.js';

const renewEvery = 60_000;
const warnBefore = 120_000;

/** @type {number} */
let idleUntil = Infinity;
let renewed = 0;

/** @param {any} told @param {number} asked */
function note(told, asked) {
  setClock(told.now, asked);
  if (told.idle_until) idleUntil = Date.parse(told.idle_until);
}

async function renew() {
  if (Date.now() - renewed < renewEvery) return;
  renewed = Date.now();
  const asked = Date.now();
  note(await post('/session'), asked);
}

/** @type {HTMLDialogElement | null} */
let warning = null;

function warn() {
  if (warning) return;
  const stay = el('button', { class: 'usa-button', type: 'button', on: { click: () => { renewed = 0; renew().catch(() => {}); warning?.close(); } } }, 'Stay signed in');
  warning = el('dialog', { class: 'dialog', 'aria-labelledby': 'session-warning', on: { close: () => { warning?.remove(); warning = null; } } },
    el('h2', { id: 'session-warning' }, 'Are you still there?'),
    el('p', {}, 'Nothing has happened here for a while. In two minutes you will be signed out, and new offers will not be shown here.'),
    stay);
  document.body.append(/** @type {Node} */ (warning));
  warning?.showModal();
}

function watch() {
  const left = idleUntil - now();
  if (left <= 0) location.replace('/sign-in?ended');
  else if (left < warnBefore) warn();
  else warning?.close();
}

/** Learns who is signed in and the engine's time. */
export async function beginSession() {
  const asked = Date.now();
  note(await get('/session'), asked);
  for (const event of ['pointerdown', 'keydown']) document.addEventListener(event, () => { if (!warning) renew().catch(() => {}); });
  setInterval(watch, 1000);
}
