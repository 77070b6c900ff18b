import { settings } from './settings';
import { translateSaid } from './translate';

const attributes = ['title', 'aria-label', 'placeholder'];

/** Where a tool says something of its own. */
export interface Places {
  /** Selector of the parts whose texts are the tool's words; what is said when a part is pointed at always is. */
  texts?: string;
  /** Selector of what people or the file wrote within them, which is left as it is. */
  except?: string;
}

/**
 * Puts what a tool writes into its pages without asking a translator into the reader's language: words that are known as they stand, and no
 * others. Watches from now on, also what opens beside the tool.
 */
export function speakIn(root: HTMLElement, { texts, except }: Places): void {
  if (settings.language === 'en') return;
  const isOwn = (element: Element | null) => texts !== undefined && !!element?.closest(texts) && !(except && element.closest(except));
  const speakText = (node: Node) => {
    const said = node.nodeValue?.trim();
    if (!said || !isOwn(node.parentElement)) return;
    const words = translateSaid(said);
    if (words !== said) node.nodeValue = node.nodeValue!.replace(said, () => words);
  };
  const speakElement = (element: Element) => {
    if (except && element.closest(except)) return;
    for (const name of attributes) {
      const said = element.getAttribute(name);
      const words = said && translateSaid(said);
      if (words && words !== said) element.setAttribute(name, words);
    }
  };
  const speak = (node: Node) => {
    if (node.nodeType === Node.TEXT_NODE) speakText(node);
    if (!(node instanceof Element)) return;
    speakElement(node);
    for (const element of node.querySelectorAll('[title], [aria-label], [placeholder]')) speakElement(element);
    const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
    while (texts && walker.nextNode()) speakText(walker.currentNode);
  };
  speak(root);
  new MutationObserver(changes => {
    for (const { type, target, addedNodes } of changes) {
      if (type === 'childList') addedNodes.forEach(speak);
      else if (type === 'characterData') speakText(target);
      else speakElement(target as Element);
    }
  }).observe(root, { subtree: true, childList: true, characterData: texts !== undefined, attributes: true, attributeFilter: attributes });
}
