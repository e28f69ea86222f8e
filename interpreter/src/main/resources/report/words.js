// How elements are made and values are put into words. Text only ever enters as text, never as markup.

// What the page was given: its results, and the columns that curves go along.
const page = JSON.parse(document.getElementById('data').textContent);

const SVG = 'http://www.w3.org/2000/svg';

function put(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === false || value === null || value === undefined) continue;
    if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? '' : value);
  }
  node.append(...children.flat().filter(child => child !== null && child !== undefined));
  return node;
}

const el = (tag, attributes, ...children) => put(document.createElement(tag), attributes, children);
const shape = (tag, attributes, ...children) => put(document.createElementNS(SVG, tag), attributes, children);

// Control characters and those that change direction are spelled out, as everywhere in Assay.
const HIDDEN = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;
const ESCAPES = {'\n': '\\n', '\t': '\\t', '\r': '\\r'};
const spelled = char => ESCAPES[char] || '\\u{' + char.codePointAt(0).toString(16).toUpperCase() + '}';
const visible = text => String(text).replace(HIDDEN, spelled);

// A token by itself: spaces at its ends are dots, a break is an escape.
function token(text) {
  if (text === '') return '∅';
  return visible(text).replace(/\n/g, '\\n').replace(/^ +| +$/g, spaces => '·'.repeat(spaces.length));
}

// Whole numbers in full, others to four digits.
function number(value) {
  if (Number.isInteger(value) && Math.abs(value) < 1e15) return String(value);
  const size = Math.abs(value);
  if (size < 1e-4 || size >= 1e7) return value.toExponential(3).replace(/\.?0+e/, 'e').replace('e+', 'e');
  return String(Number(value.toPrecision(4)));
}

const isObject = value => value !== null && typeof value === 'object' && !Array.isArray(value);
const isTable = value => isObject(value) && Array.isArray(value.columns) && Array.isArray(value.rows);
const isNumber = value => typeof value === 'number' && Number.isFinite(value);

// A value that fits into a line.
function words(value) {
  if (value === null || value === undefined) return 'none';
  if (value === true) return 'yes';
  if (value === false) return 'no';
  if (typeof value === 'number') return number(value);
  if (typeof value === 'string') return visible(value);
  if (Array.isArray(value)) {
    const first = value.slice(0, 24).map(words).join(', ');
    return '[' + first + (value.length > 24 ? ', … ' + (value.length - 24) + ' more' : '') + ']';
  }
  if (isTable(value)) return 'table of ' + count(value.rows.length, 'row');
  if ('tensor' in value) return 'tensor ' + words(value.tensor) + ' ' + words(value.shape);
  if (typeof value.model === 'string' && Object.keys(value).length === 1) return 'model ' + visible(value.model);
  if ('range' in value) return (value.range || []).join('..');
  if ('pair' in value) return (value.pair || []).map(words).join(' → ');
  return '{' + Object.entries(value).slice(0, 12).map(([name, field]) => name + ': ' + words(field)).join(', ') + '}';
}

const count = (n, noun) => n + ' ' + noun + (n === 1 ? '' : 's');

// The rows of a table as objects; columns that the caller needs must be there.
function records(table, ...needed) {
  if (!isTable(table) || needed.some(name => !table.columns.includes(name))) return [];
  return table.rows.filter(Array.isArray)
      .map(row => Object.fromEntries(table.columns.map((name, i) => [name, row[i] === undefined ? null : row[i]])));
}

// Groups in the order in which they first appear.
function grouped(items, key) {
  const groups = new Map();
  for (const item of items) {
    const name = key(item);
    if (!groups.has(name)) groups.set(name, []);
    groups.get(name).push(item);
  }
  return groups;
}
