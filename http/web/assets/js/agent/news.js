// Makes what is new seen by whoever looks elsewhere: in the page's title, and an offer as a notification where that is allowed.

import { entitle, notify } from '../attention.js';
import { el, focusOn } from '../dom.js';
import { languageName } from '../words.js';

/** @type {Set<string>} */
let known = new Set();

/** @param {import('contract').Referral[]} offers @param {(text: string) => void} say */
export function tellOfOffers(offers, say) {
  entitle(1, offers.length ? `(${offers.length}) New offer` : '');
  const fresh = offers.filter((each) => !known.has(each.id + each.reply_by));
  known = new Set(offers.map((each) => each.id + each.reply_by));
  for (const each of fresh) {
    const text = `${languageName(each.language)}, ZIP ${each.zip}. Answer within the time shown.`;
    say(`New offer: ${text}`);
    notify('New referral offer', text, each.id);
  }
}

const sayAfter = 3000; // Milliseconds: what comes in a rush is told at once.

/** @type {Set<string> | null} */
let listed = null;
// New on the board, and not told yet; new, and nobody was here since.
/** @type {Set<string>} */
let untold = new Set();
/** @type {Set<string>} */
let unseen = new Set();
/** @type {ReturnType<typeof setTimeout> | undefined} */
let telling;

/** @param {import('contract').Referral[]} board @param {(text: string) => void} say */
export function tellOfBoard(board, say) {
  const now = new Set(board.map(({ id }) => id));
  const fresh = [...now].filter((id) => listed && !listed.has(id));
  listed = now;
  const still = (/** @type {Set<string>} */ ids) => new Set([...ids, ...fresh].filter((id) => now.has(id)));
  untold = still(untold);
  unseen = still(unseen);
  entitleBoard();
  if (untold.size) telling ??= setTimeout(() => { telling = undefined; sayBoard(say); }, sayAfter);
}

const entitleBoard = () => entitle(2, unseen.size ? `(${unseen.size}) Open to every agent` : '');

/** @param {(text: string) => void} say */
function sayBoard(say) {
  if (untold.size) say(untold.size === 1 ? 'A new referral is open to every agent.' : `${untold.size} new referrals are open to every agent.`);
  untold = new Set();
}

for (const event of ['pointerdown', 'keydown', 'focus']) addEventListener(event, () => { unseen = new Set(); entitleBoard(); });

/** Browsers ask only when somebody presses a button. */
export function askForNotifications() {
  const can = 'Notification' in window && Notification.permission === 'default';
  const button = el('button', { class: 'usa-button usa-button--outline', type: 'button', on: { click: ask } }, 'Notify me of new offers');
  const element = el('p', { class: 'ask-notifications', hidden: !can }, button);
  async function ask() {
    await Notification.requestPermission();
    focusOn(element.nextElementSibling);
    element.hidden = true;
  }
  return element;
}
