// What can be said of the pages' scripts without running them.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { test } from 'node:test';
import { root } from './engine.mjs';

const tool = (name) => path.join(root, 'build/browser/node_modules/.bin', name);

test('the scripts’ types fit together, and the contract’s', () => {
  // What the API takes and answers is known from the contract itself.
  const types = spawnSync(tool('openapi-typescript'), [path.join(root, 'http/openapi.yaml'), '-o', path.join(root, 'build/browser/openapi.d.ts')], { encoding: 'utf8' });
  assert.equal(types.status, 0, types.stdout + types.stderr);
  const said = spawnSync(tool('tsc'), ['-p', path.join(root, 'tests/browser')], { encoding: 'utf8' });
  assert.equal(said.status, 0, said.stdout + said.stderr);
});
