import type { ModdleElement } from 'designer-model';
import { elementsOf } from '../../diagram/names';
import { settings } from '../settings';

/** The property that holds the name of the file while the canvas shows that of the reader's language. */
export const englishName = 'name.en';

const own = `name.${settings.language}`;

/** Whether a property is the one whose value the canvas shows as the element's name. */
export const isShownName = (property: string): boolean => settings.language !== 'en' && property === own;

interface Definitions {
  rootElements?: ModdleElement[];
}
type Undo = () => void;

const listOf = (element: ModdleElement): ModdleElement | undefined => element.extensionElements?.values?.find(value => value.$type === 'zeebe:Properties');
const entryOf = (element: ModdleElement, name: string): ModdleElement | undefined => listOf(element)?.properties?.find(entry => entry.name === name);

/**
 * Lets people draw in their own language. In the file an element's name is English, and its other names are properties beside it; in the
 * drawing tool the two change places, so that everything there (writing on the canvas, search, panel, undo) deals with the name people read. For
 * the moment in which the file is written they change back. The file knows nothing of it.
 */
class ReadersNames {
  private readonly pools = new Map<ModdleElement, { file: string | undefined; shown: string }>();
  private undo: Undo[] = [];
  private depth = 0;

  show(definitions: Definitions): void {
    const elements = elementsOf(definitions);
    for (const element of elements) {
      const entry = entryOf(element, own);
      if (!entry?.value) continue;
      const file = element.name;
      element.name = entry.value;
      Object.assign(entry, { name: englishName, value: file ?? '' });
    }
    // A pool is named after its process where it has no name of its own in this language.
    for (const pool of elements.filter(element => element.$type === 'bpmn:Participant' && !entryOf(element, englishName))) {
      const process = pool.processRef as ModdleElement | undefined;
      if (!process?.name || !entryOf(process, englishName)) continue;
      this.pools.set(pool, { file: pool.name, shown: process.name });
      pool.name = process.name;
    }
  }

  /** Before the file is written. Two may be written at once: the first call changes the names, the last one changes them back. */
  hide(definitions: Definitions): void {
    if (this.depth++ > 0) return;
    for (const [pool, { file, shown }] of this.pools) if (pool.name === shown) this.set(pool, 'name', file);
    for (const element of elementsOf(definitions)) {
      const entry = entryOf(element, englishName);
      if (!entry) continue;
      const shown = element.name;
      if (shown) {
        this.set(element, 'name', entry.value || undefined);
        this.set(entry, 'value', shown);
        this.set(entry, 'name', own);
      } else {
        // Who takes the name away means the element to have none.
        const list = listOf(element)!;
        this.set(list, 'properties', list.properties!.filter(each => each !== entry));
      }
    }
  }

  again(): void {
    if (--this.depth > 0) return;
    for (const undo of this.undo.reverse()) undo();
    this.undo = [];
  }

  private set(target: ModdleElement, name: string, value: unknown): void {
    const before = target[name];
    this.undo.push(() => (target[name] = before));
    target[name] = value;
  }
}

/** Before the file is read: from then on the canvas shows the names of the reader's language. */
export function showReadersNames(modeler: { on<T>(event: string, listener: (event: T) => void): void }): void {
  if (settings.language === 'en') return;
  const names = new ReadersNames();
  modeler.on<{ definitions?: Definitions }>('import.parse.complete', ({ definitions }) => {
    if (definitions) names.show(definitions);
  });
  modeler.on<{ definitions: Definitions }>('saveXML.start', ({ definitions }) => names.hide(definitions));
  modeler.on('saveXML.done', () => names.again());
}
