// Elements without any HTML in strings: what somebody typed stays text.

/**
 * @param {string} tag
 * @param {Record<string, any>} [properties] attributes; `on` holds listeners; null and false are left out
 * @param {...(Node | string | null | undefined | false)} children
 * @returns {any}
 */
export function el(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name === 'on') for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
    else if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(...children.filter((each) => each !== null && each !== undefined && each !== false));
  return element;
}

/** An SVG element, likewise. @param {string} tag @param {Record<string, any>} [attributes] @param {...(Node | string)} children */
export function svg(tag, attributes = {}, ...children) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...children);
  return element;
}

/** A notice in the manner of the design system. @param {'info'|'success'|'warning'|'error'} kind @param {string} title @param {string} [text] @param {'h2'|'h3'} [heading] h3 within what has a heading itself */
export function notice(kind, title, text, heading = 'h2') {
  return el('div', { class: `usa-alert usa-alert--${kind}`, role: kind === 'error' ? 'alert' : 'status' },
    el('div', { class: 'usa-alert__body' },
      text ? el(heading, { class: 'usa-alert__heading' }, title) : null,
      el('p', { class: 'usa-alert__text' }, text ?? title)));
}

/** Makes these the children. Only what stands wrong is moved, and never what has the focus: it would lose it. @param {Element} parent @param {Element[]} children */
export function arrange(parent, children) {
  const wanted = new Set(children);
  for (const each of [...parent.children]) if (!wanted.has(each)) each.remove();
  const held = children.find((each) => each.parentNode === parent && each.contains(document.activeElement));
  let at = parent.firstElementChild;
  for (const each of children) {
    while (each === held && at && at !== held) {
      const next = at.nextElementSibling;
      parent.append(at); // Its turn comes.
      at = next;
    }
    if (each === at) at = at.nextElementSibling;
    else parent.insertBefore(each, at);
  }
}

/** Whether nothing has the focus: whoever uses the keyboard would begin at the top again. */
export const isFocusLost = () => !document.activeElement || document.activeElement === document.body;

/** Brings the focus where the eye is. @param {Element | null | undefined} element */
export function focusOn(element) {
  if (!(element instanceof HTMLElement)) return;
  if (element.tabIndex < 0) element.tabIndex = -1;
  element.focus();
}
