// Every state that a page can be in, and no other file visits: within everybody's reach, in light English and dark Spanish.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { expectAccessible, launch, openWindow } from './browser.mjs';
import { ask, days, Engine, eventually, hire, offered, register, root } from './engine.mjs';

let engine;
let hurried;
let browser;
before(async () => {
  [engine, hurried, browser] = await Promise.all([Engine.start(), Engine.start('--callback-promise', '2s', '--callback-reserve', '0s', '--offer-window', '1s'), launch()]);
});
after(async () => {
  await browser?.close();
  await Promise.all([engine?.stop(), hurried?.stop()]);
});

const readers = [
  { lang: 'en', colorScheme: 'light', name: 'Your name', phone: 'Phone number', zip: 'ZIP code', consent: 'kynect On Demand may give', send: 'Ask for help', chosen: 'Language you want to speak' },
  { lang: 'es', colorScheme: 'dark', name: 'Su nombre', phone: 'Número de teléfono', zip: 'Código postal', consent: 'kynect On Demand puede dar', send: 'Pedir ayuda', chosen: 'Idioma en el que quiere hablar' },
];

/** A language's texts, as the pages have them. @param {string} lang */
const texts = (lang) => JSON.parse(readFileSync(path.join(root, `http/web/texts/${lang}.json`), 'utf8'));

let people = 0;

/** Fills and sends the form: somebody else each time, unless told who. */
async function send(page, words, { name, phone, language = words.lang } = {}) {
  people += 1;
  await page.getByRole('textbox', { name: words.name }).fill(name ?? `Rosa Example ${people}`);
  await page.getByRole('textbox', { name: words.phone }).fill(phone ?? `502-555-${4000 + people}`);
  await page.getByRole('textbox', { name: words.zip }).fill('40202');
  await page.locator('#language').selectOption(language);
  if (!(await page.locator('#consent').isChecked())) await page.getByText(words.consent).click();
  await page.getByRole('button', { name: words.send }).click();
}

/** What a browser says of a page that is no 200 is no complaint. */
const ownComplaints = (complaints) => complaints.filter((each) => !/status of 4\d\d/.test(each));

/** A test of a resident's state: `told` is its heading out of the texts, `open` brings a page to it. */
function state(name, told, open) {
  test(`${name} is within everybody’s reach`, async () => {
    for (const words of readers) {
      const { context, page, complaints } = await openWindow(browser, { locale: words.lang, colorScheme: words.colorScheme });
      const where = await open(page, words);
      await page.getByRole('heading', { name: told(texts(words.lang)) }).waitFor();
      await expectAccessible(page);
      assert.deepEqual(ownComplaints(complaints), []);
      await context.close();
      await where?.stop?.();
    }
  });
}

/** Sends the form and answers the request's id. */
async function asked(page, words, from = engine, who = {}) {
  await page.goto(from.url);
  await send(page, words, who);
  await page.waitForURL('**/requests/*');
  return page.url().split('/').pop();
}

let hired = 0;

/** Somebody who speaks what nobody else does. */
async function agentFor(where, language) {
  hired += 1;
  const token = await hire(where, `agent-${hired}`, `Ada Agent ${hired}`);
  await register(where, token, [language]);
  return token;
}

const onlyElsewhen = () => {
  const open = days[(new Date().getUTCDay() + 2) % 7]; // Neither today nor tomorrow, in any zone.
  return { time_zone: 'America/New_York', weekly: Object.fromEntries(days.map((day) => [day, day === open ? { start: '09:00', end: '17:00' } : null])) };
};

const setProgramme = (where, changes) => where.call(where.token('operator'), 'PUT', '/v1/programme', { open: true, hours: 'always', contact_centre: { phone: '502-555-0199' }, ...changes });

state('a request that is there already', (t) => t.ask.notices.duplicate.title, async (page, words) => {
  const who = { name: `Rosa Twice ${words.lang}`, phone: '502-555-0142' };
  await asked(page, words, engine, who);
  await page.goto(engine.url);
  await send(page, words, who);
});

state('a form that is sent again with other words', (t) => t.ask.notices.sent_already.title, async (page, words) => {
  await page.goto(engine.url);
  const key = page.locator('input[name=key]');
  const first = await key.inputValue();
  await send(page, words);
  await page.waitForURL('**/requests/*');
  await page.goto(engine.url);
  await key.evaluate((field, value) => { field.value = value; }, first); // As of a page that a browser kept.
  await send(page, words);
});

