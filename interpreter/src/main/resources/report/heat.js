// A field of numbers as squares: red above zero, blue below, stronger the further away.

const ROW_HEIGHT = 24;
const MOST_NAMED = 60;
const LONGEST_NAME = 15;

// field: {value, rows, layers, positions}
function heatMap({value, rows, layers, positions}) {
  const most = Math.max(...rows.map(row => Math.abs(row[value])), 1e-9);
  const top = rows.reduce((best, row) => row[value] > best[value] ? row : best);
  const names = new Map(rows.filter(row => typeof row.token === 'string').map(row => [row.position, token(row.token)]));
  const nameOf = position => (names.has(position) ? names.get(position) : String(position));
  const ink = x => `color-mix(in srgb, ${x < 0 ? 'var(--a)' : 'var(--b)'} ${(100 * Math.abs(x) / most).toFixed(1)}%, var(--wash))`;
  const label = `${value} by layer and position: from ${number(Math.min(...rows.map(row => row[value])))} to ${number(top[value])}, `
      + `which is in layer ${top.layer} at position ${top.position} ${names.get(top.position) || ''}`;
  const room = 14 + Math.ceil(5.5 * Math.min(LONGEST_NAME, Math.max(...positions.map(position => nameOf(position).length))));
  const heightOf = () => layers.length * ROW_HEIGHT + room + 4;
  const told = item => {
    const row = rows[item.dataIndex];
    return el('div', {}, `layer ${row.layer}, position ${row.position} `, el('code', {}, names.get(row.position) || ''), el('div', {}, el('b', {}, number(row[value]))));
  };
  const grid = {left: 56, right: 12, top: 4, bottom: room};
  const option = width => ({
    grid,
    xAxis: {...AXIS, type: 'category', data: positions.map(nameOf), splitLine: {show: false},
      axisLabel: {...LETTERING, rotate: 60, formatter: visible, overflow: 'truncate', width: 7 * LONGEST_NAME, interval: positions.length > MOST_NAMED || width < 14 * positions.length ? 'auto' : 0}},
    yAxis: {...AXIS, type: 'category', data: layers.map(String), axisLabel: LETTERING, name: 'layer', nameLocation: 'middle', nameGap: 34, splitLine: {show: false}},
    tooltip: {...tip(told), trigger: 'item'},
    series: [{type: 'scatter', symbol: 'rect', emphasis: {disabled: true},
      symbolSize: [Math.max(1, (width - grid.left - grid.right) / positions.length - 1), ROW_HEIGHT - 1],
      data: rows.map(row => ({value: [positions.indexOf(row.position), layers.indexOf(row.layer), row[value]],
        itemStyle: {color: ink(row[value]), opacity: 1}}))}],
  });
  const scale = [-most, 0, most].map(x => el('span', {class: 'key'}, tile(ink(x)), number(x)));
  return el('figure', {class: 'heat'}, el('figcaption', {}, el('b', {}, value + ' by layer and position'),
      rows.some(row => row[value] < -most / 20) ? scale : scale.slice(1)), picture(label, heightOf, option).canvas);
}

const tile = fill => shape('svg', {class: 'swatch', viewBox: '0 0 26 10', 'aria-hidden': 'true'},
    shape('rect', {x: 8, width: 10, height: 10, style: 'stroke:var(--rule);fill:' + fill}));
