// An operator at the console.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { expectAccessible, launch } from './browser.mjs';
import { openConsoleOf } from './console.mjs';
import { ask, Engine, eventually, hire, register } from './engine.mjs';
import { News } from './news.mjs';

let engine;
let browser;
let news;
before(async () => {
  engine = await Engine.start();
  browser = await launch();
  news = await News.start();
});
after(async () => {
  await browser?.close();
  await news?.stop();
  await engine?.stop();
});

const openConsole = (hash, options) => openConsoleOf({ browser, engine, news }, hash, options);

const one = (page) => page.getByRole('region', { name: 'One referral' });
const seen = (id) => engine.call(engine.token('operator'), 'GET', `/v1/referrals/${id}`);

/** Presses a button and answers the dialog that it opens. */
async function order(page, name, send, answers = {}) {
  await page.getByRole('button', { name, exact: true }).click();
  const dialog = page.getByRole('dialog');
  for (const [label, value] of Object.entries(answers)) await dialog.getByLabel(label).fill(value);
  await dialog.getByRole('button', { name: send, exact: true }).click();
}

test('sees figures, a referral’s history with its reasons, agents and actors', async () => {
  const token = await hire(engine, 'ada', 'Ada Agent');
  await register(engine, token);
  const made = await ask(engine);
  for (const colorScheme of ['light', 'dark']) {
    const { context, page, complaints } = await openConsole('', { colorScheme });
    await page.getByRole('button', { name: made.id }).click();
    await one(page).getByText('Offered to ada').waitFor();
    await one(page).getByText(/Why: cost .* the lowest of 1/).waitFor();
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Agents', exact: true }).click();
    await page.getByRole('row', { name: /Ada Agent/ }).getByRole('cell', { name: 'available', exact: true }).waitFor(); // Around the clock: no date.
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Actors', exact: true }).click();
    await page.getByRole('cell', { name: 'agent ada' }).waitFor();
    await page.getByRole('table', { name: 'Actors one by one' }).getByRole('button', { name: 'Handled' }).click();
    await page.getByRole('combobox', { name: 'Kind' }).selectOption('copier');
    await page.getByRole('cell', { name: 'agent ada' }).waitFor({ state: 'detached' });
    await expectAccessible(page);
    assert.deepEqual(complaints, []);
    await context.close();
  }
});

const figure = (page, name) => page.locator('.figures__one').filter({ has: page.getByText(name, { exact: true }) }).locator('dd');

