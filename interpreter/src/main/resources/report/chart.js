// Line charts, drawn as SVG at the width that there is. Curves differ by dash and mark as well as by colour.

const CURVES = 6;
const MOST_CURVES = 18;
const FEW_POINTS = 40;

// Ticks at 1, 2 or 5 times a power of ten.
function ticks(low, high, wanted) {
  const rough = (high - low) / wanted;
  const power = Math.pow(10, Math.floor(Math.log10(rough)));
  const step = power * [1, 2, 5, 10].find(factor => factor * power >= rough * 0.999);
  const all = [];
  for (let i = Math.ceil(low / step - 1e-9); i * step <= high + step * 1e-9; i++) all.push(Number((i * step).toPrecision(12)));
  return all;
}

function marker(style, x, y) {
  const at = {class: 'dot c' + style};
  if (style === 0) return shape('circle', {...at, cx: x, cy: y, r: 3});
  if (style === 1) return shape('rect', {...at, x: x - 2.7, y: y - 2.7, width: 5.4, height: 5.4});
  if (style === 2) return shape('path', {...at, d: `M${x} ${y - 3.6}l3.4 6h-6.8z`});
  if (style === 3) return shape('path', {...at, d: `M${x} ${y + 3.6}l3.4 -6h-6.8z`});
  return shape('path', {...at, d: `M${x} ${y - 3.8}l3.8 3.8l-3.8 3.8l-3.8 -3.8z`});
}

// curves: [{name, points: [[x, y, low?, high?], ...]}]
function lineChart(title, xName, curves) {
  const shown = curves.slice(0, MOST_CURVES);
  const points = shown.flatMap(curve => curve.points);
  const xs = points.map(point => point[0]);
  const ys = points.flatMap(point => point.slice(1)).filter(isNumber);
  const minX = Math.min(...xs), maxX = Math.max(...xs);
  let minY = Math.min(...ys), maxY = Math.max(...ys);
  if (minY >= 0 && minY < maxY * 0.5) minY = 0;
  if (minY >= 0 && minY <= 1 && maxY <= 1 && maxY > 0.6) maxY = 1;
  if (minY === maxY) { minY -= 0.5; maxY += 0.5; }
  const label = title + ' by ' + xName + ': ' + shown.map(curve => words(curve.name) + ' from '
      + number(curve.points[0][1]) + ' to ' + number(curve.points[curve.points.length - 1][1])).join('; ');
  const canvas = shape('svg', {role: 'img', 'aria-label': label, class: 'chart'});

  function draw(width) {
    const height = Math.round(Math.min(280, Math.max(180, width * 0.42)));
    const yTicks = ticks(minY, maxY, 4);
    const left = 12 + 7 * Math.max(...yTicks.map(tick => number(tick).length));
    const box = {left, right: width - 14, top: 10, bottom: height - 34};
    const x = value => maxX === minX ? (box.left + box.right) / 2
      : box.left + (value - minX) / (maxX - minX) * (box.right - box.left);
    const y = value => box.bottom - (value - minY) / (maxY - minY) * (box.bottom - box.top);
    const at = value => value.toFixed(1);
    const parts = [];
    for (const tick of yTicks) {
      parts.push(shape('line', {class: 'rule', x1: box.left, x2: box.right, y1: at(y(tick)), y2: at(y(tick))}));
      parts.push(shape('text', {x: box.left - 6, y: at(y(tick) + 4), 'text-anchor': 'end'}, number(tick)));
    }
    const whole = xs.every(Number.isInteger);
    const xTicks = maxX === minX ? [minX] : ticks(minX, maxX, Math.max(2, width / 90)).filter(tick => !whole || Number.isInteger(tick));
    for (const tick of xTicks) {
      parts.push(shape('text', {x: at(x(tick)), y: box.bottom + 16, 'text-anchor': 'middle'}, number(tick)));
    }
    parts.push(shape('text', {class: 'name', x: box.right, y: height - 3, 'text-anchor': 'end'}, words(xName)));
    shown.forEach((curve, i) => {
      const band = curve.points.filter(point => isNumber(point[2]) && isNumber(point[3]));
      if (band.length > 1) {
        const edge = band.map(point => at(x(point[0])) + ' ' + at(y(point[3])))
            .concat(band.map(point => at(x(point[0])) + ' ' + at(y(point[2]))).reverse());
        parts.push(shape('path', {class: 'band c' + i % CURVES, d: 'M' + edge.join('L') + 'z'}));
      }
      const line = curve.points.map(point => at(x(point[0])) + ' ' + at(y(point[1]))).join('L');
      parts.push(shape('path', {class: 'curve c' + i % CURVES, d: 'M' + line}));
      const every = Math.ceil(curve.points.length / FEW_POINTS);
      curve.points.filter((_, n) => n % every === 0 || n === curve.points.length - 1).forEach(point => {
        const mark = marker(i % CURVES, x(point[0]), y(point[1]));
        mark.append(shape('title', {}, words(curve.name) + ', ' + words(xName) + ' ' + number(point[0]) + ': ' + number(point[1])));
        parts.push(mark);
      });
    });
    put(canvas, {viewBox: `0 0 ${width} ${height}`, width, height}, []);
    canvas.replaceChildren(...parts);
  }

  const keys = shown.map((curve, i) => el('span', {class: 'key'},
      shape('svg', {width: 26, height: 10, 'aria-hidden': 'true'},
          shape('path', {class: 'curve c' + i % CURVES, d: 'M1 5L25 5'}), marker(i % CURVES, 13, 5)), words(curve.name)));
  const left = curves.length - shown.length;
  const figure = el('figure', {class: 'lines'}, el('figcaption', {}, el('b', {}, title),
      curves.length > 1 ? keys : [], left > 0 ? el('span', {class: 'quiet'}, left + ' more are in the table') : null), canvas);
  fitted(figure, draw);
  return figure;
}

