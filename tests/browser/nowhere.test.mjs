// Whoever opens an address that leads nowhere is told so by a page, and how to go on.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { expectAccessible, launch, openWindow } from './browser.mjs';
import { Engine } from './engine.mjs';

let engine;
let browser;
before(async () => {
  [engine, browser] = await Promise.all([Engine.start(), launch()]);
});
after(async () => {
  await browser?.close();
  await engine?.stop();
});

const words = {
  en: { title: 'There is nothing here', back: 'To the start page', elsewhere: 'This page opens only where you asked', ask: 'Talk to a licensed insurance agent', other: 'Español' },
  es: { title: 'Aquí no hay nada', back: 'Ir a la página de inicio', elsewhere: 'Esta página se abre solo donde usted pidió ayuda', ask: 'Hable con un agente de seguros con licencia', other: 'English' },
};

for (const [locale, { title, back, elsewhere, ask, other }] of Object.entries(words)) {
  test(`an unknown address says so and leads back (${locale})`, async () => {
    const { context, page, complaints } = await openWindow(browser, { locale, colorScheme: locale === 'en' ? 'light' : 'dark' });
    for (const where of ['/nowhere', '/operator/nowhere', '/agent/nowhere', '/requests', '/requests/r-1/nowhere']) {
      const answer = await page.goto(engine.url + where);
      assert.equal(answer.status(), 404, where);
      await page.getByRole('heading', { name: title }).waitFor();
      await expectAccessible(page);
    }
    await page.getByRole('link', { name: other }).click();
    await page.getByRole('heading', { name: words[locale === 'en' ? 'es' : 'en'].title }).waitFor();
    await page.goto(`${engine.url}/nowhere?lang=${locale}`);
    await page.getByRole('link', { name: back }).click();
    await page.getByRole('heading', { name: ask, level: 1 }).waitFor();
    const strange = await page.goto(`${engine.url}/requests/bad`);
    assert.equal(strange.status(), 404);
    await page.getByRole('heading', { name: elsewhere }).waitFor();
    assert.deepEqual(complaints.filter((each) => !each.includes('404')), []);
    await context.close();
  });
}

test('an unknown address of the console leads back to it, by way of signing in', async () => {
  const { context, page } = await openWindow(browser);
  await page.goto(`${engine.url}/operator/nowhere`);
  assert.equal(await page.getByRole('link', { name: words.en.back }).getAttribute('href'), '/operator');
  await page.getByRole('link', { name: words.en.back }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await context.close();
});

test('the API says it in JSON, to browsers too', async () => {
  for (const where of ['/v1/nowhere', '/v1', '/v1/requests/r-1/nowhere']) {
    const answer = await fetch(engine.url + where, { headers: { Accept: 'text/html' } });
    assert.deepEqual([answer.status, answer.headers.get('content-type')], [404, 'application/problem+json'], where);
  }
  assert.equal((await fetch(`${engine.url}/nowhere`)).headers.get('content-type'), 'application/problem+json');
});