test('counts what waits, is offered, in progress and late, and sees it change', async () => {
  const hurried = await Engine.start('--callback-promise', '16s', '--callback-reserve', '0s', '--offer-window', '10s');
  try {
    await register(hurried, await hire(hurried, 'ada', 'Ada Agent'));
    const { context, page } = await openConsoleOf({ browser, engine: hurried, news });
    const expectFigures = async (told) => { for (const [name, value] of Object.entries(told)) await figure(page, name).getByText(value, { exact: true }).waitFor(); };
    await expectFigures({ Waiting: '0', 'Offered now': '0', 'In progress': '0', Overdue: '0', 'Contact centre': '0', 'Agents available': '1', 'Waiting longest': '–' });
    const made = await ask(hurried);
    const other = await ask(hurried, { language: 'vi' });
    news.tell('requested');
    await expectFigures({ Waiting: '2', 'Offered now': '1' });
    await hurried.call(hurried.token('agent', '--agent', 'ada'), 'POST', `/v1/referrals/${made.id}/accept`);
    await expectFigures({ Waiting: '1', 'In progress': '1', Overdue: '2', 'Contact centre': '1' });
    await figure(page, 'Inside the promise').getByText('0.0 %').waitFor();
    await figure(page, 'Waiting longest').getByText(/^\d+ s$/).waitFor();
    assert.match(await figure(page, 'Overdue').locator('..').getAttribute('class'), /--bad/);

    // Overdue ones stand first, however old they are; filters narrow the list.
    const later = await ask(hurried, { language: 'ne' });
    await hurried.call(hurried.token('operator'), 'POST', `/v1/referrals/${later.id}/contacted`);
    news.tell('contacted');
    const ids = () => page.getByRole('table', { name: 'Referrals, overdue first' }).getByRole('button').allInnerTexts();
    await page.getByRole('button', { name: later.id }).waitFor();
    assert.equal((await ids())[2], later.id);
    const narrowed = async (name, option, expected) => {
      await page.getByRole('combobox', { name, exact: true }).selectOption(option);
      for (const each of [made, other, later]) await page.getByRole('button', { name: each.id }).waitFor({ state: expected.includes(each) ? 'visible' : 'detached' });
      await page.getByText(`All ${expected.length} are shown.`).waitFor();
    };
    await narrowed('Show', 'Overdue', [made, other]);
    await narrowed('Show', 'Contact centre’s list', [other]);
    await narrowed('Show', 'Everything', [made, other, later]);
    await narrowed('Status', 'In Progress', [made]);
    await narrowed('Status', 'All', [made, other, later]);
    await narrowed('Type', 'General', [made]);
    await narrowed('Type', 'All', [made, other, later]);

    // What has ended stands above those that are open only where all are asked for.
    await hurried.call(hurried.token('operator'), 'POST', `/v1/referrals/${other.id}/complete`, { disposition: 'enrolled' });
    news.tell('completed');
    await page.getByRole('row', { name: other.id }).getByText('Complete', { exact: true }).waitFor();
    assert.equal((await ids()).at(-1), later.id);
    await narrowed('Show', 'Overdue', [made]);
    await narrowed('Status', 'Complete', [other]);
    await narrowed('Status', 'Open', [made]);
    await narrowed('Show', 'Everything', [made, later]);
    assert.equal((await ids())[0], made.id);
    await context.close();
  } finally {
    await hurried.stop();
  }
});

test('looks at contact information for a reason, and not at the next one’s', async () => {
  const made = await ask(engine, { language: 'vi', name: 'Rosa <i>Reveal</i>', note: 'After five.' });
  const other = await ask(engine, { language: 'vi' });
  const { context, page, complaints } = await openConsole();
  await page.getByRole('button', { name: made.id }).click();
  await one(page).getByText('The resident asked').waitFor();
  await one(page).getByRole('button', { name: 'Reveal contact' }).click();
  await expectAccessible(page);
  await page.keyboard.press('Escape'); // No reason, no look.
  assert.equal(await page.getByText('Reveal</i>').count(), 0);
  await order(one(page).page(), 'Reveal contact', 'Look at it', { Reason: 'She called us.' });
  await one(page).getByText('Rosa <i>Reveal</i>').waitFor();
  await one(page).getByText('After five.').waitFor();
  await one(page).getByText('Contact information shown to an operator').waitFor();
  await expectAccessible(page);
  await page.getByRole('button', { name: other.id }).click();
  await one(page).getByRole('heading', { name: other.id }).waitFor();
  assert.equal(await page.getByText('Reveal</i>').count(), 0);
  await page.getByRole('link', { name: 'Audit' }).click();
  await page.getByLabel('Id of a referral or an agent').fill(made.id);
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await page.getByRole('row', { name: /Contact information shown an operator/ }).getByText('She called us.').waitFor();
  await expectAccessible(page);
  assert.deepEqual(complaints, []);
  await context.close();
});

test('broadcasts, and de-registers with a reason', async () => {
  const token = await hire(engine, 'bob', 'Bob Agent');
  await register(engine, token, ['sw']);
  const made = await ask(engine, { language: 'sw' });
  const { context, page } = await openConsole();
  await page.getByRole('button', { name: made.id }).click();
  await order(page, 'Broadcast', 'Broadcast');
  await page.getByText('Open to every agent: an operator ordered it').waitFor();
  await page.getByRole('link', { name: 'Agents', exact: true }).click();
  await order(page, 'De-register Bob Agent', 'De-register', { Reason: 'He asked for it.' });
  await page.getByRole('row', { name: /Bob Agent/ }).getByText('De-registered').waitFor();
  await context.close();
});

