// The console's words for notifications.

/** @typedef {import('contract').Notification} Notification */

/** @type {Record<Notification['kind'], string>} */
export const kinds = {
  offer: 'New offer',
  reminder: 'Reminder of an offer',
  'mass-board': 'Something on the board',
  assigned: 'Assigned',
  'in-progress': 'Long in progress',
  deregistered: 'De-registered',
  'request-taken': 'Request taken',
  'agent-found': 'Agent found',
};

/** @type {Record<Notification['channel'], string>} */
export const channels = { email: 'e-mail', webhook: 'webhook' };

/** @type {Record<Notification['status'], string>} */
export const statuses = { waiting: 'Waiting', dead: 'Dead', delivered: 'Delivered', discarded: 'Discarded', skipped: 'Skipped' };

/** A resident by their request: nothing here names them. @param {Notification} notification */
export const addressee = ({ to }) => (to.role === 'resident' ? `resident of ${to.id}` : `agent ${to.id}`);
