// The resident's form works without this: it only keeps a second press of the button from looking like nothing, and Enter from
// pressing the form's first button, which is the other language's.

const form = /** @type {HTMLFormElement | null} */ (document.getElementById('ask'));
const mistakes = document.getElementById('mistakes');

mistakes?.focus();

let sent = false;
form?.addEventListener('submit', (event) => {
  if (sent) event.preventDefault();
  sent = true;
});
form?.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || event.isComposing || !(event.target instanceof HTMLInputElement)) return;
  event.preventDefault();
  form.requestSubmit();
});
// Whoever comes back with the browser's button may send again: the form's key keeps it one request.
window.addEventListener('pageshow', () => { sent = false; });
