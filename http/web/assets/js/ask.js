// The resident's form works without this: it only keeps a second press of the button from looking like nothing.

const form = document.getElementById('ask');
const mistakes = document.getElementById('mistakes');

mistakes?.focus();

let sent = false;
form?.addEventListener('submit', (event) => {
  if (sent) event.preventDefault();
  sent = true;
});
// Whoever comes back with the browser's button may send again: the form's key keeps it one request.
window.addEventListener('pageshow', () => { sent = false; });
