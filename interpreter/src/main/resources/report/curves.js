// Which pictures a table gives, by its columns: curves along something that was counted or varied, or a field of two axes.

const NOT_CURVES = new Set(['low', 'high', 'deviation', 'rows', 'items', 'replicate', 'cell', 'turn',
  'id', 'input', 'token', 'bytes', 'index', 'fold', 'seed']);
const LOG_FROM = 50;
const SHORT = 12;

// Curves of a table that has a column to go along, each value of it once per group; nothing for other tables.
function curvesOf(table) {
  const along = page.along.find(name => table.columns.includes(name));
  if (!along || table.rows.length < 2) return [];
  const rows = records(table).filter(row => isNumber(row[along]));
  const texts = table.columns.filter(name => rows.some(row => typeof row[name] === 'string'));
  const narrow = texts.includes('pair') ? ['pair', ...texts.filter(name => name === 'other')] : texts;
  const groups = [...grouped(rows, row => narrow.map(name => (/^[\d., ]+$/.test(row[name]) ? name + ' ' : '') + words(row[name])).join(', '))];
  if (groups.some(([, own]) => own.length < 2 || new Set(own.map(row => row[along])).size < own.length)) {
    const single = grouped(rows, row => row[along]);
    if (single.size < rows.length || rows.length < 2) return [];
    groups.splice(0, groups.length, ['', rows]);
  }
  const numeric = table.columns.filter(name => name !== along && !NOT_CURVES.has(name)
      && rows.filter(row => isNumber(row[name])).length > 1 && rows.every(row => row[name] === null || isNumber(row[name])));
  // Of one player alone the total says nothing new.
  const told = numeric.filter(name => name !== 'total' || numeric.length > 2);
  // What never changes is in the numbers below, unless there is nothing else.
  const moving = told.filter(name => new Set(rows.map(row => row[name])).size > 1);
  const columns = moving.length > 0 ? moving : told;
  return columns.map(column => ({column, along, curves: groups.map(([group, own]) => ({
    group,
    points: own.filter(row => isNumber(row[column])).sort((a, b) => a[along] - b[along]).map(row =>
      columns.length === 1 && 'low' in row ? [row[along], row[column], row.low, row.high] : [row[along], row[column]]),
  })).filter(curve => curve.points.length > 1)})).filter(column => column.curves.length > 0);
}

// A number at every crossing of layers and positions: what is patched where, and what comes of it.
function fieldOf(table) {
  if (!table.columns.includes('layer') || !table.columns.includes('position')) return null;
  const rows = records(table).filter(row => Number.isInteger(row.layer) && Number.isInteger(row.position));
  const values = table.columns.filter(name => name !== 'layer' && name !== 'position' && !NOT_CURVES.has(name)
      && rows.length > 0 && rows.every(row => isNumber(row[name])));
  const layers = [...new Set(rows.map(row => row.layer))].sort((a, b) => a - b);
  const positions = [...new Set(rows.map(row => row.position))].sort((a, b) => a - b);
  const once = new Set(rows.map(row => row.layer + ' ' + row.position)).size === rows.length;
  if (values.length !== 1 || !once || layers.length < 2 || positions.length < 2) return null;
  return {value: values[0], rows, layers, positions};
}

// Columns of the same scale share a chart, and so do the groups of one column.
function lineCharts(all, title, summed) {
  const scale = column => {
    if (summed) return 0;
    const sizes = column.curves.flatMap(curve => curve.points.map(point => Math.abs(point[1])));
    const most = Math.max(...sizes);
    return most <= 1 ? 1 : wide(sizes) ? column.column : Math.ceil(Math.log10(most)) * 10;
  };
  if (!all.every(column => column.curves.length === 1)) {
    return all.map(column => lineChart(column.column, column.along,
        column.curves.map(curve => ({name: curve.group || column.column, points: curve.points}))));
  }
  return [...grouped(all, scale).values()].map(columns => lineChart(
      columns.length > 1 || all.length === 1 && columns[0].column !== title ? title : columns[0].column, columns[0].along,
      columns.map(column => ({name: column.column, points: column.curves[0].points}))));
}

// The pictures of a table with its numbers below, or nothing. A page without the library has tables only.
function charts(table, title, result) {
  if (!('echarts' in globalThis)) return null;
  const field = fieldOf(table);
  const curves = field ? [] : curvesOf(table);
  const bars = barsOf(table);
  const intervals = intervalsOf(table);
  const few = table.rows.length <= MOST_BARS;
  const drawn = field ? heatMap(field)
    : curves.length > 0 ? el('div', {class: 'charts'}, lineCharts(curves, title, table.columns.includes('total')))
    : few && bars ? barChart(bars, title, result)
    : few && intervals ? intervalChart(intervals, title) : null;
  return drawn && el('div', {}, drawn, folded(table, title + ' in numbers', curves.length === 0 && table.rows.length <= SHORT));
}

// Values that only a logarithm brings onto one picture.
const wide = values => Math.min(...values) > 0 && Math.max(...values) >= LOG_FROM * Math.min(...values);