// Draws at once, and again whenever the room changes.
function fitted(holder, draw) {
  let width = 0;
  draw(600);
  new ResizeObserver(([entry]) => {
    const room = Math.round(Math.min(1000, Math.max(240, entry.contentRect.width)));
    if (room !== width) requestAnimationFrame(() => draw(width = room));
  }).observe(holder);
}

const MEASURED_ALONG = ['layer', 'alpha', 'iteration', 'step', 'position', 'epoch', 'tokens'];
const NOT_CURVES = new Set(['low', 'high', 'deviation', 'rows', 'items', 'replicate', 'cell', 'turn',
  'id', 'input', 'token', 'bytes', 'index', 'fold', 'seed']);

// Curves of a table that has a column to go along, each value of it once per group; nothing for other tables.
function curvesOf(table) {
  const along = MEASURED_ALONG.find(name => table.columns.includes(name));
  if (!along || table.rows.length < 2) return [];
  const rows = records(table).filter(row => isNumber(row[along]));
  const texts = table.columns.filter(name => rows.some(row => typeof row[name] === 'string'));
  const narrow = texts.includes('pair') ? ['pair', ...texts.filter(name => name === 'other')] : texts;
  const groups = [...grouped(rows, row => narrow.map(name => words(row[name])).join(', '))];
  if (groups.some(([, own]) => own.length < 2 || new Set(own.map(row => row[along])).size < own.length)) {
    const single = grouped(rows, row => row[along]);
    if (single.size < rows.length || rows.length < 2) return [];
    groups.splice(0, groups.length, ['', rows]);
  }
  const numeric = table.columns.filter(name => name !== along && !NOT_CURVES.has(name)
      && rows.filter(row => isNumber(row[name])).length > 1 && rows.every(row => row[name] === null || isNumber(row[name])));
  // Of one player alone the total says nothing new.
  const columns = numeric.filter(name => name !== 'total' || numeric.length > 2);
  return columns.map(column => ({column, along, curves: groups.map(([group, own]) => ({
    group,
    points: own.filter(row => isNumber(row[column])).sort((a, b) => a[along] - b[along]).map(row =>
      columns.length === 1 && 'low' in row ? [row[along], row[column], row.low, row.high] : [row[along], row[column]]),
  })).filter(curve => curve.points.length > 1)})).filter(column => column.curves.length > 0);
}

// Columns of the same scale share a chart, and so do the groups of one column.
function charts(table, title) {
  const all = curvesOf(table);
  if (all.length === 0) return null;
  const summed = table.columns.includes('total');
  const scale = column => {
    if (summed) return 0;
    const most = Math.max(...column.curves.flatMap(curve => curve.points.map(point => Math.abs(point[1]))));
    return most <= 1 ? 1 : Math.ceil(Math.log10(most)) * 10;
  };
  const single = all.every(column => column.curves.length === 1);
  const drawn = single
    ? [...grouped(all, scale).values()].map(columns => lineChart(
        columns.length > 1 || all.length === 1 && columns[0].column !== title ? title : columns[0].column, columns[0].along,
        columns.map(column => ({name: column.column, points: column.curves[0].points}))))
    : all.map(column => lineChart(column.column, column.along,
        column.curves.map(curve => ({name: curve.group || column.column, points: curve.points}))));
  return el('div', {}, el('div', {class: 'charts'}, drawn), folded(table, title + ' in numbers'));
}
