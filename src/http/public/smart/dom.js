// @ts-check

/**
 * Builds an element. Children that are text stay text, whatever they hold.
 * @param {string} name
 * @param {Record<string, string | boolean>} [attributes]
 * @param {...(Node | string | undefined)} children
 */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes))
    if (value !== false) made.setAttribute(attribute, value === true ? '' : value);
  made.append(...children.filter((child) => child !== undefined));
  return made;
}

/**
 * A button that is out of order for as long as its work takes.
 * @param {string} label
 * @param {() => Promise<void> | void} work
 */
export function button(label, work, attributes = {}) {
  const made = /** @type {HTMLButtonElement} */ (element('button', { type: 'button', ...attributes }, label));
  made.addEventListener('click', async () => {
    made.disabled = true;
    try {
      await work();
    } finally {
      made.disabled = false;
    }
  });
  return made;
}

/**
 * The element of the page with this id.
 * @param {string} id
 */
export function byId(id) {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`no element ${id}`);
  return found;
}

/**
 * Moves the focus to what is new, so that it is read next.
 * @param {HTMLElement} target
 */
export function focusOn(target) {
  target.tabIndex = -1;
  target.focus();
}
