import { call, Refusal } from './server';
import { settings, word } from './settings';

interface Stored {
  revision: number;
  savedBy: string | null;
  savedByName: string | null;
  content: string | null;
}

/** How long nobody may type before what he typed is saved. */
const quiet = 1200;

/** How often others are looked for. */
const glance = 15_000;

/**
 * The draft of this page. Saves by itself, always naming the revision it began on: when somebody else was faster nothing is
 * overwritten, the page says who it was and stops saving until the newer draft is loaded.
 */
export class Draft {
  private revision = 0;
  private saved = '';
  private read: (() => Promise<string>) | undefined;
  private timer: number | undefined;
  private saving: Promise<void> | undefined;
  private stopped = false;
  private readonly path = `/drafts/${settings.kind}/${settings.name}`;

  /** What is to be edited. */
  async load(): Promise<string> {
    const stored = await call<Stored>('GET', this.path);
    this.revision = stored.revision;
    this.saved = stored.content ?? '';
    document.querySelector('[data-load-newer]')?.addEventListener('click', () => location.reload());
    for (const link of document.querySelectorAll<HTMLAnchorElement>('[data-leave]')) link.addEventListener('click', event => void this.leave(event, link));
    window.addEventListener('beforeunload', event => {
      if (this.timer !== undefined || this.saving) event.preventDefault();
    });
    window.setInterval(() => void this.lookForOthers(), glance);
    if (stored.revision > 0 && stored.savedByName) this.say(word('draftOf', stored.savedByName));
    return this.saved;
  }

  /** Something was changed; `read` gives the whole content when it is time to save. */
  changed(read: () => Promise<string>): void {
    if (this.stopped) return;
    this.read = read;
    this.say(word('unsaved'));
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.flush(), quiet);
  }

  /** Saves what is not saved yet; false when that was not possible. */
  async flush(): Promise<boolean> {
    window.clearTimeout(this.timer);
    this.timer = undefined;
    await this.saving;
    if (!this.read || this.stopped) return !this.stopped;
    const read = this.read;
    this.read = undefined;
    this.saving = this.save(read);
    await this.saving;
    this.saving = undefined;
    return !this.stopped && this.read === undefined;
  }

  private async save(read: () => Promise<string>): Promise<void> {
    try {
      const content = await read();
      if (content === this.saved) {
        if (this.revision > 0) this.say(word('saved'), 'saved');
        else this.say('');
        return;
      }
      this.say(word('saving'));
      const answer = await call<{ revision: number }>('PUT', this.path, { revision: this.revision, content });
      this.revision = answer.revision;
      this.saved = content;
      this.say(word('saved'), 'saved');
    } catch (error) {
      if (error instanceof Refusal && error.status === 409) {
        this.stop(word('conflict', String(error.problem.savedByName ?? '')));
      } else if (error instanceof Refusal && error.status === 404) {
        this.stop(word('draftGone'));
      } else {
        // The connection may come back; what was typed is still here.
        this.read ??= read;
        this.timer = window.setTimeout(() => void this.flush(), 5 * quiet);
        this.say(word('notSaved'), 'failed');
      }
    }
  }

  private async lookForOthers(): Promise<void> {
    if (this.stopped || this.timer !== undefined || this.saving || document.hidden) return;
    try {
      const stored = await call<Stored>('GET', `${this.path}?head=true`);
      if (stored.revision > this.revision && !this.saving) this.stop(word('conflict', stored.savedByName ?? ''));
    } catch {
      // Asked again at the next glance.
    }
  }

  private async leave(event: Event, link: HTMLAnchorElement): Promise<void> {
    event.preventDefault();
    if (!(await this.flush())) return;
    if (this.revision === 0 && link.href.includes('/designer/publish')) this.say(word('nothingChanged'));
    else location.href = link.href;
  }

  private stop(reason: string): void {
    this.stopped = true;
    const notice = document.querySelector<HTMLElement>('[data-conflict]')!;
    notice.querySelector('[data-conflict-text]')!.textContent = reason;
    notice.hidden = false;
    this.say(word('notSaved'), 'failed');
  }

  private say(text: string, state = ''): void {
    const place = document.querySelector<HTMLElement>('[data-save-state]')!;
    place.textContent = text;
    place.dataset.saveState = state;
  }
}
