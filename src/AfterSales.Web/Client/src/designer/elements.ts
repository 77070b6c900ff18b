import { host, word } from './settings';

/** A small element with text and classes; texts are never read as markup. */
export function make<K extends keyof HTMLElementTagNameMap>(tag: K, className = '', text = ''): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text) element.textContent = text;
  return element;
}

/** A button of a toolbar. */
export function button(text: string, action: () => void, name?: string): HTMLButtonElement {
  const element = make('button', 'btn', text);
  element.type = 'button';
  if (name) element.dataset.tool = name;
  element.addEventListener('click', action);
  return element;
}

/** The place for an editor's tools in the head of the page. */
export const tools = (): HTMLElement => document.querySelector<HTMLElement>('[data-tools]')!;

/** Runs an editor; what it cannot open is said in its place. */
export function start(open: () => Promise<void>): void {
  open().catch((error: unknown) => {
    const notice = make('p', 'notice bad', word('cannotOpen', error instanceof Error ? error.message : String(error)));
    notice.setAttribute('role', 'alert');
    host.replaceChildren(notice);
    console.error(error);
  });
}
