/** Persian and Arabic digits and separators to Latin ones: what is stored and computed with is always Latin. */
export function toLatin(text: string): string {
  return text
    .replace(/[۰-۹]/g, digit => String(digit.charCodeAt(0) - 0x06f0))
    .replace(/[٠-٩]/g, digit => String(digit.charCodeAt(0) - 0x0660))
    .replace(/٫/g, '.')
    .replace(/٬/g, '');
}

/** Digits as the reader of the page writes them. */
export function toReader(text: string, language: string): string {
  return language === 'fa' ? text.replace(/[0-9]/g, digit => String.fromCharCode(0x06f0 + Number(digit))) : text;
}
