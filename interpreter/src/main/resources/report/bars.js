// Counts and means as bars: what became of each concept, how often each model fails how, two models count by count.

const BAR_HEIGHT = 26;
const MOST_BARS = 24;

// {names, parts: [{name, values}], stacked, title} of a table whose rows are things of one kind; nothing for other tables.
function barsOf(table) {
  const has = (...names) => names.every(name => table.columns.includes(name));
  const rows = records(table);
  const key = table.columns[0];
  const parts = (names, called) => names.map((name, i) => ({name: called[i], values: rows.map(row => row[name])}));
  if (has('swapped', 'kept', 'broken', 'mistaken')) {
    const names = ['swapped', 'kept', 'broken', 'mistaken'];
    return {names: rows.map(row => words(row[key])), stacked: true, parts: parts(names, names)};
  }
  if (has('mean_a', 'mean_b')) {
    const names = ['mean_a', 'mean_b'].filter(name => rows.some(row => isNumber(row[name])));
    return {names: rows.map(row => words(row[key])), stacked: false, parts: parts(names, names)};
  }
  if (has('model', 'mode', 'share')) {
    const models = [...grouped(rows, row => words(row.model))];
    const modes = [...grouped(rows.filter(row => row.share !== 0), row => words(row.mode)).keys()];
    return modes.length < 2 ? null : {names: models.map(([name]) => name), stacked: true, parts: modes.map(mode => ({name: mode,
      values: models.map(([, own]) => (own.find(row => words(row.mode) === mode) || {share: 0}).share)}))};
  }
  return null;
}

// A mean or a difference of each thing with the interval that it lies in; the value stands before its interval.
function intervalsOf(table) {
  const at = table.columns.indexOf('low');
  const value = table.columns.slice(0, Math.max(0, at)).filter(name => name !== 'deviation').pop();
  const rows = records(table, 'high').filter(row => [row[value], row.low, row.high].every(isNumber));
  const names = table.columns.filter(name => rows.every(row => typeof row[name] === 'string')).slice(0, 2);
  if (at < 0 || names.length === 0 || !rows.some(row => row.low < row.high)) return null;
  return {value, rows: rows.map(row => ({name: names.map(name => words(row[name])).join(' / '), at: row[value], low: row.low, high: row.high}))};
}

function intervalChart({value, rows}, title) {
  const named = value.replaceAll('_', ' ');
  const label = title + ', ' + named + ': ' + rows.map(row => `${row.name} ${number(row.at)} (${number(row.low)} to ${number(row.high)})`).join('; ');
  const told = item => el('div', {}, rows[item.dataIndex].name + ' ', el('b', {}, number(rows[item.dataIndex].at)),
      ' (' + number(rows[item.dataIndex].low) + ' to ' + number(rows[item.dataIndex].high) + ')');
  const ends = rows.flatMap((row, i) => [[row.low, i], [row.high, i], [null, null]]);
  const option = width => ({
    ...sideways(width, rows.map(row => row.name)),
    tooltip: {...tip(told), trigger: 'item'},
    series: [{type: 'line', data: ends, silent: true, symbol: 'path://M-.2-1h.4v2h-.4z', symbolSize: [2, 10], tooltip: {show: false},
      lineStyle: {color: INKS[0], width: 2}, itemStyle: {color: INKS[0]}},
    {type: 'scatter', data: rows.map((row, i) => [row.at, i]), symbolSize: 10, emphasis: {disabled: true},
      itemStyle: {color: 'var(--paper)', borderColor: INKS[0], borderWidth: 2, opacity: 1}}],
  });
  return el('figure', {class: 'lines'}, el('figcaption', {}, el('b', {}, title), el('span', {class: 'quiet'}, named + ' with its interval')),
      picture(label, () => rows.length * BAR_HEIGHT + 34, option).canvas);
}

// Names down the side, numbers along the bottom.
const sideways = (width, names) => ({
  grid: {left: 4, right: 18, top: 4, bottom: 4, containLabel: true},
  xAxis: {...AXIS, type: 'value', splitNumber: Math.max(2, Math.round(width / 110))},
  yAxis: {...AXIS, type: 'category', inverse: true, data: names, splitLine: {show: false}, axisLine: {show: true, onZero: true, lineStyle: {color: 'var(--soft)'}},
    axisLabel: {...LETTERING, width: width / 3, overflow: 'truncate', interval: 0, formatter: name => name.replaceAll('_', ' ')}},
});

// result: whose models mean_a and mean_b are of, if that is known
function barChart({names, parts, stacked}, title, result) {
  const who = part => {
    const model = /^mean_[ab]$/.test(part.name) && result ? result[part.name.slice(-1)] : null;
    return typeof model === 'string' ? model : part.name;
  };
  const label = title + ': ' + names.map((name, i) => name + ' ' + parts.map(part => words(who(part)) + ' ' + words(part.values[i])).join(', ')).join('; ');
  const told = items => el('div', {}, el('b', {}, names[items[0].dataIndex]), items.map(item =>
    el('div', {}, patch(item.seriesIndex), ' ' + words(who(parts[item.seriesIndex])) + ' ', el('b', {}, words(parts[item.seriesIndex].values[item.dataIndex])))));
  const height = names.length * BAR_HEIGHT * (stacked ? 1 : 1.3) + 34;
  const option = width => ({
    ...sideways(width, names),
    tooltip: {...tip(told), trigger: 'axis', axisPointer: {type: 'none'}},
    series: parts.map((part, i) => ({type: 'bar', name: words(who(part)), stack: stacked ? 'all' : undefined, data: part.values.map(value => value === 0 ? null : value),
      barMaxWidth: 14, emphasis: {disabled: true}, itemStyle: {color: INKS[i % INKS.length], opacity: OPACITIES[i % OPACITIES.length],
        borderColor: INKS[i % INKS.length], borderWidth: 1.5, borderType: i % 2 ? 'dashed' : 'solid'}})),
  });
  return el('figure', {class: 'lines'}, el('figcaption', {}, el('b', {}, title),
      parts.map((part, i) => el('span', {class: 'key'}, patch(i), words(who(part))))), picture(label, () => height, option).canvas);
}

// Bars differ by how full they are as well as by colour.
const OPACITIES = [0.9, 0.4, 0.65, 0.15];

const patch = i => shape('svg', {class: 'swatch', viewBox: '0 0 26 10', 'aria-hidden': 'true'}, shape('rect', {x: 5, y: 1, width: 16, height: 8,
  fill: INKS[i % INKS.length], stroke: INKS[i % INKS.length], 'fill-opacity': OPACITIES[i % OPACITIES.length], 'stroke-dasharray': i % 2 ? '3 2' : null}));
