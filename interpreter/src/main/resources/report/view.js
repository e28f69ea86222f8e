// A result, by the fields that it has: whatever is known gets a picture, and everything else is still told.

const PROSE = ['text', 'answer', 'output'];
const DEEPEST = 3;
const MOST_TABLES = 24;

function factsView(fields) {
  return fields.length === 0 ? null : el('dl', {class: 'facts'}, fields.map(([name, value]) =>
    el('div', {}, el('dt', {}, words(name).replaceAll('_', ' ')), el('dd', {}, words(value)))));
}

function tablePart(name, table, players, result) {
  const title = name.replaceAll('_', ' ');
  if (table.rows.length === 0) return null;
  if (isItems(table)) return itemsView(table, result);
  if (isTokens(table)) return tokensView(table, title, players);
  return charts(table, title, result) || (table.rows.length > SHORT ? folded(table, title) : tableView(table, title));
}

const MINOR = new Set(['history', 'cells', 'runs', 'under_pressure', 'alone', 'doses', 'random']);
// What a benchmark found, before the questions that it asked.
const FIRST = ['doses', 'swaps', 'means', 'conditions', 'dimensions', 'failures', 'items'];

function recordView(value, anchor, depth) {
  const parts = [];
  const fields = Object.entries(value).filter(([name]) => name !== 'verb');
  const players = isGame(value) ? playersOf(value) : isTable(value.tokens)
    ? [...new Set(records(value.tokens, 'player').map(row => row.player))] : [];
  const done = new Set();
  const take = (name, part) => { done.add(name); if (part) parts.push(part); };

  for (const warning of Array.isArray(value.warnings) ? value.warnings : []) {
    parts.push(el('p', {class: 'warning'}, words(warning)));
  }
  done.add('warnings');
  const simple = fields.filter(([name, field]) => !done.has(name) && !PROSE.includes(name)
      && (field === null || typeof field !== 'object' || field.model || field.range || field.pair));
  simple.forEach(([name]) => done.add(name));
  parts.push(factsView(simple.filter(([, field]) => field !== null)));
  const none = simple.filter(([, field]) => field === null).map(([name]) => name.replaceAll('_', ' '));
  if (none.length > 0) parts.push(el('p', {class: 'quiet'}, 'none: ' + none.join(', ')));
  if (isGame(value)) parts.push(boardView(value, anchor));
  for (const name of PROSE) {
    if (typeof value[name] === 'string') take(name, isGame(value) && playersOf(value).length > 1 ? null : el('blockquote', {}, visible(value[name])));
  }
  // A single dose is told by the facts above.
  const first = FIRST.filter(name => isTable(value[name]) && (name !== 'doses' || value.doses.rows.length > 1));
  for (const name of first) take(name, tablePart(name, value[name], players, value));
  for (const [name, field] of fields) {
    if (!done.has(name) && isTable(field) && (!MINOR.has(name) || fieldOf(field))) take(name, tablePart(name, field, players, value));
  }
  const rest = fields.filter(([name]) => !done.has(name));
  const tables = rest.filter(([, field]) => isTable(field) && field.rows.length > 0);
  const others = rest.filter(([, field]) => !isTable(field) && Object.keys(field || {}).length > 0);
  tables.forEach(([name, field]) => parts.push(folded(field, name.replaceAll('_', ' '))));
  for (const [name, field] of others) {
    const nested = isObject(field) && Object.values(field).some(isObject) && depth < DEEPEST && !('tensor' in field);
    const inside = nested ? Object.entries(field).map(([key, part]) => el('div', {}, el('h4', {}, words(key)), valueView(part, '', depth + 1)))
      : [isObject(field) && !('tensor' in field) ? factsView(Object.entries(field)) : el('p', {class: 'long'}, words(field))];
    parts.push(el('details', {}, el('summary', {}, name.replaceAll('_', ' ')), inside));
  }
  return el('div', {}, parts);
}

function listView(items, anchor, depth) {
  if (items.length > 0 && items.length <= MOST_TABLES && items.every(isTable)) return el('div', {}, items.map((item, i) => tablePart(String(i + 1), item, [], null)));
  if (items.length > 0 && items.every(isObject) && !items.some(isTable) && depth < DEEPEST) {
    const columns = [...new Set(items.slice(0, 200).flatMap(Object.keys))];
    if (columns.length <= 24) return valueView({columns, rows: items.map(item => columns.map(name => item[name] ?? null))}, anchor, depth);
  }
  return tableView({columns: ['value'], rows: items.map(item => [item])}, 'list');
}

function valueView(value, anchor, depth) {
  if (isTable(value)) return tablePart((page.results[anchor] || {name: 'rows'}).name, value, [], null) || el('p', {class: 'quiet'}, 'An empty table: ' + value.columns.map(words).join(', '));
  if (Array.isArray(value)) return value.every(item => item === null || typeof item !== 'object') ? el('p', {class: 'long'}, words(value)) : listView(value, anchor, depth);
  if (isObject(value) && !('tensor' in value)) return recordView(value, anchor, depth);
  return typeof value === 'string' ? el('blockquote', {}, visible(value)) : el('p', {class: 'long'}, words(value));
}
