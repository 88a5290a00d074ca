// A resident asks for help, follows the request and cancels it: with and without JavaScript, in English and Spanish.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { expectAccessible, launch, openWindow } from './browser.mjs';
import { Engine, eventually, hire, offered, register } from './engine.mjs';

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

const english = {
  lang: 'en', name: 'Your name', phone: 'Phone number', zip: 'ZIP code', note: 'Anything the agent should know?', consent: 'kynect On Demand may give',
  send: 'Ask for help', mistakes: 'Please check what you entered', missing: 'Enter your phone number.', finding: 'We are finding an agent for you',
  cancel: 'Cancel my request', yes: 'Yes, cancel it', cancelled: 'Your request is cancelled', found: 'An agent has your request',
};
const spanish = {
  lang: 'es', name: 'Su nombre', phone: 'Número de teléfono', zip: 'Código postal', note: '¿Algo que el agente deba saber?', consent: 'kynect On Demand puede dar',
  send: 'Pedir ayuda', mistakes: 'Por favor revise lo que escribió', missing: 'Escriba su número de teléfono.', finding: 'Estamos buscando un agente para usted',
  cancel: 'Cancelar mi solicitud', yes: 'Sí, cancelarla', cancelled: 'Su solicitud está cancelada', found: 'Un agente tiene su solicitud',
};

let people = 0;

async function fill(page, words) {
  people += 1;
  await page.getByRole('textbox', { name: words.name }).fill(`Rosa <b>Example</b> ${people}`);
  await page.getByRole('textbox', { name: words.phone }).fill(`502-555-${2000 + people}`);
  await page.getByRole('textbox', { name: words.zip }).fill('40202');
  await page.getByRole('textbox', { name: words.note }).fill('After five,\nplease.');
  await page.getByText(words.consent).click();
}

const heading = (page, name) => page.getByRole('heading', { name });

