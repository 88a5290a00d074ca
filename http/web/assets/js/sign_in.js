// A link carries its secret behind the `#`, which no server and no log sees: it is posted at once, and gone.

import { el } from './dom.js';

const link = location.hash.slice(1);

if (link) {
  history.replaceState(null, '', location.pathname);
  const form = el('form', { method: 'post', action: '/sign-in', hidden: true }, el('input', { type: 'hidden', name: 'link', value: link }));
  document.body.append(form);
  form.submit();
} else {
  goOnWhereSignedIn();
}

/** Who comes from another site brings no cookie until now, though they may be signed in. */
async function goOnWhereSignedIn() {
  const answer = await fetch('/session').catch(() => null);
  if (!answer?.ok || location.search) return;
  const { role } = await answer.json();
  if (role === 'operator' || role === 'agent') location.replace(role === 'operator' ? '/operator' : '/agent');
}
