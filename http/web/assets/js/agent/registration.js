// The kynect On Demand tab: registering in three sections, in their order, and My Availability.

import { el, focusOn, isFocusLost, notice } from '../dom.js';
import { agreementForm } from './agreement.js';
import { contactForm } from './contact_section.js';
import { scheduleForm } from './schedule.js';
import { eligibility } from '../words.js';

/** @type {{name: 'agreement' | 'contact' | 'schedule', title: string, form: (profile: import('contract').Agent, saved: (answered: import('contract').Agent) => Promise<void>) => any}[]} */
const sections = [
  { name: 'agreement', title: 'Agree to Register', form: agreementForm },
  { name: 'contact', title: 'Preferred Contact Information', form: contactForm },
  { name: 'schedule', title: 'Schedule & Availability', form: scheduleForm },
];

/** Whether a section is saved; after a de-registration whether it is again. @param {number} at @param {import('contract').Agent['registration']} registration @param {number} again how many were saved in this visit */
function isSaved(at, registration, again) {
  return registration.status === 'De-registered' ? at < again : Boolean(registration[sections[at].name]);
}

/** The section to go on with: the first that isn't saved. @param {import('contract').Agent['registration']} registration */
function nextSection(registration) {
  const at = sections.findIndex((_, each) => !isSaved(each, registration, 0));
  return at < 0 ? sections.length - 1 : at;
}

/** @param {import('contract').Agent} profile */
function standing({ registration, credentials }) {
  const reasons = credentials.reasons.map((each) => eligibility[each]).join(' ');
  switch (registration.status) {
    case 'Registered': return notice('success', 'You are registered', 'You get offers whenever you are available. You can change everything below at any time.');
    case 'Suspended': return notice('warning', 'You are suspended', `${reasons} You are back by yourself the moment the exchange has the renewal on file.`);
    case 'De-registered': return notice('error', 'You are de-registered', 'To come back, agree again and confirm the other two sections. What you saved before is still filled in.');
    default: return credentials.eligible || !registration.schedule ? notice('info', 'You are not registered yet', 'Complete the three sections below. What you saved is kept when you leave.')
      : notice('warning', 'You are not eligible yet', `${reasons} You are registered by yourself the moment the exchange has this on file.`);
  }
}

/** @param {number} current @param {(at: number) => boolean} isDone @param {(at: number) => void} go */
function indicator(current, isDone, go) {
  return el('nav', { 'aria-label': 'Sections' }, el('ol', { class: 'sections' }, ...sections.map(({ title }, at) => {
    const saved = isDone(at);
    const may = at === 0 || isDone(at - 1);
    const label = el('span', {}, title, el('span', { class: 'sections__state' }, saved ? 'saved' : at === current ? 'now' : 'to do'));
    const mark = el('span', { class: 'sections__number', 'aria-hidden': 'true' }, String(at + 1));
    return el('li', { class: `sections__one${at === current ? ' sections__one--current' : ''}${saved ? ' sections__one--saved' : ''}` },
      el('button', { type: 'button', class: 'sections__go', disabled: !may, 'aria-current': at === current ? 'step' : null, on: { click: () => go(at) } }, mark, label));
  })));
}

/** @param {{say: (text: string) => void, refresh: () => Promise<void>}} page */
export function makeRegistration(page) {
  const state = el('div', {});
  const steps = el('div', {});
  const place = el('div', { class: 'card section' });
  const element = el('div', {}, el('h2', {}, 'kynect On Demand'), state, steps, place);
  /** @type {import('contract').Agent} */
  let profile;
  let current = -1;
  let changed = false;
  let again = 0; // Sections that were saved in this visit, in their order.

  /** @param {number} at */
  const isDone = (at) => isSaved(at, profile.registration, again);

  // Leaving with something typed and not saved is asked about.
  addEventListener('beforeunload', (event) => { if (changed) event.preventDefault(); });
  place.addEventListener('input', () => { changed = true; });

  /** @param {number} at */
  function go(at) {
    if (changed && at !== current && !confirm('What you changed in this section is not saved. Leave it?')) return;
    changed = false;
    current = at;
    steps.replaceChildren(indicator(current, isDone, choose));
    const { title, form } = sections[at];
    place.replaceChildren(el('h3', {}, title), form(profile, saved));
  }

  /** @param {number} at */
  function choose(at) {
    go(at);
    if (isFocusLost()) focusOn(place.querySelector('h3'));
  }

  /** @param {import('contract').Agent} answered the profile after a section was saved */
  async function saved(answered) {
    changed = false;
    const at = current;
    again = Math.max(again, at + 1);
    profile = answered;
    page.say(`${sections[at].title} is saved.`);
    state.replaceChildren(standing(profile));
    go(Math.min(at + 1, sections.length - 1));
    focusOn(place.querySelector('h3'));
    await page.refresh();
  }

  return {
    element,
    /** @param {import('contract').Agent} next */
    show(next) {
      const status = next.registration.status + next.credentials.reasons;
      const news = !profile || profile.registration.status + profile.credentials.reasons !== status;
      profile = next;
      if (!news) return;
      const held = element.contains(document.activeElement);
      state.replaceChildren(standing(profile));
      const anew = profile.registration.status === 'De-registered';
      if (anew) again = 0;
      if (current < 0 || (anew && !changed)) go(nextSection(profile.registration));
      else steps.replaceChildren(indicator(current, isDone, choose));
      if (held && isFocusLost()) focusOn(place.querySelector('h3'));
    },
  };
}
