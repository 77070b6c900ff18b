import '../styles/designer.css';
import 'bpmn-js/dist/assets/diagram-js.css';
import 'bpmn-js/dist/assets/bpmn-js.css';
import 'bpmn-js/dist/assets/bpmn-font/css/bpmn.css';
import '@bpmn-io/properties-panel/dist/assets/properties-panel.css';
import 'bpmn-js-element-templates/dist/assets/element-templates.css';
import '@bpmn-io/element-template-chooser/dist/element-template-chooser.css';
import 'diagram-js-minimap/assets/diagram-js-minimap.css';
import { isSmallScreen } from '../diagram/scrolled';
import { openModeler } from './bpmn/modeler';
import { openReader } from './bpmn/reader';
import { start } from './elements';

start(isSmallScreen() ? openReader : openModeler);
