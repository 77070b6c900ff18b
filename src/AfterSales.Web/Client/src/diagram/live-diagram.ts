import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';
import { translateNames, type Definitions } from './names';

/** What the server tells about a process instance: the file as deployed, and where the instance is and was. */
interface DiagramState {
  xml: string;
  language: string;
  done: string[];
  active: string[];
  problems: string[];
  taken: string[];
  texts: { active: string; problem: string; done: string };
  /** Steps shaded by how long cases stay in them, instead of where one case is. */
  heat?: { id: string; level: number; text: string }[];
}

interface Canvas {
  addMarker(id: string, marker: string): void;
  zoom(to: string | number, center?: string | { x: number; y: number }): number;
  zoom(): number;
  resized(): void;
  viewbox(box?: { x: number; y: number; width: number; height: number }): { inner: { width: number; height: number }; outer: { width: number; height: number } };
}
interface Registry {
  get(id: string): { x?: number; y?: number; width?: number; height?: number; type: string } | undefined;
  forEach(visit: (element: { id: string; type: string }) => void): void;
}
interface Overlays {
  add(id: string, kind: string, overlay: { position: Record<string, number>; html: HTMLElement }): void;
}

/** Draws the diagram of one process instance. The list of steps beside it says the same in words and stays when this fails. */
export async function showDiagram(host: HTMLElement): Promise<void> {
  const address = host.dataset.diagram;
  const container = host.querySelector<HTMLElement>('.diagram');
  if (!address || !container) return;
  try {
    const answer = await fetch(address, { headers: { accept: 'application/json' } });
    if (!answer.ok) throw new Error(`The diagram could not be read: ${answer.status}`);
    const state = (await answer.json()) as DiagramState;
    container.hidden = false;
    // The drawing takes the colours of the page, so that it turns dark and prints with it.
    const viewer = new NavigatedViewer({
      container,
      bpmnRenderer: { defaultFillColor: 'var(--surface)', defaultStrokeColor: 'var(--ink-2)', defaultLabelColor: 'var(--ink)' },
    });
    viewer.on('import.parse.complete', (event: { definitions?: Definitions }) => {
      if (event.definitions) translateNames(event.definitions, state.language);
    });
    await viewer.importXML(state.xml);
    mark(viewer, state);
    arrange(host, container, viewer, state);
  } catch (error) {
    container.hidden = true;
    host.querySelector<HTMLElement>('[data-diagram-fallback]')?.removeAttribute('hidden');
    console.error(error);
  }
}

function mark(viewer: NavigatedViewer, state: DiagramState): void {
  const canvas = viewer.get<Canvas>('canvas');
  const registry = viewer.get<Registry>('elementRegistry');
  const overlays = viewer.get<Overlays>('overlays');
  const known = (ids: string[]) => ids.filter(id => registry.get(id));
  let lane = 0;
  registry.forEach(element => {
    if (element.type === 'bpmn:Lane' || element.type === 'bpmn:Participant') {
      canvas.addMarker(element.id, 'is-lane');
      if (element.type === 'bpmn:Lane' && lane++ % 2 === 1) canvas.addMarker(element.id, 'even');
    }
  });
  for (const { id, level, text } of state.heat ?? []) {
    const shape = registry.get(id);
    if (!shape) continue;
    canvas.addMarker(id, `heat-${level}`);
    const wide = (shape.width ?? 0) >= 60;
    overlays.add(id, 'heat', { position: wide ? { bottom: 18, left: (shape.width ?? 0) / 2 } : { bottom: -4, left: (shape.width ?? 0) / 2 }, html: figure(text) });
  }
  for (const id of known(state.taken)) canvas.addMarker(id, 'st-taken');
  const active = new Set(state.active);
  const problems = new Set(state.problems);
  for (const id of known(state.done)) {
    if (active.has(id)) continue;
    canvas.addMarker(id, 'st-done');
    // Small shapes show their colour; a tick would hide them.
    if ((registry.get(id)?.width ?? 0) >= 60) overlays.add(id, 'done', { position: { top: -9, left: -9 }, html: tick(state.texts.done) });
  }
  for (const id of known(state.active)) {
    const problem = problems.has(id);
    canvas.addMarker(id, problem ? 'st-problem' : 'st-active');
    overlays.add(id, 'active', {
      position: { top: -12, left: (registry.get(id)?.width ?? 0) / 2 },
      html: tag(problem ? state.texts.problem : state.texts.active, problem),
    });
  }
}

