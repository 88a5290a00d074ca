// What html-validate has to say of a page: as it was served, and as the scripts have furnished it.

import { createRequire } from 'node:module';
import path from 'node:path';
import { root } from './engine.mjs';

const require = createRequire(path.join(root, 'build/browser/package.json'));
const { HtmlValidate, StaticConfigLoader } = require('html-validate');

const served = {
  extends: ['html-validate:recommended'],
  rules: {
    'form-dup-name': ['error', { shared: ['radio', 'checkbox', 'button', 'reset', 'submit'] }], // A choice of several.
    'no-trailing-whitespace': 'off', // A template's section that is left out leaves its line break.
    'prefer-native-element': 'off',
    'tel-non-breaking': 'off', // The style sheet keeps a number on its line; who copies it gets plain hyphens.
  },
};

// A browser writes its tree in its own manner.
const furnished = {
  extends: served.extends,
  rules: { ...served.rules, 'attribute-boolean-style': 'off', 'attribute-empty-style': 'off', 'no-inline-style': 'off', 'no-raw-characters': 'off', 'void-style': 'off' },
};

/** @param {any} rules */
const reader = (rules) => {
  const validator = new HtmlValidate(new StaticConfigLoader({ root: true, ...rules }));
  /** @param {string} markup @returns {string[]} */
  return (markup) => validator.validateStringSync(markup).results.flatMap(({ messages, source }) => messages.map(({ ruleId, message, line }) =>
    `${ruleId}: ${message} in ${(source ?? '').split('\n')[line - 1]?.slice(0, 300)}`));
};

export const complaintsOfServed = reader(served);
export const complaintsOfFurnished = reader(furnished);
