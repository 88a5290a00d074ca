// A stream of events that a test holds in its hands: it tells, is cut and comes back.

import { createServer } from 'node:http';

export class News {
  static async start() {
    const news = new News();
    /** @type {Set<any>} */
    news.open = new Set();
    news.isCut = false;
    news.server = createServer((_, answer) => {
      if (news.isCut) return answer.destroy();
      answer.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
      answer.write('retry: 200\n\n');
      news.open.add(answer);
      answer.on('close', () => news.open.delete(answer));
    });
    await new Promise((resolve) => { news.server.listen(0, '127.0.0.1', resolve); });
    news.url = `http://127.0.0.1:${news.server.address().port}/`;
    return news;
  }

  /** Stands in for a stream in a window, the operators' unless another is named. @param {any} context @param {string} [address] */
  serve(context, address = '**/v1/events') {
    return context.route(address, (route) => route.continue({ url: this.url }));
  }

  /** @param {string} type */
  tell(type) {
    for (const each of this.open) each.write(`event: ${type}\ndata: {}\n\n`);
  }

  cut() {
    this.isCut = true;
    for (const each of this.open) each.destroy();
  }

  mend() {
    this.isCut = false;
  }

  async stop() {
    this.cut();
    await new Promise((resolve) => { this.server.close(resolve); });
  }
}
