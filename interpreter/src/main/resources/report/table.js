// A table that sorts by a click on a header and filters by text. Only some rows are drawn at a time.

const PAGE_OF_ROWS = 100;
const FILTER_FROM = 8;

function compare(a, b) {
  const none = value => value === null || value === undefined;
  if (none(a) || none(b)) return none(a) - none(b);
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return words(a).localeCompare(words(b), 'en', {numeric: true});
}

function cellOf(value, spaced) {
  const share = typeof value === 'number';
  const text = spaced && typeof value === 'string' ? token(value) : words(value);
  const kind = share ? 'number' : value === null ? 'none' : text.length <= 20 ? 'short' : null;
  return el('td', {class: kind}, text);
}

// Columns whose spaces matter hold tokens.
const SPACED = new Set(['token', 'text', 'old', 'new', 'start', 'piece']);

function tableView(table, caption) {
  const body = el('tbody');
  const status = el('p', {class: 'quiet', 'aria-live': 'polite'});
  const heads = [];
  let drawn = PAGE_OF_ROWS;
  let sorted = -1;
  let descending = false;
  let filter = '';
  const more = el('button', {type: 'button', onclick: () => { drawn += PAGE_OF_ROWS; draw(); }}, 'Show more rows');

  function rows() {
    let rows = table.rows.filter(Array.isArray);
    if (filter) rows = rows.filter(row => row.some(value => words(value).toLowerCase().includes(filter)));
    if (sorted < 0) return rows;
    const sign = descending ? -1 : 1;
    return [...rows].sort((a, b) => sign * compare(a[sorted], b[sorted]));
  }

  function draw() {
    const all = rows();
    const spaced = table.columns.map(name => SPACED.has(name) && (table.columns.includes('bytes') || table.columns.includes('id'))
        || name === 'old' || name === 'new');
    body.replaceChildren(...all.slice(0, drawn).map(row =>
      el('tr', {}, table.columns.map((_, i) => cellOf(row[i] === undefined ? null : row[i], spaced[i])))));
    more.hidden = all.length <= drawn;
    const left = table.left_out ? ', ' + table.left_out + ' more are in results.json only' : '';
    status.textContent = all.length > drawn || filter || left
      ? Math.min(drawn, all.length) + ' of ' + count(all.length, 'row') + left : '';
  }

  function sort(column) {
    descending = sorted === column ? !descending : typeof (table.rows[0] || [])[column] === 'number';
    sorted = column;
    heads.forEach((head, i) =>
      head.setAttribute('aria-sort', i !== column ? 'none' : descending ? 'descending' : 'ascending'));
    draw();
  }

  table.columns.forEach((name, column) => heads.push(el('th', {scope: 'col', 'aria-sort': 'none'},
      el('button', {type: 'button', onclick: () => sort(column)}, words(name)))));
  const input = el('input', {type: 'search', placeholder: 'filter', 'aria-label': 'Filter ' + caption,
    oninput: event => { filter = event.target.value.toLowerCase(); drawn = PAGE_OF_ROWS; draw(); }});
  draw();
  return el('div', {class: 'table'},
      el('div', {class: 'bar'}, el('h4', {}, caption),
          table.rows.length >= FILTER_FROM ? input : null),
      el('div', {class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Table ' + caption},
          el('table', {}, el('caption', {class: 'unseen'}, caption),
              el('thead', {}, el('tr', {}, heads)), body)),
      el('div', {class: 'bar'}, status, more));
}

// A table that is there for those who want it.
function folded(table, caption, open = false) {
  const holder = el('details', {open}, el('summary', {}, caption + ' ', el('span', {class: 'quiet'},
      count(table.rows.length + (table.left_out || 0), 'row'))));
  holder.addEventListener('toggle', () => {
    if (holder.open && holder.children.length === 1) holder.append(tableView(table, caption));
  });
  return holder;
}
