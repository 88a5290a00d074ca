// An agent at the portal: signing in, answering, racing, losing the connection, registering.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { expectAccessible, launch, openWindow } from './browser.mjs';
import { ask, Engine, hire, register } from './engine.mjs';

let engine;
let browser;
before(async () => {
  engine = await Engine.start();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await engine?.stop();
});

let hired = 0;

/** Languages that one test's agents speak and no other's, so that they don't take each other's offers. */
const ownLanguage = () => ['sw', 'so', 'vi', 'ko', 'ja', 'hi', 'ne', 'ar', 'pl', 'uk'][hired % 10];

async function newAgent(languages) {
  hired += 1;
  const id = `agent-${hired}`;
  const token = await hire(engine, id, `Agent Number ${hired}`);
  if (languages) await register(engine, token, languages);
  return { id, token };
}

async function signIn(id, options) {
  const opened = await openWindow(browser, options);
  await opened.page.goto(engine.link('agent', '--agent', id));
  await opened.page.getByRole('heading', { name: 'Agent Portal' }).waitFor();
  return opened;
}

const offer = (page) => page.getByRole('region', { name: 'Waiting for your answer' });
const board = (page) => page.getByRole('region', { name: 'Open to every agent' });
const progress = (page) => page.getByRole('region', { name: 'In progress' });
const recent = (page) => page.getByRole('region', { name: 'Recent' });

test('signs in with a token and out again', async () => {
  const { id, token } = await newAgent(['en']);
  const { context, page, complaints } = await openWindow(browser);
  await page.goto(`${engine.url}/agent`);
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await expectAccessible(page);
  await page.getByLabel('Access token').fill(token);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Agent Portal' }).waitFor();
  await page.getByText('Agent Number').waitFor();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByText('You are signed out.').waitFor();
  await page.goto(`${engine.url}/agent`);
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  assert.deepEqual(complaints, []);
  assert.ok(id);
  await context.close();
});

test('a link signs in once', async () => {
  const { id } = await newAgent(['en']);
  const link = engine.link('agent', '--agent', id);
  const first = await openWindow(browser);
  await first.page.goto(link);
  await first.page.getByRole('heading', { name: 'Agent Portal' }).waitFor();
  assert.equal(new URL(first.page.url()).hash, '');
  const second = await openWindow(browser);
  await second.page.goto(link);
  await second.page.getByRole('heading', { name: 'This link signs nobody in any more' }).waitFor();
  await first.context.close();
  await second.context.close();
});

test('accepts with the green check mark, calls, completes', async () => {
  const language = ownLanguage();
  const { id } = await newAgent([language]);
  const { context, page, complaints } = await signIn(id);
  await offer(page).getByText('No offer at the moment.').waitFor();
  await ask(engine, { name: 'Rosa <i>Example</i>', language, phone: '502-555-0142', email: 'rosa@example.org', preferred_contact: 'text', note: 'After five.' });
  const accept = offer(page).getByRole('button', { name: /^Accept: / });
  await accept.waitFor();
  assert.match(await page.title(), /^\(1\) New offer/);
  await page.getByRole('timer').filter({ hasText: /^1?\d:\d\d$/ }).waitFor();
  assert.equal(await page.getByText('Rosa').count(), 0);
  await expectAccessible(page);
  await accept.click();
  const mine = progress(page);
  await mine.getByRole('heading', { name: 'Rosa <i>Example</i>' }).waitFor();
  const ways = mine.locator('.ways a');
  assert.deepEqual(await ways.evaluateAll((all) => all.map((each) => each.getAttribute('href'))),
    ['sms:+15025550142', 'tel:+15025550142', 'mailto:rosa@example.org']);
  await mine.getByText('After five.').waitFor();
  await expectAccessible(page);
  await mine.getByRole('button', { name: 'Contacted' }).click();
  await mine.getByText('Contacted', { exact: true }).waitFor();
  await mine.getByRole('button', { name: 'Complete', exact: true }).click();
  await mine.getByText('Enrolled in a plan').click();
  await mine.getByLabel('Note (optional)').fill('Silver plan');
  await expectAccessible(page);
  await mine.getByRole('button', { name: 'Complete the referral' }).click();
  await recent(page).getByText('Enrolled in a plan').waitFor();
  assert.deepEqual(complaints, []);
  await context.close();
});

