import { toReader } from './digits';
import { forgetFiles } from './kept-files';
import { growTo } from './rows';

const prefix = 'aftersales:draft:';
const keptFor = 14 * 24 * 3600 * 1000;
const betweenSaves = 3000;

interface Draft {
  savedAt: number;
  values: Record<string, string[]>;
  /** The draft on the server that these values were last kept as. */
  key?: string;
}

/**
 * Keeps what was typed on this device until it is sent, and on the server where the form has a place there. Drawn signatures and secrets are
 * never kept; files are kept by their field. A form that comes back from the server with problems, or with the answers of another device, already
 * holds newer values: then the draft of this device is not restored.
 */
export function keepDraft(form: HTMLFormElement, name: string): void {
  const key = prefix + name;
  const note = form.querySelector<HTMLElement>('[data-draft-note]');
  const draft = read(key);
  const continued = form.dataset.draftContinued === 'true';
  if (draft && !continued && !form.querySelector('[data-problems]')) {
    restore(form, draft);
    show(note, draft.savedAt);
  }
  const elsewhere = form.dataset.draftAt ? new DraftElsewhere(form, (continued ? form.dataset.draftKey : draft?.key) ?? '') : null;
  const write = () => {
    const saved: Draft = { savedAt: Date.now(), values: collect(form), key: elsewhere?.key };
    try {
      localStorage.setItem(key, JSON.stringify(saved));
      show(note, saved.savedAt);
    } catch {
      // Storage may be full or forbidden; the form works without.
    }
  };
  let timer = 0;
  const save = () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(write, 400);
    elsewhere?.changed(() => {
      write();
      show(note, Date.now(), note?.dataset.draftSaved);
    });
  };
  form.addEventListener('input', save);
  form.addEventListener('change', save);
}

/**
 * The draft as the server keeps it for the other devices of the same person. Saves are a few seconds apart; what another device or window kept
 * since is never overwritten: it is offered, and this device keeps its own answers until the reader has chosen.
 */
class DraftElsewhere {
  private timer = 0;
  private sending = false;
  private again = false;
  private offered: boolean;
  private kept: () => void = () => {};

  constructor(
    private readonly form: HTMLFormElement,
    public key: string,
  ) {
    const there = form.dataset.draftKey ?? '';
    this.offered = there !== '' && there !== key;
    if (!this.offered) this.offer(null);
    // A phone that is put away may not come back to this page.
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'hidden' && this.timer !== 0) void this.send();
    });
  }

  changed(kept: () => void): void {
    this.kept = kept;
    if (this.timer === 0) this.timer = window.setTimeout(() => void this.send(), betweenSaves);
  }

  private async send(): Promise<void> {
    window.clearTimeout(this.timer);
    this.timer = 0;
    if (this.offered || this.form.dataset.sending === 'true') return;
    if (this.sending) {
      this.again = true;
      return;
    }
    this.sending = true;
    try {
      const answer = await fetch(this.form.dataset.draftAt ?? '', { method: 'POST', body: this.body(), keepalive: true });
      if (answer.ok) {
        this.key = ((await answer.json()) as { key: string }).key;
        this.kept();
      } else if (answer.status === 409) {
        this.offer(((await answer.json()) as { text: string }).text);
      }
    } catch {
      // Without a network the draft stays on this device; the next change tries again.
    }
    this.sending = false;
    if (this.again) {
      this.again = false;
      this.changed(this.kept);
    }
  }

  private body(): FormData {
    const body = new FormData();
    for (const own of ['__RequestVerificationToken', '__task']) body.append(own, this.form.querySelector<HTMLInputElement>(`input[name="${own}"]`)?.value ?? '');
    body.append('__known', this.key);
    for (const [name, values] of Object.entries(collect(this.form))) for (const value of values) body.append(name, value);
    return body;
  }

  /** Shows that there are answers of another device, or that there are none. */
  private offer(text: string | null): void {
    const offer = document.querySelector<HTMLElement>('[data-draft-offer]');
    if (!offer) return;
    this.offered = text !== null;
    const words = offer.querySelector('[data-draft-offer-text]');
    if (text !== null && words) words.textContent = text;
    offer.hidden = text === null;
  }
}

/** The page shown after a form was accepted names its draft, which is then of no more use. */
export function forgetFinishedDrafts(): void {
  try {
    for (const element of document.querySelectorAll<HTMLElement>('[data-finished-draft]')) {
      localStorage.removeItem(prefix + element.dataset.finishedDraft);
      void forgetFiles(element.dataset.finishedDraft ?? '');
    }
    for (const key of Object.keys(localStorage)) {
      if (!key.startsWith(prefix)) continue;
      const draft = read(key);
      if (!draft || Date.now() - draft.savedAt > keptFor) localStorage.removeItem(key);
    }
  } catch {
    // Storage is forbidden: there is nothing to forget.
  }
}

function read(key: string): Draft | null {
  try {
    const text = localStorage.getItem(key);
    return text ? (JSON.parse(text) as Draft) : null;
  } catch {
    return null;
  }
}

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

function controls(form: HTMLFormElement): Control[] {
  return [...form.elements].filter((element): element is Control => {
    if (!(element instanceof HTMLInputElement || element instanceof HTMLSelectElement || element instanceof HTMLTextAreaElement)) return false;
    return element.name !== '' && !['hidden', 'file', 'password'].includes(element.type);
  });
}

function collect(form: HTMLFormElement): Record<string, string[]> {
  const values: Record<string, string[]> = {};
  for (const control of controls(form)) {
    const list = (values[control.name] ??= []);
    if (control instanceof HTMLInputElement && (control.type === 'checkbox' || control.type === 'radio')) {
      if (control.checked) list.push(control.value);
    } else if (control instanceof HTMLSelectElement && control.multiple) {
      list.push(...[...control.selectedOptions].map(option => option.value));
    } else {
      list.push(control.value);
    }
  }
  return values;
}

function restore(form: HTMLFormElement, draft: Draft): void {
  for (const list of form.querySelectorAll<HTMLElement>('[data-rows]')) growTo(list, rowsIn(draft, list.dataset.rows ?? ''));
  for (const control of controls(form)) {
    const kept = draft.values[control.name];
    if (!kept) continue;
    if (control instanceof HTMLInputElement && (control.type === 'checkbox' || control.type === 'radio')) {
      control.checked = kept.includes(control.value);
    } else if (control instanceof HTMLSelectElement && control.multiple) {
      for (const option of control.options) option.selected = kept.includes(option.value);
    } else if (kept[0] !== undefined) {
      control.value = kept[0];
    }
  }
}

/** How many rows of a list a draft has answers for. */
function rowsIn(draft: Draft, list: string): number {
  const numbers = Object.keys(draft.values).map(name => (name.startsWith(`${list}[`) ? Number.parseInt(name.slice(list.length + 1), 10) + 1 : 0));
  return Math.max(0, ...numbers);
}

function show(note: HTMLElement | null, savedAt: number, saved?: string): void {
  if (!note) return;
  const language = document.documentElement.lang;
  const time = new Date(savedAt);
  const clock = `${String(time.getHours()).padStart(2, '0')}:${String(time.getMinutes()).padStart(2, '0')}`;
  const text = note.querySelector('[data-draft-text]');
  if (text) text.textContent = (saved ?? note.dataset.draftNote ?? '').replace('{0}', toReader(clock, language));
  note.hidden = false;
}
