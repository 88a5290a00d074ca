// An engine of the tests' own: `kod serve` on a free port and an empty folder, and who may ask it.

import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const kod = process.env.KOD_BINARY ?? path.join(root, 'build/release/app/kod');
const startMilliseconds = 60_000;
const waitMilliseconds = 60_000;

export class Engine {
  /** @param {...string} flags of `kod serve` */
  static start(...flags) {
    return Engine.startAs('serve', ...(flags.includes('--public-rate') ? [] : ['--public-rate', 'off']), ...flags);
  }

  /** @param {'serve' | 'dev'} verb @param {...string} flags */
  static async startAs(verb, ...flags) {
    const engine = new Engine();
    engine.tokens = new Map();
    engine.data = mkdtempSync(path.join(tmpdir(), 'kod-browser-'));
    // Whoever runs the tests may have a small disk.
    engine.process = spawn(kod, [verb, '--data', engine.data, '--listen', '127.0.0.1:0', '--storage-floor', '0', ...flags], { stdio: ['ignore', 'pipe', 'inherit'] });
    engine.said = '';
    engine.process.stdout.on('data', (bytes) => { engine.said += bytes; });
    engine.url = (await engine.saying(/listening on http:\S+/, startMilliseconds)).replace('listening on ', '');
    engine.port = Number(new URL(engine.url).port);
    return engine;
  }

  /** What it has printed, once that holds something like it. @param {RegExp} wanted @param {number} milliseconds to wait for it */
  saying(wanted, milliseconds) {
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`the engine did not say ${wanted}`)), milliseconds);
      const look = () => {
        const [found] = this.said.match(wanted) ?? [];
        if (found === undefined) return;
        clearTimeout(late);
        this.process.stdout.off('data', look);
        resolve(found);
      };
      this.process.stdout.on('data', look);
      this.process.once('exit', (code) => reject(new Error(`the engine ended with ${code}`)));
      look();
    });
  }

  async stop() {
    const ended = new Promise((resolve) => { this.process.once('exit', resolve); });
    this.process.kill('SIGTERM');
    await ended;
    rmSync(this.data, { recursive: true, force: true });
  }

  /** What `kod token` prints. @param {...string} flags */
  print(...flags) {
    return execFileSync(kod, ['token', '--data', this.data, '--role', ...flags], { encoding: 'utf8' }).trim();
  }

  /** A bearer token; the same for the same. @param {...string} flags a role first */
  token(...flags) {
    const known = flags.join(' ');
    if (!this.tokens.has(known)) this.tokens.set(known, this.print(...flags));
    return this.tokens.get(known);
  }

  /** A link that signs in. @param {...string} flags a role first */
  link(...flags) {
    return this.print(...flags, '--link', '--server', this.url);
  }

  /** Calls the API and answers what it said. @param {string} token @param {string} method @param {string} where @param {any} [body] */
  async call(token, method, where, body) {
    const csv = typeof body === 'string';
    const answer = await fetch(this.url + where, {
      method,
      headers: { ...(token ? { Authorization: `Bearer ${token}` } : {}), ...(body === undefined ? {} : { 'Content-Type': csv ? 'text/csv' : 'application/json' }) },
      body: body === undefined ? undefined : csv ? body : JSON.stringify(body),
    });
    const read = await answer.json();
    if (!answer.ok) throw new Error(`${method} ${where}: ${answer.status} ${JSON.stringify(read)}`);
    return read;
  }
}

/** The first true answer of `probe`, which is asked again and again. @param {() => Promise<any>} probe @param {string} what it waits for */
export async function eventually(probe, what) {
  const end = Date.now() + waitMilliseconds;
  for (;;) {
    const value = await probe();
    if (value) return value;
    if (Date.now() > end) throw new Error(`waited in vain for ${what}`);
    await delay(20);
  }
}

/** Until somebody is asked: whoever accepts before that is refused. @param {Engine} engine @param {string} id of the referral */
export const offered = (engine, id) => eventually(
  async () => (await engine.call(engine.token('operator'), 'GET', `/v1/referrals/${id}`)).offer, `an offer of ${id}`);

const allDay = { start: '00:00', end: '24:00' };
export const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

let hired = 0;

/** Adds an agent to the roster; her token. @param {Engine} engine @param {string} id @param {string} name @param {string} [zip] */
export async function hire(engine, id, name, zip = '40202') {
  hired += 1;
  const npn = String(70000000 + hired);
  await engine.call(engine.token('operator'), 'POST', '/v1/agents', {
    id, npn, name, email: `${id}@example.org`, phone: '502-555-0100', zip,
    credentials: { license: { number: 'L-1', expires: '2099-12-31' }, certification: { expires: '2099-12-31' }, doi_contact_confirmed_on: '2026-01-02' },
  });
  return engine.token('agent', '--agent', id);
}

/** Registers a hired agent, all day and every day. @param {Engine} engine @param {string} token @param {string[]} languages */
export async function register(engine, token, languages = ['en']) {
  const section = (name, body) => engine.call(token, 'PUT', `/v1/agents/me/registration/${name}`, body);
  await section('agreement', { agreed: true, terms_version: '2026' });
  await section('contact', { phone: '502-555-0100', email: 'agent@example.org', preferred_contact: 'phone', languages });
  await section('schedule', { time_zone: 'America/New_York', weekly: Object.fromEntries(days.map((day) => [day, allDay])) });
}

let residents = 0;

/** A resident asks. @param {Engine} engine @param {any} [changes] */
export function ask(engine, changes = {}) {
  residents += 1;
  return engine.call(engine.token('intake'), 'POST', '/v1/requests', {
    name: `Rosa Example ${residents}`, phone: `502-55${5 + Math.floor(residents / 9000)}-${String(1000 + (residents % 9000))}`, preferred_contact: 'phone', language: 'en', zip: '40203',
    consent: { agreed: true, text_version: '2026-11' }, ...changes,
  });
}
