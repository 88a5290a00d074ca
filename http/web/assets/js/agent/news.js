// Makes a new offer seen by whoever looks elsewhere: in the page's title, and as a notification where that is allowed.

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
