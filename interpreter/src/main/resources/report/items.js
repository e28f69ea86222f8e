// Questions with the answers of two models side by side, filtered by what became of each.

const FEW_ITEMS = 10;

const isItems = table => isTable(table) && table.columns.includes('prompt')
    && table.columns.some(name => name.startsWith('answer'));

function itemsView(table, result) {
  const rows = records(table);
  const answers = table.columns.filter(name => name === 'answer' || name.startsWith('answer_'));
  const tags = ['change', 'fate'].filter(name => table.columns.includes(name) && rows.some(row => row[name] !== null));
  const chosen = {change: '', fate: '', text: ''};
  const list = el('ol', {class: 'items'});
  const status = el('p', {class: 'quiet', 'aria-live': 'polite'});
  let drawn = FEW_ITEMS;
  const more = el('button', {type: 'button', onclick: () => { drawn += FEW_ITEMS; draw(); }}, 'Show more questions');

  const who = (name, row) => {
    const model = name.slice('answer_'.length);
    return model === 'b' && row.b ? row.b : result && typeof result[model] === 'string' ? result[model] : model || 'answer';
  };

  function item(row) {
    const known = new Set([...answers, ...tags, 'id', 'prompt', 'expected', 'b',
      ...answers.flatMap(name => ['score', 'mode'].map(word => name.replace('answer', word)))]);
    const rest = table.columns.filter(name => !known.has(name) && row[name] !== null)
        .map(name => name + ' ' + words(row[name])).join(' · ');
    return el('li', {class: 'item'},
        el('div', {class: 'question'}, el('p', {}, words(row.prompt)),
            el('p', {class: 'quiet'}, tags.map(name => row[name] === null ? null
              : el('span', {class: 'tag ' + String(row[name]).replace(/\W/g, '')}, words(row[name]))),
            [row.id === null || row.id === undefined ? '' : 'item ' + words(row.id),
              row.expected === null || row.expected === undefined ? '' : 'expected ' + words(row.expected), rest]
                .filter(Boolean).join(' · '))),
        el('div', {class: 'beside'}, answers.map((name, i) => {
          const told = ['score', 'mode'].map(word => row[name.replace('answer', word)])
              .filter(value => value !== null && value !== undefined && value !== 'ok');
          return el('div', {class: 'answer p' + i % 2}, el('p', {class: 'quiet'}, el('b', {}, words(who(name, row))), ' ', told.map(words).join(' · ')),
              el('blockquote', {}, row[name] === null ? '–' : visible(row[name])));
        })));
  }

  function draw() {
    const found = rows.filter(row => tags.every(name => !chosen[name] || row[name] === chosen[name])
        && (!chosen.text || table.columns.some(name => words(row[name]).toLowerCase().includes(chosen.text))));
    list.replaceChildren(...found.slice(0, drawn).map(item));
    more.hidden = found.length <= drawn;
    status.textContent = Math.min(drawn, found.length) + ' of ' + count(found.length, 'question');
  }

  const buttons = tags.map(name => {
    const values = grouped(rows.filter(row => row[name] !== null), row => row[name]);
    const all = [['', rows], ...values].map(([value, own]) => el('button', {type: 'button', 'data-value': value,
      'aria-pressed': String(value === ''), onclick: event => {
        chosen[name] = value;
        drawn = FEW_ITEMS;
        all.forEach(button => button.setAttribute('aria-pressed', String(button === event.currentTarget)));
        draw();
      }}, (value === '' ? 'all' : words(value)) + ' ' + own.length));
    return el('div', {class: 'choices', role: 'group', 'aria-label': name}, el('span', {class: 'quiet'}, name), all);
  });
  draw();
  return el('div', {}, el('h4', {}, 'Questions and answers'), el('div', {class: 'bar left'}, buttons,
      el('input', {type: 'search', placeholder: 'filter', 'aria-label': 'Filter questions',
        oninput: event => { chosen.text = event.target.value.toLowerCase(); drawn = FEW_ITEMS; draw(); }})),
  list, el('div', {class: 'bar'}, status, more));
}