test('rejects, and releases with a reason', async () => {
  const language = ownLanguage();
  const { id } = await newAgent([language]);
  const { context, page } = await signIn(id);
  await ask(engine, { language });
  await offer(page).getByRole('button', { name: /^Reject: / }).click();
  await board(page).getByRole('button', { name: /^Accept: / }).click();
  await progress(page).getByRole('button', { name: 'Release' }).click();
  await progress(page).getByLabel('Why do you release it?').fill('I have to leave.');
  await progress(page).getByRole('button', { name: 'Release the referral' }).click();
  await progress(page).getByText('You have nothing in progress.').waitFor();
  await context.close();
});

test('two race for one referral: one wins, the other is told kindly', async () => {
  const language = ownLanguage();
  const one = await newAgent([language]);
  const two = await newAgent([language]);
  const made = await ask(engine, { language });
  await engine.call(engine.token('operator'), 'POST', `/v1/referrals/${made.id}/broadcast`);
  const windows = [await signIn(one.id), await signIn(two.id)];
  const buttons = windows.map(({ page }) => board(page).getByRole('button', { name: /^Accept: / }));
  await Promise.all(buttons.map((each) => each.waitFor()));
  // The loser's page is kept from hearing the news, so that both press.
  await Promise.all(windows.map(({ context }) => context.route('**/referrals?*', (route) => route.abort())));
  await Promise.all(buttons.map((each) => each.click()));
  await Promise.any(windows.map(({ page }) => page.getByRole('heading', { name: 'Already taken' }).waitFor()));
  const lost = await Promise.all(windows.map(({ page }) => page.getByRole('heading', { name: 'Already taken' }).count()));
  assert.equal(lost[0] + lost[1], 1);
  for (const { context } of windows) await context.close();
});

test('shows an offer that came while the page was still connecting', async () => {
  const language = ownLanguage();
  const { id } = await newAgent([language]);
  const { context, page } = await openWindow(browser);
  let connect;
  const asked = new Promise((resolve) => { connect = resolve; });
  await context.route('**/events', async (route) => {
    await asked;
    await route.continue();
  });
  await page.goto(engine.link('agent', '--agent', id));
  await offer(page).getByText('No offer at the moment.').waitFor();
  await ask(engine, { language });
  connect();
  await offer(page).getByRole('button', { name: /^Accept: / }).waitFor();
  await context.close();
});

test('is notified of a new offer once it was asked and said yes', async () => {
  const language = ownLanguage();
  const { id } = await newAgent([language]);
  const { context, page, complaints } = await openWindow(browser);
  await context.grantPermissions(['notifications'], { origin: engine.url });
  // The browser's own notification, noted as it is raised; asked for as by a browser that hasn't asked yet.
  await page.addInitScript(() => {
    const said = { permission: sessionStorage.getItem('said') ?? 'default' };
    window.raised = [];
    window.Notification = class extends Notification {
      static get permission() { return said.permission; }
      static async requestPermission() {
        said.permission = await super.requestPermission();
        sessionStorage.setItem('said', said.permission);
        return said.permission;
      }
      constructor(title, more) {
        super(title, more);
        window.raised.push([title, more.body]);
      }
    };
  });
  await page.goto(engine.link('agent', '--agent', id));
  await offer(page).getByText('No offer at the moment.').waitFor();
  await page.getByRole('button', { name: 'Notify me of new offers' }).click();
  await page.getByRole('button', { name: 'Notify me of new offers' }).waitFor({ state: 'hidden' });
  await ask(engine, { language, zip: '40203', name: 'Rosa Secret' });
  await offer(page).getByRole('button', { name: /^Accept: / }).waitFor();
  const [[title, body], ...more] = await page.evaluate(() => window.raised);
  assert.deepEqual([title, more.length], ['New referral offer', 0]);
  assert.match(body, /ZIP 40203/);
  assert.doesNotMatch(body, /Rosa/);
  await page.reload();
  await offer(page).getByRole('button', { name: /^Accept: / }).waitFor();
  assert.equal(await page.getByRole('button', { name: 'Notify me of new offers' }).count(), 0);
  assert.deepEqual(complaints, []);
  await context.close();
});

test('switches off and on by hand', async () => {
  const { id, token } = await newAgent(['en']);
  const { context, page } = await signIn(id);
  const hand = page.getByRole('group', { name: 'Take new referrals' });
  await hand.getByRole('button', { name: 'Off' }).click();
  await hand.getByText('Not available: switched off by you').waitFor();
  assert.equal((await engine.call(token, 'GET', '/v1/agents/me')).availability.override, 'off');
  await hand.getByRole('button', { name: 'By schedule' }).click();
  await hand.getByText('Available by your schedule').waitFor();
  await context.close();
});