for (const words of [english, spanish]) {
  for (const javaScriptEnabled of [true, false]) {
    test(`asks, follows and cancels (${words.lang}, ${javaScriptEnabled ? 'with' : 'without'} JavaScript)`, async () => {
      const { context, page, complaints } = await openWindow(browser, { locale: words.lang, javaScriptEnabled });
      await page.goto(engine.url);
      assert.equal(await page.locator('html').getAttribute('lang'), words.lang);
      await fill(page, words);
      await page.getByRole('button', { name: words.send }).click();
      await page.waitForURL('**/requests/*');
      await heading(page, words.finding).waitFor();
      assert.equal(await page.locator('html').getAttribute('lang'), words.lang);
      await page.getByRole('link', { name: words.cancel }).click();
      await page.getByRole('button', { name: words.yes }).click();
      await heading(page, words.cancelled).waitFor();
      assert.deepEqual(complaints, []);
      await context.close();
    });
  }

  test(`tells mistakes on top and at the field, and loses nothing (${words.lang})`, async () => {
    const { context, page } = await openWindow(browser, { locale: words.lang, javaScriptEnabled: false });
    await page.goto(engine.url);
    await fill(page, words);
    await page.getByRole('textbox', { name: words.phone }).fill('');
    await page.getByRole('button', { name: words.send }).click();
    await heading(page, words.mistakes).waitFor();
    assert.equal(await page.getByRole('textbox', { name: words.zip }).inputValue(), '40202');
    assert.equal(await page.getByRole('textbox', { name: words.note }).inputValue(), 'After five,\nplease.');
    assert.match(await page.getByRole('textbox', { name: words.name }).inputValue(), /^Rosa <b>Example<\/b>/);
    await page.getByRole('link', { name: words.missing }).click();
    await page.waitForURL(/#phone$/);
    await page.getByRole('textbox', { name: words.phone }).fill(`502-555-${3000 + people}`);
    await page.getByRole('button', { name: words.send }).click();
    await heading(page, words.finding).waitFor();
    await context.close();
  });

  test(`is within everybody's reach (${words.lang})`, async () => {
    for (const colorScheme of ['light', 'dark']) {
      const { context, page, complaints } = await openWindow(browser, { locale: words.lang, colorScheme });
      await page.goto(engine.url);
      await expectAccessible(page);
      await page.getByRole('button', { name: words.send }).click();
      await heading(page, words.mistakes).waitFor();
      await eventually(() => page.evaluate(() => document.activeElement.id === 'mistakes'), 'the mistakes to be read first');
      await expectAccessible(page);
      await fill(page, words);
      await page.getByRole('button', { name: words.send }).click();
      await heading(page, words.finding).waitFor();
      await expectAccessible(page);
      await page.getByRole('link', { name: words.cancel }).click();
      await page.getByRole('button', { name: words.yes }).waitFor();
      await expectAccessible(page);
      // A refused form is a 422, which a browser's console reports as any other.
      assert.deepEqual(complaints.filter((each) => !each.includes('422')), []);
      await context.close();
    }
  });
}

test('sees by itself that an agent took the request, and who', async () => {
  const token = await hire(engine, 'ada', 'Ada Agent');
  await register(engine, token, ['sw']);
  const { context, page, complaints } = await openWindow(browser);
  await page.goto(engine.url);
  await fill(page, english);
  await page.getByLabel('Language you want to speak').selectOption('sw');
  await page.getByRole('button', { name: english.send }).click();
  await heading(page, english.finding).waitFor();
  const id = page.url().split('/').pop();
  await offered(engine, id);
  await engine.call(token, 'POST', `/v1/referrals/${id}/accept`);
  await heading(page, english.found).waitFor();
  await page.getByText('Ada Agent').waitFor();
  assert.equal(await page.getByRole('link', { name: '502-555-0100' }).getAttribute('href'), 'tel:+15025550100');
  await expectAccessible(page);
  await engine.call(token, 'POST', `/v1/referrals/${id}/contacted`);
  await heading(page, 'Your agent has contacted you').waitFor();
  assert.deepEqual(complaints, []);
  await context.close();
});

test('is told while the page can’t reach the engine', async () => {
  const { context, page } = await openWindow(browser);
  await page.goto(engine.url);
  await fill(page, english);
  await page.getByRole('button', { name: english.send }).click();
  await heading(page, english.finding).waitFor();
  const told = page.getByRole('status').filter({ hasText: 'This page can’t reach us right now.' });
  assert.equal(await told.count(), 0);
  await context.setOffline(true);
  await told.waitFor();
  await expectAccessible(page);
  await context.setOffline(false);
  await told.waitFor({ state: 'detached' });
  await context.close();
});

test('is told the time of the call: on the reader’s own clock, and without JavaScript on Kentucky’s', async () => {
  for (const [javaScriptEnabled, shown] of [[true, /^You will hear from an agent by \d{1,2}:\d\d [AP]M P[SD]T$/], [false, /^You will hear from an agent by .*\d{1,2}:\d\d [AP]M Eastern time \(\d{1,2}:\d\d [AP]M Central\)$/]]) {
    const { context, page } = await openWindow(browser, { timezoneId: 'America/Los_Angeles', javaScriptEnabled });
    await page.goto(engine.url);
    await fill(page, english);
    await page.getByRole('button', { name: english.send }).click();
    await heading(page, english.finding).waitFor();
    const told = page.locator('.fact--time');
    const { callback_by: by } = await engine.call(engine.token('operator'), 'GET', `/v1/referrals/${page.url().split('/').pop()}`);
    assert.equal(Date.parse(await told.locator('time').getAttribute('datetime')), Date.parse(by));
    const text = async () => (await told.innerText()).replaceAll(/\s+/g, ' ').replace(/ by \w+, \w+ \d+ at /, ' by '); // Around midnight the day is told too.
    await eventually(async () => shown.test(await text()), `${shown}`);
    await page.getByRole('link', { name: english.cancel }).click();
    await page.getByRole('link', { name: 'No, keep it' }).click();
    await heading(page, english.finding).waitFor();
    await context.close();
  }
});

test('changes the language in the middle of the form and loses nothing', async () => {
  const { context, page } = await openWindow(browser, { javaScriptEnabled: false });
  await page.goto(engine.url);
  await fill(page, english);
  await page.getByRole('button', { name: 'Español' }).click();
  await page.locator('html[lang=es]').waitFor();
  assert.match(await page.getByRole('textbox', { name: spanish.name }).inputValue(), /^Rosa/);
  assert.ok(await page.getByLabel(spanish.consent).isChecked());
  await context.close();
});

test('shows a request nowhere else', async () => {
  const { context, page } = await openWindow(browser);
  await page.goto(engine.url);
  await fill(page, english);
  await page.getByRole('button', { name: english.send }).click();
  await heading(page, english.finding).waitFor();
  const other = await openWindow(browser);
  await other.page.goto(page.url());
  await heading(other.page, 'This page opens only where you asked').waitFor();
  assert.equal(await other.page.getByText('Rosa').count(), 0);
  await context.close();
  await other.context.close();
});

test('makes one request of a form that is sent twice', async () => {
  const { context, page } = await openWindow(browser, { javaScriptEnabled: false });
  await page.goto(engine.url);
  people += 1;
  const form = { key: await page.locator('input[name=key]').inputValue(), lang: 'en', name: `Rosa Example ${people}`, phone: `502-555-${2000 + people}`,
    email: '', preferred_contact: 'phone', language: 'en', zip: '40202', note: '', consent: 'yes' };
  const send = () => context.request.post(engine.url, { form, maxRedirects: 0 });
  const [first, second] = await Promise.all([send(), send()].map(async (each) => (await each)));
  const again = await send();
  assert.equal(again.status(), 303);
  for (const each of [first, second]) assert.ok([303, 409].includes(each.status()), 'taken, or being taken at this moment');
  for (const each of [first, second].filter((one) => one.status() === 303)) assert.equal(each.headers().location, again.headers().location);
  await context.close();
});
