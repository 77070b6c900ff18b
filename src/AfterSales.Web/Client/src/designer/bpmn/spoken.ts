import { translate } from './translate';

const said = ['title', 'aria-label', 'placeholder'];
const placeholder = '[class*="open-popup-placeholder"]';

function speak(element: Element): void {
  for (const name of said) {
    const text = element.getAttribute(name);
    const words = text && translate(text);
    if (words && words !== text) element.setAttribute(name, words);
  }
  // What stands in the place of an expression that is open in a window of its own.
  if (element.matches(placeholder) && element.textContent) {
    const words = translate(element.textContent);
    if (words !== element.textContent) element.textContent = words;
  }
}

/**
 * Puts what the panel's own fields say when they are pointed at into the reader's language: they know no translator. What people typed
 * stands in values and texts, which are left alone.
 */
export function speakIn(panel: HTMLElement): void {
  new MutationObserver(changes => {
    for (const { target, addedNodes } of changes) {
      if (target instanceof Element) speak(target);
      for (const node of addedNodes)
        if (node instanceof Element) [node, ...node.querySelectorAll(`[title], [aria-label], [placeholder], ${placeholder}`)].forEach(speak);
    }
  }).observe(panel, { subtree: true, childList: true, attributes: true, attributeFilter: said });
}