state('a form outside the hours', (t) => t.ask.outside.title, async (page) => {
  const closed = await Engine.start();
  await setProgramme(closed, { hours: onlyElsewhen() });
  await page.goto(closed.url);
  return closed;
});

state('a request that waits for the opening', (t) => t.follow.states.waiting.title, async (page, words) => {
  const closed = await Engine.start();
  await setProgramme(closed, { hours: onlyElsewhen() });
  await asked(page, words, closed);
  await page.getByRole('link', { name: '502-555-0199' }).waitFor();
  return closed;
});

state('a programme that is switched off', (t) => t.ask.closed.title, async (page, words) => {
  const closed = await Engine.start();
  await page.goto(closed.url);
  await setProgramme(closed, { open: false });
  await send(page, words); // Told after the form was opened, too; and nothing typed is lost.
  await page.getByRole('link', { name: '502-555-0199' }).waitFor();
  assert.match(await page.getByRole('textbox', { name: words.name }).inputValue(), /^Rosa/);
  return closed;
});

state('a request that an agent has', (t) => t.follow.states.found.title, async (page, words) => {
  const language = words.lang === 'en' ? 'sw' : 'so';
  const token = await agentFor(engine, language);
  const id = await asked(page, words, engine, { language });
  await offered(engine, id);
  await engine.call(token, 'POST', `/v1/referrals/${id}/accept`);
});

state('a request whose agent was there', (t) => t.follow.states.contacted.title, async (page, words) => {
  const language = words.lang === 'en' ? 'vi' : 'ne';
  const token = await agentFor(engine, language);
  const id = await asked(page, words, engine, { language });
  await offered(engine, id);
  for (const what of ['accept', 'contacted']) await engine.call(token, 'POST', `/v1/referrals/${id}/${what}`);
});

state('a request that is closed', (t) => t.follow.states.complete.title, async (page, words) => {
  const id = await asked(page, words);
  await engine.call(engine.token('operator'), 'POST', `/v1/referrals/${id}/complete`, { disposition: 'enrolled' });
});

state('a request that we are late with', (t) => t.follow.states.finding_late.title, (page, words) => asked(page, words, hurried));

state('a request whose agent is late', (t) => t.follow.states.found_late.title, async (page, words) => {
  const language = words.lang === 'en' ? 'sw' : 'so';
  const token = await agentFor(hurried, language);
  const id = await asked(page, words, hurried, { language });
  const isOnBoard = (each) => each.id === id && each.type === 'Mass'; // Its offer ends while the page comes.
  await eventually(async () => (await hurried.call(token, 'GET', '/v1/agents/me/referrals')).items.some(isOnBoard), 'the board');
  await hurried.call(token, 'POST', `/v1/referrals/${id}/accept`);
});

state('somebody else’s request', (t) => t.refusal.elsewhere.title, async (page) => {
  const made = await ask(engine);
  await page.goto(`${engine.url}/requests/${made.id}`);
});

state('a form that another site sends', (t) => t.refusal['403'].title, async (page) => {
  await page.route('http://elsewhere.test/', (route) => route.fulfill({ contentType: 'text/html',
    body: `<!DOCTYPE html><html lang="en"><head><title>Elsewhere</title></head><body><form method="post" action="${engine.url}/"><button type="submit">Win</button></form></body></html>` }));
  await page.goto('http://elsewhere.test/');
  await page.getByRole('button', { name: 'Win' }).click();
});

state('too many requests', (t) => t.refusal['429'].title, async (page, words) => {
  const rare = await Engine.start('--public-rate', '1/m');
  await asked(page, words, rare);
  await page.goto(rare.url);
  await send(page, words);
  return rare;
});

const signIn = (t) => t.sign_in.title;
state('signing in', signIn, (page) => page.goto(`${engine.url}/sign-in`));
state('signing in after a session has ended', signIn, (page) => page.goto(`${engine.url}/sign-in?ended`));
state('signing in after signing out', signIn, (page) => page.goto(`${engine.url}/sign-in?signed-out`));
state('a link that signs nobody in', (t) => t.sign_in.wrong_link, async (page) => {
  await page.goto(`${engine.url}/sign-in#used-already`);
});
state('a token that is not valid', signIn, async (page, words) => {
  await page.goto(`${engine.url}/sign-in`);
  await page.locator('#token').fill('wrong');
  await page.getByRole('button', { name: texts(words.lang).sign_in.send }).click();
  await page.locator('#token-error').waitFor();
});