test('registers in three sections, resumed where left', async () => {
  const { id, token } = await newAgent(null);
  const first = await signIn(id);
  const { page, complaints } = first;
  await page.getByText('You are not registered yet').first().waitFor();
  await page.getByRole('link', { name: 'kynect On Demand', exact: true }).last().click();
  await page.getByText('I agree to these terms').click();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Save and continue' }).click();
  await page.getByRole('heading', { name: 'Preferred Contact Information' }).waitFor();
  assert.deepEqual(complaints, []);
  await first.context.close();

  const again = await signIn(id);
  await again.page.goto(`${engine.url}/agent#registration`);
  await again.page.getByRole('heading', { name: 'Preferred Contact Information' }).waitFor();
  await again.page.getByText('Spanish').click();
  await expectAccessible(again.page);
  await again.page.getByRole('button', { name: 'Save and continue' }).click();
  await again.page.getByRole('heading', { name: 'Schedule & Availability' }).waitFor();
  await again.page.getByRole('button', { name: 'Add Break on Monday' }).click();
  await again.page.getByText('Not Available on Friday').click();
  await again.page.getByRole('button', { name: 'Add Out of Office' }).click();
  await expectAccessible(again.page);
  await again.page.getByRole('button', { name: 'Remove Out of Office' }).click();
  await again.page.getByRole('button', { name: 'Save', exact: true }).click();
  await again.page.getByText('You are registered').first().waitFor();
  const { registration } = await engine.call(token, 'GET', '/v1/agents/me');
  assert.equal(registration.status, 'Registered');
  assert.deepEqual(registration.schedule.weekly.monday, { start: '09:00', end: '17:00', breaks: [{ start: '12:00', end: '12:30' }] });
  assert.equal(registration.schedule.weekly.friday, null);
  assert.deepEqual(registration.contact.languages, ['en', 'es']);
  await again.context.close();
});

test('is asked before it leaves what it has typed', async () => {
  const { id, token } = await newAgent(null);
  await engine.call(token, 'PUT', '/v1/agents/me/registration/agreement', { agreed: true, terms_version: '2026' });
  const { context, page } = await signIn(id);
  await page.goto(`${engine.url}/agent#registration`);
  await page.getByLabel('Phone number').fill('502-555-0177');
  const asked = page.waitForEvent('dialog');
  await page.reload();
  assert.equal((await asked).type(), 'beforeunload');
  await context.close();
});

test('counts down by the engine’s clock and says when the time is over', async () => {
  const patient = await Engine.start('--offer-window', '10m');
  try {
    const token = await hire(patient, 'ada', 'Ada Agent');
    await register(patient, token);
    await ask(patient);
    const { context, page, complaints } = await openWindow(browser);
    // The reader's own clock is an hour behind.
    await page.clock.install({ time: Date.now() - 3_600_000 });
    await page.goto(patient.link('agent', '--agent', 'ada'));
    const timer = page.getByRole('timer');
    await timer.filter({ hasText: /^\d:\d\d$/ }).waitFor();
    await page.clock.fastForward('10:01');
    await timer.getByText('Time is over').waitFor();
    assert.deepEqual(complaints, []);
    await context.close();
  } finally {
    await patient.stop();
  }
});

test('is told what an offer without an answer counts', async () => {
  const short = await Engine.start('--offer-window', '4s');
  try {
    const token = await hire(short, 'ada', 'Ada Agent');
    await register(short, token);
    const { context, page, complaints } = await openWindow(browser);
    await page.goto(short.link('agent', '--agent', 'ada'));
    await offer(page).getByText('No offer at the moment.').waitFor();
    await ask(short);
    await page.getByText('1 of 3').waitFor();
    await board(page).getByRole('button', { name: /^Accept: / }).waitFor();
    for (let misses = 2; misses <= 3; misses += 1) {
      await ask(short);
      await (misses < 3 ? page.getByText(`${misses} of 3`) : page.getByText('You are de-registered').first()).waitFor();
    }
    await expectAccessible(page);
    assert.deepEqual(complaints, []);
    await context.close();
  } finally {
    await short.stop();
  }
});

test('is within reach in the dark', async () => {
  const { id } = await newAgent(['en']);
  const { context, page } = await signIn(id, { colorScheme: 'dark' });
  await expectAccessible(page);
  await page.goto(`${engine.url}/agent#registration`);
  await page.getByRole('heading', { name: 'Schedule & Availability' }).waitFor();
  await expectAccessible(page);
  await context.close();
});
