// A page on paper, as the print button of the browser makes it: A4, with the margins the page asks for.
export function printed(page) {
  return page.pdf({ preferCSSPageSize: true, printBackground: false });
}

/** How many pages a printed document has. */
export function pagesOf(pdf) {
  return (pdf.toString('latin1').match(/\/Type\s*\/Page[^s]/g) ?? []).length;
}
