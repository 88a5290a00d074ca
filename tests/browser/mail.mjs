// A mail server that a test holds in its hands: it takes what it is sent, refuses whom it doesn't know, and can be down.

import { createServer } from 'node:net';

const answers = { EHLO: '250 mail', MAIL: '250 ok', DATA: '354 go on', QUIT: '221 bye' };

export class MailServer {
  static async start() {
    const mail = new MailServer();
    /** @type {Set<string>} addresses that are refused */
    mail.unknown = new Set();
    /** @type {string[]} to whom each taken mail went */
    mail.taken = [];
    mail.server = createServer((socket) => mail.talk(socket));
    await new Promise((resolve) => { mail.server.listen(0, '127.0.0.1', resolve); });
    mail.port = mail.server.address().port;
    mail.flags = ['--smtp-url', `smtp://127.0.0.1:${mail.port}`, '--mail-from', 'kod@ky.example'];
    return mail;
  }

  /** @param {import('node:net').Socket} socket */
  talk(socket) {
    let heard = '';
    let isWriting = false;
    let to = '';
    const say = (/** @type {string} */ text) => socket.write(`${text}\r\n`);
    const hear = (/** @type {string} */ line) => {
      if (isWriting && line !== '.') return;
      if (isWriting) {
        isWriting = false;
        this.taken.push(to);
        return say('250 taken');
      }
      const verb = line.slice(0, 4).toUpperCase();
      isWriting = verb === 'DATA';
      if (verb !== 'RCPT') return say(answers[verb] ?? '500 what?');
      to = line.match(/<(.*)>/)?.[1] ?? '';
      return say(this.unknown.has(to) ? '550 no such user' : '250 ok');
    };
    socket.on('data', (bytes) => {
      const lines = (heard + bytes).split('\r\n');
      heard = lines.pop() ?? '';
      lines.forEach(hear);
    });
    socket.on('error', () => {}); // The engine ends when it likes.
    say('220 mail');
  }

  stop() {
    return new Promise((resolve) => { this.server.close(resolve); });
  }
}
