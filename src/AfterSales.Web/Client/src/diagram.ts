import 'bpmn-js/dist/assets/diagram-js.css';
import 'bpmn-js/dist/assets/bpmn-js.css';
import './styles/diagram.css';
import { showDiagram } from './diagram/live-diagram';

for (const host of document.querySelectorAll<HTMLElement>('[data-diagram]')) void showDiagram(host);
