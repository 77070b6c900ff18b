import '../styles/designer.css';
import 'bpmn-js/dist/assets/diagram-js.css';
import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';
import { translateNames, type Definitions } from '../diagram/names';
import { isSmallScreen, ScrolledDrawing } from '../diagram/scrolled';

interface Comparison {
  before: string;
  after: string;
  language: string;
  changes: { id: string; change: 'added' | 'removed' | 'changed' }[];
}
interface Canvas {
  zoom(to: string, center?: string): number;
  addMarker(id: string, marker: string): void;
}

/** Draws both versions with what differs marked; the list below says the same in words. */
async function compare(place: HTMLElement): Promise<void> {
  const comparison = JSON.parse(place.dataset.compare!) as Comparison;
  for (const side of ['before', 'after'] as const) {
    const container = place.querySelector<HTMLElement>(`[data-side="${side}"]`)!;
    const small = isSmallScreen();
    const sheet = document.createElement('div');
    if (small) {
      container.classList.add('reading');
      container.tabIndex = 0;
      container.append(sheet);
    }
    const viewer = new NavigatedViewer({
      container: small ? sheet : container,
      bpmnRenderer: { defaultFillColor: 'var(--surface)', defaultStrokeColor: 'var(--ink-2)', defaultLabelColor: 'var(--ink)' },
    });
    viewer.on('import.parse.complete', (event: { definitions?: Definitions }) => {
      if (event.definitions) translateNames(event.definitions, comparison.language);
    });
    try {
      await viewer.importXML(comparison[side]);
    } catch {
      // A draft may be unfinished; the differences stand below.
      continue;
    }
    const registry = viewer.get<{ get(id: string): unknown }>('elementRegistry');
    const canvas = viewer.get<Canvas>('canvas');
    for (const { id, change } of comparison.changes) if (registry.get(id)) canvas.addMarker(id, `is-${change}`);
    if (small) {
      const drawing = new ScrolledDrawing(viewer, container, sheet);
      const first = comparison.changes.find(({ id }) => registry.get(id));
      if (first) drawing.show(first.id);
    } else canvas.zoom('fit-viewport', 'auto');
    container.dataset.drawn = 'true';
  }
}

for (const place of document.querySelectorAll<HTMLElement>('[data-compare]')) void compare(place);
