// The portal's words for the API's.

/** @type {Record<import('contract').Disposition, string>} */
export const dispositions = {
  enrolled: 'Enrolled in a plan',
  'will-enrol-later': 'Will enroll later',
  'no-answer': 'No answer',
  'not-interested': 'Not interested',
  'not-eligible': 'Not eligible',
  'wrong-number': 'Wrong number',
};

/** @type {Record<import('contract').Availability['reason'], string>} */
export const availability = {
  'in-schedule': 'Available by your schedule',
  'switched-on': 'Switched on by you',
  'switched-off': 'Switched off by you',
  'outside-schedule': 'Outside your schedule',
  'on-break': 'On a break',
  'out-of-office': 'Out of office',
  'limit-reached': 'As many open referrals as you may hold',
  'not-registered': 'Not registered',
  'not-eligible': 'Not eligible',
  paused: 'Paused by an operator',
};

/** @type {Record<import('contract').Reason, string>} */
export const eligibility = {
  'license-missing': 'The exchange has no license of yours on file.',
  'license-expired': 'Your license has expired.',
  'certification-missing': 'The exchange has no My Purpose certification of yours on file.',
  'certification-expired': 'Your My Purpose certification has expired.',
  'doi-contact-not-confirmed': 'You have not confirmed your contact information with DOI.',
};

/** What a refused answer means to the agent. @type {Record<string, string>} */
export const refusals = {
  'already-taken': 'Another agent was a moment faster, and the resident is being helped. Thank you for being there.',
  'already-ended': 'This referral has ended meanwhile. Nothing is left to do.',
  'offer-expired': 'The time to answer this offer has passed.',
  'not-offered': 'This referral is not offered to you any more.',
  'not-accepted': 'Accept the referral first.',
  'limit-reached': 'You hold as many open referrals as one agent may. Complete one, then accept again.',
  'agent-not-registered': 'You are not registered at the moment. The kynect On Demand tab shows the way back.',
  'agent-not-eligible': 'You are not eligible at the moment. The kynect On Demand tab says why.',
};

const languageNames = new Intl.DisplayNames(['en'], { type: 'language' });

/** @param {string} tag */
export const languageName = (tag) => languageNames.of(tag) ?? tag;

/** `502-555-0123`. @param {string} phone */
export const readablePhone = (phone) => phone.replace(/^\+1(\d{3})(\d{3})(\d{4})$/, '$1-$2-$3');
