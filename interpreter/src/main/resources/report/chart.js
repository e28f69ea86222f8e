// Draws with Apache ECharts, as SVG. Its colours are the page's own names for them, so they follow the theme and the paper.

const INKS = ['var(--a)', 'var(--b)', 'var(--c2)', 'var(--c3)', 'var(--c4)', 'var(--c5)'];
const DASHES = [[], [7, 3], [2, 3], [9, 3, 2, 3], [4, 2], [1, 2]];
const MARKS = ['M-1 0a1 1 0 1 0 2 0a1 1 0 1 0-2 0z', 'M-1-1h2v2h-2z', 'M0-1l1 2h-2z', 'M0 1l1-2h-2z',
  'M0-1.2l1.2 1.2-1.2 1.2-1.2-1.2z', 'M-1-.5h2v1h-2z'];
const MOST_CURVES = 18;
const FEW_POINTS = 40;
const LETTERING = {color: 'var(--soft)', fontSize: 12, fontFamily: 'system-ui, sans-serif'};
const AXIS = {axisLabel: {...LETTERING, formatter: number, hideOverlap: true}, nameTextStyle: LETTERING,
  axisLine: {show: false}, axisTick: {show: false}, splitLine: {lineStyle: {color: 'var(--rule)'}}};

// A picture as wide as the room that there is; option gives what is drawn at a width.
function picture(label, heightOf, option, after) {
  const canvas = el('div', {class: 'chart', role: 'img'});
  const chart = echarts.init(canvas, null, {renderer: 'svg', width: 600, height: heightOf(600)});
  const draw = width => {
    chart.resize({width, height: heightOf(width)});
    chart.setOption({animation: false, aria: {enabled: true, label: {description: label}}, textStyle: LETTERING, ...option(width)});
    if (after) after(chart);
    // Paper has a width of its own.
    canvas.querySelector('svg').setAttribute('viewBox', `0 0 ${width} ${heightOf(width)}`);
  };
  let width = 600;
  draw(width);
  new ResizeObserver(([entry]) => {
    const room = Math.round(Math.min(1000, entry.contentRect.width));
    if (room > 0 && room !== width) requestAnimationFrame(() => draw(width = room));
  }).observe(canvas);
  return {canvas, chart, redraw: () => draw(width)};
}

// What stands beside the pointer; as elements, since names come from the run.
const tip = formatter => ({backgroundColor: 'var(--paper)', borderColor: 'var(--rule)', padding: [6, 10], confine: true,
  textStyle: {...LETTERING, color: 'var(--ink)'}, formatter});

// The range of an axis: from zero unless that would flatten the curves, shares up to one, round at both ends.
function range(values) {
  const low = Math.min(...values), high = Math.max(...values);
  if (low === high && !(low >= 0 && high === 1)) return low === 0 ? {min: -1, max: 1} : {min: low - Math.abs(low) / 2, max: high + Math.abs(high) / 2};
  const share = low >= 0 && high <= 1 && high > 0.6;
  if (share && low <= high * 0.5) return {min: 0, max: 1, interval: 0.25};
  const step = Math.pow(10, Math.floor(Math.log10(Math.max(high - low, share ? 0.1 : 0))));
  const round = (value, to) => Number((to(Number((value / step).toPrecision(9))) * step).toPrecision(12));
  return {min: low >= 0 && low <= high * 0.5 ? 0 : round(low, Math.floor), max: share ? 1 : round(high, Math.ceil)};
}

// curves: [{name, points: [[x, y, low?, high?], ...]}]
function lineChart(title, xName, curves) {
  const shown = curves.slice(0, MOST_CURVES).map((curve, i) => ({...curve, style: i % INKS.length, hidden: false}));
  const xs = shown.flatMap(curve => curve.points.map(point => point[0]));
  const ys = shown.flatMap(curve => curve.points.flatMap(point => point.slice(1))).filter(isNumber);
  const log = wide(ys);
  const label = title + ' by ' + xName + ': ' + shown.map(curve => words(curve.name) + ' from '
      + number(curve.points[0][1]) + ' to ' + number(curve.points[curve.points.length - 1][1])).join('; ');
  const told = items => el('div', {}, el('b', {}, words(xName) + ' ' + number(items[0].value[0])), items.map(item =>
    el('div', {}, swatch(shown[item.seriesIndex].style), ' ' + words(shown[item.seriesIndex].name) + ' ', el('b', {}, number(item.value[1])),
        isNumber(item.value[2]) ? ' (' + number(item.value[2]) + ' to ' + number(item.value[3]) + ')' : '')));

  const option = width => ({
    grid: {left: 4, right: 18, top: 12, bottom: 22, containLabel: true},
    xAxis: {...AXIS, type: 'value', name: words(xName), nameLocation: 'middle', nameGap: 26, min: 'dataMin', max: 'dataMax',
      minInterval: xs.every(Number.isInteger) ? 1 : 0, splitNumber: Math.max(2, Math.round(width / 90)), splitLine: {show: false}},
    yAxis: {...AXIS, splitNumber: 4, ...(log ? {type: 'log'} : {type: 'value', ...range(ys)})},
    tooltip: {...tip(told), trigger: 'axis', axisPointer: {lineStyle: {color: 'var(--soft)', type: 'solid'}}},
    series: shown.map(({name, points, style, hidden}) => ({type: 'line', name: words(name), data: hidden ? [] : points,
      lineStyle: {color: INKS[style], width: 2, type: DASHES[style].length ? DASHES[style] : 'solid'},
      itemStyle: {color: 'var(--paper)', borderColor: INKS[style], borderWidth: 1.5}, emphasis: {disabled: true},
      symbol: 'path://' + MARKS[style], symbolSize: 7, showSymbol: points.length <= FEW_POINTS, showAllSymbol: true})),
  });
  const bands = chart => chart.setOption({graphic: shown.map((curve, i) => ({id: String(i), type: 'polygon', silent: true, z: 1,
    style: {fill: INKS[curve.style], opacity: 0.14}, shape: {points: curve.hidden ? [] : band(curve.points).map(point =>
      chart.convertToPixel('grid', point))}}))});

  const {canvas, redraw} = picture(label, width => Math.round(Math.min(280, Math.max(190, width * 0.42))), option, bands);
  const keys = shown.map(curve => el('button', {type: 'button', class: 'key', 'aria-pressed': 'true', onclick: event => {
    curve.hidden = !curve.hidden;
    event.currentTarget.setAttribute('aria-pressed', String(!curve.hidden));
    redraw();
  }}, swatch(curve.style), words(curve.name)));
  const left = curves.length - shown.length;
  return el('figure', {class: 'lines'}, el('figcaption', {}, el('b', {}, title + (log ? ', on a logarithmic scale' : '')),
      curves.length > 1 ? keys : [], left > 0 ? el('span', {class: 'quiet'}, left + ' more are in the table') : null), canvas);
}

// There along the upper ends and back along the lower ones.
function band(points) {
  const both = points.filter(point => isNumber(point[2]) && isNumber(point[3]));
  return both.map(point => [point[0], point[3]]).concat(both.map(point => [point[0], point[2]]).reverse());
}

function swatch(style) {
  return shape('svg', {class: 'swatch', viewBox: '0 0 26 10', 'aria-hidden': 'true', stroke: INKS[style]},
      shape('path', {d: 'M1 5H25', 'stroke-width': 2, 'stroke-dasharray': DASHES[style].join(' ')}),
      shape('path', {d: MARKS[style], transform: 'translate(13 5) scale(3.5)', fill: 'var(--paper)', 'stroke-width': 0.4}));
}
