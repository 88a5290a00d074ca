// A link carries its secret behind the `#`, which no server and no log sees: it is posted at once, and gone.

const link = location.hash.slice(1);

if (link) {
  history.replaceState(null, '', location.pathname);
  const form = /** @type {HTMLFormElement} */ (document.getElementById('link'));
  /** @type {HTMLInputElement} */ (form.elements.namedItem('link')).value = link;
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
