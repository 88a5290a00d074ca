// The console's words for the API's.

/** What has no words here is told by its own name. @param {string} name */
const plain = (name) => (name.charAt(0).toUpperCase() + name.slice(1)).replaceAll('-', ' ');

/** @type {Record<string, string>} */
const somebody = { engine: 'the engine', operator: 'an operator', agent: 'an agent', resident: 'the resident', intake: 'the exchange' };

/** Whose token names nobody goes by the role alone. @param {{role?: string | null, id?: string | null}} who */
export const person = ({ role, id }) => (!role ? id ?? 'nobody' : !id || id === role || role === 'resident' ? somebody[role] ?? role : `${role} ${id}`);

/** Why an offer was taken back. @type {Record<string, string>} */
export const withdrawals = {
  'switched-off': 'the agent switched off',
  'out-of-office': 'the agent is out of office',
  deregistered: 'the agent was de-registered',
  suspended: 'the agent was suspended',
  cancelled: 'the referral was cancelled',
  assigned: 'an operator assigned it',
  broadcast: 'an operator opened it to every agent',
  outage: 'the engine was down',
};

/** Why a referral is Mass. @type {Record<string, string>} */
export const openings = {
  'no-window-left': 'there was no time left for another offer',
  'nobody-offerable': 'there was nobody to offer it to',
  operator: 'an operator ordered it',
};

/** @type {Record<import('contract').ResidentContact['preferred_contact'], string>} */
export const ways = { phone: 'a call', text: 'a text message', email: 'an e-mail' };

/** @type {Record<string, string>} */
const reasons = {
  'switched-off': 'switched off',
  'outside-schedule': 'outside their schedule',
  'on-break': 'on a break',
  'out-of-office': 'out of office',
  'limit-reached': 'has as many as one may',
  'not-registered': 'not registered',
  'not-eligible': 'not eligible',
  paused: 'paused',
};

/** @param {import('contract').Availability} availability */
export const availabilityOf = ({ now, reason }) => (now ? 'available' : reasons[reason] ?? plain(reason).toLowerCase());

/** What stands in the audit. @type {Record<string, string>} */
const records = {
  assigned: 'Assigned to an agent',
  'made-mass': 'Opened to every agent',
  'contact-shared': 'Contact information shown',
  contacted: 'Resident contacted',
  deregistered: 'De-registered',
  'actor-restarted': 'Actor started again',
  'notification-retried': 'Notification tried again',
};

/** @param {string} type */
export const recordOf = (type) => records[type] ?? plain(type);
