import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';
import zeebeModdle from 'zeebe-bpmn-moddle/resources/zeebe.json';
import { ScrolledDrawing } from '../../diagram/scrolled';
import { Draft } from '../draft';
import { button, make, tools } from '../elements';
import { host, word } from '../settings';
import { LiveLint } from './lint';
import { showReadersNames } from './names';

/** The draft on a small screen: its drawing to be read, and what the self-check says of it, each finding leading to its place. */
export async function openReader(): Promise<void> {
  const xml = await new Draft().load();
  const [frame, sheet, list, counts] = [make('div', 'reading'), make('div', 'sheet'), make('ul', 'lint-list'), make('span', 'lint-counts')];
  frame.dir = 'ltr';
  frame.tabIndex = 0;
  frame.setAttribute('role', 'region');
  frame.setAttribute('aria-label', document.querySelector('h1')?.textContent ?? '');
  frame.append(sheet);
  const findings = make('details', 'findings-pane');
  const summary = make('summary', '', word('lint.title'));
  summary.append(' ', counts);
  findings.open = true;
  findings.append(summary, list);
  host.replaceChildren(make('p', 'reading-note', word('small.read')), frame, findings);
  const viewer = new NavigatedViewer({ container: sheet, moddleExtensions: { zeebe: zeebeModdle } });
  showReadersNames(viewer);
  await viewer.importXML(xml);
  const drawing = new ScrolledDrawing(viewer, frame, sheet);
  const lint = new LiveLint(viewer, list, counts, id => {
    frame.scrollIntoView({ block: 'nearest' });
    drawing.show(id);
  });
  tools().append(
    button(word('tool.closer'), () => drawing.zoom(1), 'closer'),
    button(word('tool.farther'), () => drawing.zoom(-1), 'farther'),
    button(word('tool.fit'), () => drawing.whole(), 'fit'),
  );
  host.dataset.ready = 'true';
  await lint.ask();
}