test('assigns, and takes from one agent to give to another', async () => {
  const tokens = [await hire(engine, 'cy', 'Cy Agent'), await hire(engine, 'dot', 'Dot Agent')];
  for (const token of tokens) await register(engine, token, ['ko']);
  const made = await ask(engine, { language: 'ja' });
  const { context, page } = await openConsole();
  await page.getByRole('button', { name: made.id }).click();
  await order(page, 'Assign', 'Assign', { 'Agent’s id': 'nobody' });
  await one(page).getByRole('heading', { name: 'That did not work' }).waitFor();
  await order(page, 'Assign', 'Assign', { 'Agent’s id': 'cy', 'Reason (optional)': 'He speaks it a little.' });
  await one(page).getByText(/Assigned to cy by an operator/).waitFor();
  await one(page).getByText(/cy, answers by .*, assigned/).waitFor();
  await engine.call(tokens[0], 'POST', `/v1/referrals/${made.id}/accept`);
  news.tell('accepted');
  await order(page, 'Reassign', 'Reassign', { 'Agent’s id': 'dot' });
  await one(page).getByText(/Assigned to dot by an operator/).waitFor();
  assert.equal((await seen(made.id)).agent_id, 'dot');
  await context.close();
});

test('cancels for a reason, and not without one', async () => {
  const made = await ask(engine, { language: 'pl' });
  const { context, page } = await openConsole();
  await page.getByRole('button', { name: made.id }).click();
  await order(page, 'Cancel', 'Cancel the referral', {});
  assert.ok(await page.getByRole('dialog').isVisible(), 'the reason is missing');
  await page.getByRole('button', { name: 'Back' }).click();
  assert.equal((await seen(made.id)).status, 'Pending');
  await order(page, 'Cancel', 'Cancel the referral', { Reason: 'Asked by mistake.' });
  await one(page).getByText(/Cancelled by an operator/).waitFor();
  assert.equal(await page.getByRole('button', { name: 'Cancel', exact: true }).count(), 0);
  assert.equal((await seen(made.id)).status, 'Cancelled');
  await context.close();
});

