/**
 * One spelling for the many that laboratories print: no blanks, no upper case, `u` for the micro sign in its two code
 * points and for `mc`, `10*3` for every way to write a power of ten, `/ul` for the cubic millimeter. Annotations such
 * as `{FEU}` stay: they may change the meaning.
 */
export function spelledUnit(written: string): string {
  const compact = written.replace(/\s+/g, '');
  // G/L is giga per liter, a count; g/L is a mass: here alone the case tells two units apart.
  if (/^G\/[lL]$/.test(compact)) return '10*9/l';
  return compact
    .toLowerCase()
    .replace(/[⁰¹²³⁴⁵⁶⁷⁸⁹]/g, (digit) => `^${SUPERSCRIPTS.indexOf(digit)}`)
    .replace(/[µμ]/g, 'u')
    .replace(/[’‘`´]/g, "'")
    .replace(/\bmc(?=[gl]\b|kat\b|mol\b)/g, 'u')
    .replace(/\/(?:mm[\^*]?3|cumm|cmm)$/, '/ul')
    .replace(/^[x×]?10(?:\*\*|[*^+e]|\()(\d{1,2})\)?(?=\/)/, '10*$1');
}

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';
