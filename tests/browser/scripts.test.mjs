// What can be said of the pages' scripts without running them.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { test } from 'node:test';
import { root } from './engine.mjs';

test('the scripts’ types fit together', () => {
  const compiler = path.join(root, 'build/browser/node_modules/.bin/tsc');
  const said = spawnSync(compiler, ['-p', path.join(root, 'tests/browser')], { encoding: 'utf8' });
  assert.equal(said.status, 0, said.stdout + said.stderr);
});
