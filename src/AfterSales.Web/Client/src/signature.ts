/**
 * Lets people sign with finger, pen or mouse. The drawing travels as a PNG in a hidden field beside the typed name;
 * without script, or for those who cannot draw, the typed name is the signature.
 */
export function enhanceSignature(field: HTMLElement): void {
  const pad = field.querySelector<HTMLElement>('.pad');
  const canvas = field.querySelector('canvas');
  const hidden = field.querySelector<HTMLInputElement>('input[type="hidden"][data-drawing]');
  if (!pad || !canvas || !hidden) return;
  pad.hidden = false;
  const pen = canvas.getContext('2d');
  if (!pen) return;
  let strokes: { x: number; y: number }[][] = [];
  let current: { x: number; y: number }[] | null = null;

  const draw = () => {
    const ratio = window.devicePixelRatio || 1;
    const box = canvas.getBoundingClientRect();
    canvas.width = Math.round(box.width * ratio);
    canvas.height = Math.round(box.height * ratio);
    pen.scale(ratio, ratio);
    pen.lineWidth = 2.2;
    pen.lineCap = 'round';
    pen.lineJoin = 'round';
    pen.strokeStyle = '#1a2230';
    for (const stroke of strokes) {
      const first = stroke[0];
      if (!first) continue;
      pen.beginPath();
      pen.moveTo(first.x, first.y);
      // Curves through the midpoints look like a pen; straight pieces look like a seismograph.
      for (let i = 1; i < stroke.length; i++) {
        const [from, to] = [stroke[i - 1]!, stroke[i]!];
        pen.quadraticCurveTo(from.x, from.y, (from.x + to.x) / 2, (from.y + to.y) / 2);
      }
      if (stroke.length === 1) pen.lineTo(first.x + 0.1, first.y);
      pen.stroke();
    }
  };

  const keep = () => {
    // A new drawing takes the place of the one that came with a refused form.
    for (const earlier of field.querySelectorAll<HTMLInputElement>('[data-kept] input')) earlier.checked = strokes.length === 0;
    hidden.value = strokes.length === 0 ? '' : canvas.toDataURL('image/png');
    hidden.dispatchEvent(new Event('change', { bubbles: true }));
  };

  const point = (event: PointerEvent) => {
    const box = canvas.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };

  canvas.addEventListener('pointerdown', event => {
    event.preventDefault();
    canvas.setPointerCapture(event.pointerId);
    current = [point(event)];
    strokes.push(current);
    draw();
  });
  canvas.addEventListener('pointermove', event => {
    if (!current) return;
    for (const part of event.getCoalescedEvents?.() ?? [event]) current.push(point(part));
    draw();
  });
  for (const end of ['pointerup', 'pointercancel'] as const)
    canvas.addEventListener(end, () => {
      if (!current) return;
      current = null;
      keep();
    });
  pad.querySelector('button')?.addEventListener('click', () => {
    strokes = [];
    draw();
    keep();
  });
  new ResizeObserver(draw).observe(canvas);
}