/** Below this scale names cannot be read: better to show a part that can, and let the reader move on. */
const legible = 0.36;

/** Shows the neighbourhood of the step where the process stands, or where cases stay longest. */
function showPlace(viewer: NavigatedViewer, state: DiagramState): void {
  const longest = [...(state.heat ?? [])].sort((one, other) => other.level - one.level).slice(0, 1);
  const place = [...state.active, ...state.done.slice(-1), ...longest.map(({ id }) => id)].map(id => viewer.get<Registry>('elementRegistry').get(id)).find(shape => shape?.x !== undefined);
  const canvas = viewer.get<Canvas>('canvas');
  const { outer } = canvas.viewbox();
  const scale = 0.62;
  const [x, y] = [(place?.x ?? 0) + (place?.width ?? 0) / 2, (place?.y ?? 0) + (place?.height ?? 0) / 2];
  const [width, height] = [outer.width / scale, outer.height / scale];
  canvas.viewbox({ x: x - width / 2, y: y - height / 2, width, height });
}

/** What the bpmn.io mark takes below the drawing, in pixels; the style sheet leaves it free. */
const markHeight = 44;

function arrange(host: HTMLElement, container: HTMLElement, viewer: NavigatedViewer, state: DiagramState): void {
  const canvas = viewer.get<Canvas>('canvas');
  const fit = () => {
    // Folded away or about to leave, the drawing has no size to be fitted into.
    if (container.clientWidth === 0 || container.clientHeight === 0) return;
    canvas.resized();
    canvas.zoom('fit-viewport', 'auto');
  };
  const { inner } = canvas.viewbox();
  const size = () => {
    if (inner.width <= 0) return;
    // As high as the drawing needs at this width, within reason; the reader may pan and zoom.
    const wanted = (container.clientWidth * inner.height) / inner.width;
    container.style.blockSize = `${Math.round(markHeight + Math.min(Math.max(wanted + 40, 320), Math.max(window.innerHeight * 0.92, 420)))}px`;
  };
  size();
  fit();
  if (canvas.zoom() < legible) showPlace(viewer, state);
  const svg = container.querySelector<SVGElement>('.djs-container > svg');
  svg?.setAttribute('role', 'img');
  svg?.setAttribute('aria-label', host.dataset.label ?? '');
  svg?.setAttribute('tabindex', '0');
  const zoomer = viewer.get<{ stepZoom(by: number): void }>('zoomScroll');
  host.querySelector('[data-zoom="in"]')?.addEventListener('click', () => zoomer.stepZoom(1));
  host.querySelector('[data-zoom="out"]')?.addEventListener('click', () => zoomer.stepZoom(-1));
  host.querySelector('[data-zoom="fit"]')?.addEventListener('click', fit);
  host.querySelector<HTMLElement>('.diagram-tools')?.removeAttribute('hidden');
  window.addEventListener('resize', fit);
  // Paper is narrower than the window, and nothing tells the drawing when it gets there.
  window.addEventListener('beforeprint', () => {
    container.style.inlineSize = '178mm';
    container.style.blockSize = `calc(${Math.round((178 * inner.height) / Math.max(inner.width, 1)) + 8}mm + ${markHeight}px)`;
    fit();
  });
  window.addEventListener('afterprint', () => {
    container.style.inlineSize = '';
    size();
    fit();
  });
}

function tick(label: string): HTMLElement {
  const mark = document.createElement('span');
  mark.className = 'diagram-tick';
  mark.title = label;
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', 'M5 12l5 5l10 -10');
  path.setAttribute('fill', 'none');
  path.setAttribute('stroke', 'currentColor');
  path.setAttribute('stroke-width', '3.5');
  path.setAttribute('stroke-linecap', 'round');
  path.setAttribute('stroke-linejoin', 'round');
  svg.append(path);
  mark.append(svg);
  return mark;
}

function figure(text: string): HTMLElement {
  const label = document.createElement('span');
  label.className = 'diagram-figure';
  label.dir = document.documentElement.dir;
  label.textContent = text;
  return label;
}

function tag(text: string, problem: boolean): HTMLElement {
  const label = document.createElement('span');
  label.className = problem ? 'diagram-tag problem' : 'diagram-tag';
  label.textContent = text;
  return label;
}
