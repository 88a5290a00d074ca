// Signed in for as long as somebody is there: what they do keeps the session, what the page does by itself doesn't. Several windows
// may have one session: what this one knows of its end is asked again before anybody is told of it.

import { get, post } from './api.js';
import { entitle, notify } from './attention.js';
import { clockText, now, setClock } from './clock.js';
import { el } from './dom.js';

const renewEvery = 60_000;
const warnBefore = 120_000;
const askEvery = 5000; // Near the end.
const leaveAfter = 30_000; // Where the engine can't be asked.

let idleUntil = Infinity;
let endsAt = Infinity; // Whatever somebody does: the token's end.
let renewed = 0;
let asked = 0;
let toldOfEnd = false;

/** @param {Promise<any>} call */
async function note(call) {
  asked = Date.now();
  const since = asked;
  const told = await call;
  if (!told.role) return leave();
  setClock(told.now, since);
  if (told.idle_until) idleUntil = Date.parse(told.idle_until);
  if (told.ends_at) endsAt = Date.parse(told.ends_at);
  return told;
}

const leave = () => location.replace('/sign-in?ended');

async function renew() {
  if (Date.now() - renewed < renewEvery) return;
  renewed = Date.now();
  await note(post('/session'));
}

/** @type {HTMLDialogElement | null} */
let warning = null;

/** @param {string} title @param {string} text @param {string} answer @param {() => void} [answered] */
function warn(title, text, answer, answered = () => {}) {
  if (warning) return;
  const button = el('button', { class: 'usa-button', type: 'button', on: { click: () => { answered(); warning?.close(); } } }, answer);
  warning = el('dialog', { class: 'dialog', 'aria-labelledby': 'session-warning', on: { close: () => { warning?.remove(); warning = null; entitle(0, ''); } } },
    el('h2', { id: 'session-warning' }, title), el('p', {}, text), button);
  document.body.append(/** @type {Node} */ (warning));
  warning?.showModal();
  entitle(0, title);
  notify(title, text, 'session');
}

function warnOfIdleness() {
  warn('Are you still there?', `Nothing has happened here for a while. At ${clockText(new Date(idleUntil).toISOString())} you will be signed out, and nothing new will be shown here.`,
    'Stay signed in', () => { renewed = 0; renew().catch(() => {}); });
}

/** Nothing that one does keeps a session beyond its token: once told is enough. */
function warnOfEnd() {
  if (toldOfEnd) return;
  toldOfEnd = true;
  warn('Your sign-in is about to end', `It lasts until ${clockText(new Date(endsAt).toISOString())}, whatever you do here. Finish what you are at, then sign in again.`, 'All right');
}

async function watch() {
  const isNear = () => idleUntil - now() < warnBefore;
  if (isNear() && Date.now() - asked >= Math.min(askEvery, Math.max(1000, idleUntil - now()))) await note(get('/session')).catch(() => {});
  if (idleUntil - now() < -leaveAfter) leave();
  else if (!isNear()) warning?.close();
  else if (endsAt <= idleUntil) warnOfEnd();
  else warnOfIdleness();
}

/** Learns who is signed in and the engine's time. */
export async function beginSession() {
  await note(get('/session'));
  for (const event of ['pointerdown', 'keydown']) document.addEventListener(event, () => { if (!warning) renew().catch(() => {}); });
  setInterval(watch, 1000);
}
