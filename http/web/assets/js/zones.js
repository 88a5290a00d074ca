// Wall clocks of other zones.

/** Kentucky's two first, then the rest of the country's. */
export const zones = [
  ['America/New_York', 'Eastern time (Louisville, Lexington)'],
  ['America/Chicago', 'Central time (Paducah, Bowling Green)'],
  ['America/Denver', 'Mountain time'],
  ['America/Phoenix', 'Arizona'],
  ['America/Los_Angeles', 'Pacific time'],
  ['America/Anchorage', 'Alaska'],
  ['Pacific/Honolulu', 'Hawaii'],
];

/** What a zone's clock shows, as `datetime-local` spells it. @param {string} instant @param {string} zone */
export function wallTime(instant, zone) {
  const parts = Object.fromEntries(new Intl.DateTimeFormat('en-US', { timeZone: zone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' })
    .formatToParts(new Date(instant)).map(({ type, value }) => [type, value]));
  return `${parts.year.padStart(4, '0')}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}`;
}

/** The instant at which a zone's clock shows this; of two the first. @param {string} wall @param {string} zone */
export function instantOf(wall, zone) {
  const asUtc = Date.parse(`${wall}:00Z`);
  let at = asUtc;
  // The offset is asked for where one lands: a second time, since the first may be beyond a change of clocks.
  for (let turn = 0; turn < 2; turn += 1) at = asUtc - (Date.parse(`${wallTime(new Date(at).toISOString(), zone)}:00Z`) - at);
  return new Date(at).toISOString();
}