test('notes what the contact centre did itself', async () => {
  const made = await ask(engine, { language: 'pl' });
  const { context, page } = await openConsole();
  await page.getByRole('button', { name: made.id }).click();
  await order(page, 'Contacted', 'Yes, contacted');
  await one(page).getByText('Resident contacted').waitFor();
  await page.getByRole('button', { name: 'Complete', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('What came of it').selectOption('will-enrol-later');
  await dialog.getByLabel('Note (optional)').fill('Calls again in May.');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Complete', exact: true }).click();
  await one(page).getByText('Completed: Will enroll later').waitFor();
  assert.equal((await seen(made.id)).disposition, 'will-enrol-later');
  await context.close();
});

test('hears what happens, is told when it doesn’t, and asks meanwhile', async () => {
  const { context, page } = await openConsole();
  await page.getByRole('table', { name: 'Referrals, overdue first' }).waitFor();
  const underWay = new Set(); // Of what the page asks; its stream is none of it.
  page.on('request', (asked) => { if (!asked.url().endsWith('/v1/events')) underWay.add(asked); });
  for (const over of ['requestfinished', 'requestfailed']) page.on(over, (asked) => underWay.delete(asked));
  await page.clock.install();
  await page.goto(`${engine.url}/operator`);
  await page.getByRole('table', { name: 'Referrals, overdue first' }).waitFor();
  const heard = await ask(engine, { language: 'uk' });
  await page.clock.pauseAt(Date.now() + 60_000);
  await eventually(() => underWay.size === 0, 'the end of its last look');
  const later = await ask(engine, { language: 'uk' });
  news.tell('requested');
  const row = page.getByRole('button', { name: later.id });
  let looks = 0; // In all fewer seconds of the page's than it takes to ask by itself, and more of ours.
  const goOn = () => ((looks += 1) <= 400 && looks % 10 === 0 ? page.clock.runFor(100) : false);
  await eventually(async () => (await row.isVisible()) || goOn(), 'what was told');
  assert.ok(await page.getByRole('button', { name: heard.id }).isVisible());
  await page.clock.resume();
  news.cut();
  await page.getByText('The live connection is lost').waitFor();
  await expectAccessible(page);
  const unheard = await ask(engine, { language: 'uk' });
  await page.getByRole('button', { name: unheard.id }).waitFor();
  news.mend();
  await page.getByText('The live connection is lost').waitFor({ state: 'detached' });
  await context.close();
});

test('pauses and resumes an agent, and a county on the picture of Kentucky', async () => {
  const token = await hire(engine, 'eve', 'Eve Agent', '42001');
  await register(engine, token, ['so']);
  await ask(engine, { language: 'ht', zip: '41501' });
  const { context, page, complaints } = await openConsole('#map');
  await page.getByRole('img', { name: /Kentucky by ZIP code: \d+ referrals? waits?, \d+ agents? (is|are) available/ }).waitFor();
  const paducah = page.getByRole('row', { name: /McCracken County/ });
  const pikeville = page.getByRole('row', { name: /Pike County/ });
  await pikeville.getByRole('cell', { name: '1', exact: true }).waitFor();
  await paducah.getByRole('cell', { name: '1', exact: true }).waitFor();
  await page.getByText('McCracken County, 42001: 1 agent available').waitFor({ state: 'attached' });
  await expectAccessible(page);
  await page.setViewportSize({ width: 320, height: 800 });
  for (const mark of ['.kentucky__waiting', '.kentucky__agents']) assert.ok((await page.locator(mark).first().boundingBox()).width >= 8, mark);
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.getByRole('button', { name: 'Pause a county' }).click();
  await page.getByRole('dialog').getByLabel('County').selectOption('McCracken County');
  await page.getByRole('dialog').getByLabel('Reason').fill('A flood.');
  await page.getByRole('dialog').getByRole('button', { name: 'Pause the county' }).click();
  await paducah.getByText(/^since /).waitFor();
  await page.goto(`${engine.url}/operator#agents`);
  const eve = page.getByRole('row', { name: /Eve Agent/ });
  await eve.getByText('paused with its county').waitFor();
  await page.goto(`${engine.url}/operator#map`);
  await order(page, 'Resume McCracken County', 'Resume');
  await paducah.getByText(/^since /).waitFor({ state: 'detached' });
  await page.goto(`${engine.url}/operator#agents`);
  await order(page, 'Pause Eve Agent', 'Pause', { Reason: 'Ill.', 'Until (optional)': '2099-01-01T10:00' });
  await eve.getByText(/^paused until Jan 1, 2099, 10:00 AM$/).waitFor();
  assert.equal((await engine.call(token, 'GET', '/v1/agents/me')).paused.until.slice(0, 4), '2099');
  await order(page, 'Resume Eve Agent', 'Resume');
  await eve.getByText(/^available/).waitFor();
  assert.deepEqual(complaints, []);
  await context.close();
});

test('opens and closes the programme by switch, hours and holidays', async () => {
  const { context, page, complaints } = await openConsole('#programme');
  const now = () => engine.call('', 'GET', '/v1/programme');
  const before = await now();
  await page.getByText('The programme is open').waitFor();
  await page.getByText('By weekly hours').click();
  await page.getByText('Closed on Friday').click();
  await page.getByLabel('A day on which it is closed').fill('2099-12-25');
  await page.getByRole('button', { name: 'Add holiday' }).click();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Save the programme' }).click();
  await page.getByText('The programme is switched on').waitFor();
  const { hours } = await now();
  assert.deepEqual([hours.weekly.thursday.start, hours.weekly.friday, hours.holidays], ['09:00', null, ['2099-12-25']]);
  await page.getByText('Take new requests').click();
  await page.getByLabel('What residents read while it is switched off (optional)').fill('Back on Monday.');
  await page.getByLabel('Contact centre’s number').fill('12');
  await page.getByRole('button', { name: 'Save the programme' }).click();
  await page.getByText('This could not be saved').waitFor();
  await page.getByLabel('Contact centre’s number').fill('502-555-0199');
  await page.getByRole('button', { name: 'Save the programme' }).click();
  await page.getByText('The programme is switched off').waitFor();
  assert.deepEqual([(await now()).open, (await now()).message], [false, 'Back on Monday.']);
  await engine.call(engine.token('operator'), 'PUT', '/v1/programme', before);
  assert.deepEqual(complaints.filter((each) => !each.includes('422')), []);
  await context.close();
});

test('reads the audit, and is told where there is none', async () => {
  const { context, page } = await openConsole();
  const record = { sequence: 7, at: new Date().toISOString(), type: 'contact-shared', by: { role: 'operator', id: 'olga' }, subject: 'r-1', reason: 'She <b>called</b>.', from: '127.0.0.1' };
  let offered = true;
  await context.route('**/v1/audit?*', (route) => (offered ? route.fulfill({ json: { items: [record], next: null } })
    : route.fulfill({ status: 404, json: { type: '/problems/not-found', detail: 'There is nothing.' } })));
  await page.getByRole('link', { name: 'Audit' }).click();
  await page.getByRole('cell', { name: 'She <b>called</b>.' }).waitFor();
  await page.getByLabel('Id of a referral or an agent').fill('r-1');
  const narrower = page.waitForRequest(/subject=r-1/);
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await narrower;
  await page.getByText('All 1 are shown.').waitFor();
  await expectAccessible(page);
  offered = false;
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await page.getByRole('heading', { name: 'There is no audit to read' }).waitFor();
  await context.close();
});

test('goes beyond the first page of each list', async () => {
  const id = (at) => `row-${String(at).padStart(3, '0')}`;
  const lines = Array.from({ length: 120 }, (_, at) => `${id(at)},${80000000 + at},Row ${at},row@example.org,502-555-0100,40202,L-1,2099-12-31,2099-12-31,2026-01-02`);
  await engine.call(engine.token('operator'), 'POST', '/v1/agents/import',
    ['id,npn,name,email,phone,zip,license_number,license_expires,certification_expires,doi_contact_confirmed_on', ...lines, ''].join('\n'));
  const all = [];
  for (let at = 0; at < 60; at += 1) all.push(await ask(engine, { language: 'ne' }));
  const { context, page } = await openConsole();
  const [oldest, newest] = [all[0], all[59]].map(({ id: which }) => page.getByRole('button', { name: which }));
  await oldest.waitFor(); // Its promise comes first.
  assert.equal(await newest.count(), 0);
  await page.getByRole('button', { name: 'Show more referrals' }).click();
  await newest.waitFor();
  await page.getByRole('combobox', { name: 'Status' }).selectOption('All'); // The newest come first.
  await oldest.waitFor({ state: 'detached' });
  await newest.waitFor();
  await page.getByRole('button', { name: 'Show more referrals' }).click();
  await oldest.waitFor();
  await page.getByRole('link', { name: 'Agents', exact: true }).click();
  await page.getByRole('cell', { name: id(0), exact: true }).waitFor();
  assert.equal(await page.getByRole('cell', { name: id(119), exact: true }).count(), 0);
  await page.getByRole('button', { name: 'Show more agents' }).click();
  await page.getByRole('cell', { name: id(119), exact: true }).waitFor();
  await page.getByRole('link', { name: 'Actors', exact: true }).click();
  await page.getByRole('table', { name: 'Actors one by one' }).getByRole('row').nth(50).waitFor();
  await page.getByRole('button', { name: 'Show more actors' }).click();
  await page.getByRole('table', { name: 'Actors one by one' }).getByRole('row').nth(51).waitFor();
  await context.close();
});
