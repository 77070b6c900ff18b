// Text that nobody can read to its end, and text that lies upon other text: what a too wide page is not, but is just as bad.

/** What is wrong on the page as it stands; runs in the page. */
export function cutOrCovered() {
  const flaws = [];
  const shown = (element) => {
    const style = getComputedStyle(element);
    // What a closed <details> holds has a place, but is not shown.
    return element.checkVisibility() && style.visibility === 'visible' && style.opacity !== '0' && !element.closest('[hidden], .djs-container, .bjs-container, svg, canvas, .fjs-container, .cm-editor, [aria-hidden=true]');
  };
  const name = (element) => `${element.tagName.toLowerCase()}${element.id ? '#' + element.id : ''}${typeof element.className === 'string' && element.className ? '.' + element.className.trim().split(/\s+/).join('.') : ''} “${(element.innerText ?? element.value ?? '').trim().slice(0, 40)}”`;
  const lines = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!node.data.trim() || !element || ['SCRIPT', 'STYLE', 'TEMPLATE', 'OPTION', 'NOSCRIPT'].includes(element.tagName) || !shown(element)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    // Where the text may be seen: inside every box around it that cuts off; what such a box lets one scroll to is not cut.
    let [left, right, top, bottom] = [-Infinity, Infinity, -Infinity, Infinity];
    let [fixed, hiddenOnPurpose] = [false, false];
    for (let box = element; box && box !== document.body; box = box.parentElement) {
      const style = getComputedStyle(box);
      if (style.position === 'fixed' || style.position === 'sticky') fixed = true;
      const place = box.getBoundingClientRect();
      if (place.width <= 1 || place.height <= 1 || style.clipPath !== 'none') hiddenOnPurpose = true;
      if (style.overflowX === 'hidden' || style.overflowX === 'clip') [left, right] = [Math.max(left, place.left), Math.min(right, place.right)];
      if (style.overflowY === 'hidden' || style.overflowY === 'clip') [top, bottom] = [Math.max(top, place.top), Math.min(bottom, place.bottom)];
      if (['auto', 'scroll'].includes(style.overflowX) || ['auto', 'scroll'].includes(style.overflowY)) {
        fixed = true;
        break;
      }
    }
    if (hiddenOnPurpose) continue;
    for (const line of range.getClientRects()) {
      if (line.width < 2 || line.height < 2) continue;
      // A line box is higher than its letters: a third of it may be cut without touching one.
      if (line.left < left - 2 || line.right > right + 2 || line.top + line.height / 3 < top || line.bottom - line.height / 3 > bottom) flaws.push(`cut off: ${name(element)}`);
      if (!fixed) lines.push({ element, line });
    }
  }
  lines.sort((one, other) => one.line.top - other.line.top);
  for (let i = 0; i < lines.length; i++)
    for (let j = i + 1; j < lines.length && lines[j].line.top < lines[i].line.bottom; j++) {
      const [one, other] = [lines[i], lines[j]];
      const across = Math.min(one.line.right, other.line.right) - Math.max(one.line.left, other.line.left);
      const down = Math.min(one.line.bottom, other.line.bottom) - Math.max(one.line.top, other.line.top);
      if (one.element !== other.element && across > 3 && down > Math.min(one.line.height, other.line.height) * 0.5) flaws.push(`${name(one.element)} lies upon ${name(other.element)}`);
    }
  for (const control of document.querySelectorAll('button, select, .btn'))
    if (shown(control) && control.getBoundingClientRect().width > 1 && control.scrollWidth > control.clientWidth + 2) flaws.push(`too narrow for its words: ${name(control)}`);
  return [...new Set(flaws)].slice(0, 6);
}
