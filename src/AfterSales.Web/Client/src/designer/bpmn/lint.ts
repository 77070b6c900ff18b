import type { Element } from 'designer-model';
import { make } from '../elements';
import { call } from '../server';
import { go } from '../leave';
import { settings, word } from '../settings';
import { describeFix } from './fix-words';
import { applyFix, type Edit } from './fixes';

export interface Finding {
  ruleId: string;
  severity: 'error' | 'warning' | 'information';
  elementId: string;
  message: string;
  fix: { kind: string; description: string; edits: Edit[] } | null;
  trace: string[];
}
interface Report {
  findings: Finding[];
  problems: { code: string; elementId: string | null; line: number; message: string }[];
}
/** The drawing that is judged. */
interface Drawing {
  saveXML(options: { format: boolean }): Promise<{ xml: string }>;
  get<T>(service: string): T;
}
interface Overlays {
  add(element: string, type: string, overlay: unknown): string;
  remove(filter: { type: string }): void;
}
interface Registry {
  get(id: string): Element | undefined;
}

interface Canvas {
  addMarker(id: string, marker: string): void;
  removeMarker(id: string, marker: string): void;
}

/** The rule that asks for test runs: good to know while one draws, a warning when it is published. */
const testRuns = 'LINT-25';

const pause = 900;

/** Asks the server's self-check as one draws: marks elements, lists findings, applies fixes. */
export class LiveLint {
  private timer: number | undefined;
  private asked = 0;
  /** Flows and events no test run took, while they are shown on the drawing. */
  private shown: string[] = [];
  private showsWays = false;

  constructor(
    private readonly modeler: Drawing,
    private readonly list: HTMLElement,
    private readonly counts: HTMLElement,
    /** Where the drawing is only read: brings an element into sight. Nothing is offered to be put right then. */
    private readonly reading?: (id: string) => void,
  ) {}

  /** Asks again, once nobody draws for a moment. */
  soon(): void {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.ask(), pause);
  }

  async ask(): Promise<void> {
    const question = ++this.asked;
    try {
      const { xml } = await this.modeler.saveXML({ format: true });
      const report = await call<Report>('POST', `/drafts/workflow/${settings.name}/lint?language=${settings.language}`, { content: xml });
      // An answer to an older drawing says nothing about this one.
      if (question === this.asked) this.show(report);
    } catch {
      if (question === this.asked) this.counts.textContent = word('lint.unreachable');
    }
  }

  private show(report: Report): void {
    const findings: Finding[] = [
      ...report.problems.map(problem => ({ ruleId: problem.code, severity: 'error' as const, elementId: problem.elementId ?? '', message: problem.message, fix: null, trace: [] })),
      ...report.findings,
    ];
    const important = findings.filter(finding => finding.severity !== 'information');
    const errors = important.filter(finding => finding.severity === 'error').length;
    this.counts.textContent = word('lint.counts', errors, important.length - errors);
    this.counts.dataset.errors = String(errors);
    this.counts.dataset.warnings = String(important.length - errors);
    this.mark(important);
    this.list.replaceChildren(...important.map(finding => this.line(finding)));
    if (important.length === 0) this.list.append(make('li', 'quiet', word('lint.clean')));
    const untried = findings.filter(finding => finding.ruleId === testRuns);
    this.list.append(...untried.map(finding => this.untried(finding)));
    this.paint(this.showsWays ? untried.flatMap(finding => finding.trace) : []);
  }

  /** What no test run took: in short, the ways by name on demand, and the way to a test run. */
  private untried(finding: Finding): HTMLElement {
    const [title, ...ways] = finding.message.split('\n');
    const line = make('li', 'lint-line information');
    line.dataset.rule = finding.ruleId;
    const rule = make('bdi', 'lint-rule', finding.ruleId);
    rule.dir = 'ltr';
    const run = make('a', 'btn lint-fix', word('lint.run'));
    run.href = `/designer/runs/new?process=${encodeURIComponent(settings.name)}`;
    run.dataset.action = 'try-ways';
    run.addEventListener('click', event => {
      event.preventDefault();
      void go(run.href);
    });
    if (ways.length === 0) {
      line.append(rule, make('span', 'lint-say', title), run);
      return line;
    }
    const details = make('details', 'lint-ways');
    const names = make('ul', 'plain');
    names.append(...ways.map((name, index) => {
      const jump = make('button', 'lint-jump', name.replace(/^• /, ''));
      jump.type = 'button';
      jump.dir = 'auto';
      jump.addEventListener('click', () => this.reveal(finding.trace[index]!));
      const item = make('li');
      item.append(jump);
      return item;
    }));
    details.open = this.showsWays;
    details.append(make('summary', '', title!.replace(/[:：]$/, '')), names);
    details.addEventListener('toggle', () => {
      this.showsWays = details.open;
      this.paint(details.open ? finding.trace : []);
    });
    line.append(rule, details, run);
    return line;
  }

  private paint(ids: string[]): void {
    const [canvas, registry] = [this.modeler.get<Canvas>('canvas'), this.modeler.get<Registry>('elementRegistry')];
    for (const id of this.shown) if (registry.get(id)) canvas.removeMarker(id, 'untried');
    this.shown = ids.filter(id => registry.get(id));
    for (const id of this.shown) canvas.addMarker(id, 'untried');
  }

  private mark(findings: Finding[]): void {
    const overlays = this.modeler.get<Overlays>('overlays');
    const registry = this.modeler.get<Registry>('elementRegistry');
    overlays.remove({ type: 'lint' });
    const byElement = new Map<string, Finding[]>();
    for (const finding of findings) byElement.set(finding.elementId, [...(byElement.get(finding.elementId) ?? []), finding]);
    for (const [id, own] of byElement) {
      const element = registry.get(id);
      if (!element || element.x === undefined) continue;
      const worst = own.some(finding => finding.severity === 'error') ? 'error' : 'warning';
      const mark = make('button', `lint-mark ${worst}`, worst === 'error' ? '!' : '?');
      mark.type = 'button';
      mark.title = own.map(finding => finding.message).join('\n');
      mark.setAttribute('aria-label', mark.title);
      mark.dataset.lint = id;
      mark.addEventListener('click', () => this.reveal(id));
      overlays.add(id, 'lint', { position: { top: -10, right: 12 }, html: mark });
    }
  }

  private line(finding: Finding): HTMLElement {
    const line = make('li', `lint-line ${finding.severity}`);
    line.dataset.rule = finding.ruleId;
    line.dataset.element = finding.elementId;
    const jump = make('button', 'lint-jump', finding.message);
    jump.type = 'button';
    jump.dir = 'auto';
    jump.addEventListener('click', () => this.reveal(finding.elementId));
    const rule = make('bdi', 'lint-rule', finding.ruleId);
    rule.dir = 'ltr';
    line.append(rule, jump);
    if (finding.fix && !this.reading) {
      const fix = make('button', 'btn lint-fix', describeFix(finding.fix));
      fix.type = 'button';
      fix.addEventListener('click', () => applyFix(this.modeler, finding.fix!.edits));
      line.append(fix);
    }
    return line;
  }

  private reveal(id: string): void {
    const element = this.modeler.get<Registry>('elementRegistry').get(id);
    if (!element) return;
    this.modeler.get<{ select(element: Element): void }>('selection').select(element);
    if (this.reading) this.reading(id);
    else this.modeler.get<{ scrollToElement(element: Element): void }>('canvas').scrollToElement(element);
    for (const line of this.list.children) line.classList.toggle('current', (line as HTMLElement).dataset.element === id);
  }
}