/** A test of a state of the Agent Portal, on both tabs: `make` prepares an agent and answers its id. */
function portal(name, told, make) {
  test(`${name} is told why, within everybody’s reach`, async () => {
    const id = await make();
    for (const colorScheme of ['light', 'dark']) {
      const { context, page, complaints } = await openWindow(browser, { colorScheme });
      await page.goto(engine.link('agent', '--agent', id));
      await page.getByRole('heading', { name: 'Agent Portal' }).waitFor(); // Who goes on at once isn't signed in yet.
      for (const hash of ['dashboard', 'registration']) {
        await page.goto(`${engine.url}/agent#${hash}`);
        await page.getByText(told).locator('visible=true').first().waitFor();
        await expectAccessible(page);
      }
      assert.deepEqual(ownComplaints(complaints), []);
      await context.close();
    }
  });
}

const credentials = (id, changes) => engine.call(engine.token('operator'), 'PATCH', `/v1/agents/${id}/credentials`, changes);

portal('who is suspended', 'Your license has expired.', async () => {
  await register(engine, await hire(engine, 'sue', 'Sue Suspended'), ['pl']);
  await credentials('sue', { license: { number: 'L-1', expires: '2020-12-31' } });
  return 'sue';
});

portal('who is not eligible yet', 'The exchange has no license of yours on file.', async () => {
  const token = await hire(engine, 'ned', 'Ned Noteligible');
  await credentials('ned', { license: null });
  await register(engine, token, ['pl']);
  return 'ned';
});

portal('who is de-registered', 'You are de-registered', async () => {
  await register(engine, await hire(engine, 'dee', 'Dee Deregistered'), ['pl']);
  await engine.call(engine.token('operator'), 'POST', '/v1/agents/dee/deregister', { reason: 'It is a test.' });
  return 'dee';
});

portal('who is paused', /paused by an operator/i, async () => {
  await register(engine, await hire(engine, 'pat', 'Pat Paused'), ['pl']);
  await engine.call(engine.token('operator'), 'POST', '/v1/agents/pat/pause', { reason: 'It is a test.' });
  return 'pat';
});

test('who has as many as one agent may is told so at the board, within everybody’s reach', async () => {
  const token = await hire(engine, 'max', 'Max Busy');
  await register(engine, token, ['uk']);
  for (let at = 0; at < 3; at += 1) {
    const { id } = await ask(engine, { language: 'uk' });
    await engine.call(engine.token('operator'), 'POST', `/v1/referrals/${id}/broadcast`);
    await engine.call(token, 'POST', `/v1/referrals/${id}/accept`);
  }
  const { context, page, complaints } = await openWindow(browser);
  await page.goto(engine.link('agent', '--agent', 'max'));
  await page.getByText('As many open referrals as you may hold').first().waitFor();
  await page.getByRole('button', { name: 'Release' }).first().click();
  await expectAccessible(page);
  assert.deepEqual(ownComplaints(complaints), []);
  await context.close();
});

test('a referral that another took is told kindly, within everybody’s reach', async () => {
  const tokens = [await hire(engine, 'two', 'Two Late'), await hire(engine, 'one', 'One First')];
  for (const token of tokens) await register(engine, token, ['ht']);
  const made = await ask(engine, { language: 'ht' });
  await engine.call(engine.token('operator'), 'POST', `/v1/referrals/${made.id}/broadcast`);
  const { context, page, complaints } = await openWindow(browser);
  await page.goto(engine.link('agent', '--agent', 'two'));
  const accept = page.getByRole('region', { name: 'Open to every agent' }).getByRole('button', { name: /^Accept: Haitian/ });
  await accept.waitFor();
  await context.route('**/referrals?*', (route) => route.abort()); // No news before the button is pressed.
  await engine.call(tokens[1], 'POST', `/v1/referrals/${made.id}/accept`);
  await accept.click();
  await page.getByRole('heading', { name: 'Already taken' }).waitFor();
  await expectAccessible(page);
  assert.deepEqual(ownComplaints(complaints).filter((each) => !each.includes('ERR_FAILED')), []);
  await context.close();
});
