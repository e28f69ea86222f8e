// What each player inserted, side by side, as bars. A lighter bar behind shows what it inserts alone.

const FEW_TOKENS = 12;

const isTokens = table => isTable(table) && table.rows.length > 0
    && ['player', 'text', 'count'].every(name => table.columns.includes(name));

function tokensView(table, caption, players) {
  const rows = records(table);
  const groups = grouped(rows, row => row.player);
  const names = players.filter(name => groups.has(name)).concat([...groups.keys()].filter(name => !players.includes(name)));
  const most = Math.max(...rows.map(row => Math.max(row.share || 0, row.solo_share || 0)), 1e-9);
  const lists = names.map(name => {
    const own = [...groups.get(name)].sort((a, b) => b.count - a.count);
    const body = el('tbody');
    const draw = size => body.replaceChildren(...own.slice(0, size).map(row => bar(row, most)));
    draw(FEW_TOKENS);
    const button = el('button', {type: 'button', onclick: () => { draw(PAGE_OF_ROWS); button.remove(); }},
        'Show ' + Math.min(PAGE_OF_ROWS, own.length) + ' tokens');
    return el('div', {class: 'tokens p' + Math.max(0, players.indexOf(name)) % 2},
        el('table', {}, el('caption', {}, el('b', {}, words(name)), ' ' + number(own.reduce((sum, row) => sum + row.count, 0))
            + ' inserted, ' + own.length + ' different'), body),
        own.length > FEW_TOKENS ? button : null);
  });
  const alone = table.columns.includes('solo_share') ? el('span', {class: 'quiet'}, ' the thin line is what it inserts alone') : null;
  return el('div', {}, el('h4', {}, caption, alone), el('div', {class: 'beside'}, lists), folded(table, caption + ' as a table'));
}

function bar(row, most) {
  const track = shape('svg', {class: 'bars', viewBox: '0 0 100 10', preserveAspectRatio: 'none', 'aria-hidden': 'true'},
      shape('rect', {class: 'full', x: 0, y: 1, width: (100 * (row.share || 0) / most).toFixed(2), height: 6}));
  if (isNumber(row.solo_share)) {
    track.append(shape('rect', {class: 'alone', x: 0, y: 8, width: (100 * row.solo_share / most).toFixed(2), height: 2}));
  }
  const share = isNumber(row.share) ? (100 * row.share).toFixed(1) + ' %' : '';
  return el('tr', {}, el('th', {scope: 'row'}, el('code', {}, token(words(row.text)))),
      el('td', {class: 'number'}, words(row.count)), el('td', {class: 'number quiet'}, share), el('td', {class: 'fill'}, track));
}
