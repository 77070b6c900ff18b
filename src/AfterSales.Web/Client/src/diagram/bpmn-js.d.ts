declare module 'bpmn-js/lib/NavigatedViewer' {
  export default class NavigatedViewer {
    constructor(options: {
      container: HTMLElement;
      moddleExtensions?: Record<string, unknown>;
      bpmnRenderer?: { defaultFillColor?: string; defaultStrokeColor?: string; defaultLabelColor?: string };
    });
    importXML(xml: string): Promise<{ warnings: unknown[] }>;
    saveXML(options: { format: boolean }): Promise<{ xml: string }>;
    get<T>(service: string): T;
    on(event: string, listener: (event: never) => void): void;
    on<T>(event: string, listener: (event: T) => void): void;
  }
}
