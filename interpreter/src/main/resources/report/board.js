// A game that can be played again: the board after every replacement, who holds which cell, and how sure they were.

const LETTERS = ['A', 'B'];
const LONGEST_REPLAY = 12000;

const isGame = result => isTable(result.history) && isTable(result.cells)
    && ['turn', 'player', 'cell', 'new'].every(name => result.history.columns.includes(name))
    && ['cell', 'start'].every(name => result.cells.columns.includes(name));

function playersOf(result) {
  if (!isTable(result.mismatches)) return [...new Set(records(result.history, 'player').map(row => row.player))];
  return result.mismatches.columns.filter(name => name !== 'iteration' && name !== 'total').slice(0, 2);
}

// anchor: what a link to a moment of this game begins with, as in #r2@15
function boardView(result, anchor) {
  const players = playersOf(result);
  const block = result.settings && result.settings.mode === 'single' ? result.settings.block : Infinity;
  const moves = grouped(records(result.history), row => row.replicate || 1);
  const starts = grouped(records(result.cells), row => row.replicate || 1);
  const replicates = [...starts.keys()];
  let replicate = replicates[0];
  let at = 0;
  let timer = 0;

  const cells = el('ol', {class: 'board', 'aria-label': 'The board'});
  const told = el('p', {class: 'told', role: 'status'});
  const land = el('div', {class: 'land', 'aria-hidden': 'true'});
  const holds = el('p', {class: 'quiet'});
  const strip = shape('svg', {class: 'strip', preserveAspectRatio: 'none', 'aria-hidden': 'true',
    onclick: event => go(Math.round(event.offsetX / strip.clientWidth * own().length))});
  const slider = el('input', {type: 'range', min: 0, step: 1, 'aria-label': 'Replacement', oninput: () => go(Number(slider.value))});
  const play = el('button', {type: 'button', class: 'play', onclick: () => timer ? stop() : start()}, 'Play');
  const step = (by, name, label) => el('button', {type: 'button', 'aria-label': label, onclick: () => go(at + by)}, name);
  const own = () => moves.get(replicate) || [];
  const side = name => players.indexOf(name);

  function stop() {
    clearInterval(timer);
    timer = 0;
    play.textContent = 'Play';
    told.setAttribute('aria-live', 'polite');
  }

  function start() {
    if (at >= own().length) go(0);
    play.textContent = 'Pause';
    told.setAttribute('aria-live', 'off');
    const pace = Math.min(450, Math.max(40, LONGEST_REPLAY / Math.max(1, own().length)));
    timer = setInterval(() => at >= own().length ? stop() : show(at + 1), pace);
  }

  function go(moment) {
    stop();
    show(Math.min(own().length, Math.max(0, moment || 0)));
  }

  function state() {
    const board = starts.get(replicate).map(cell => ({text: cell.start, owner: -1, flips: 0, contested: cell.contested !== false}));
    for (const move of own().slice(0, at)) {
      const cell = board[move.cell];
      if (cell) Object.assign(cell, {text: move.new, owner: side(move.player), flips: cell.flips + 1, entropy: move.entropy});
    }
    return board;
  }

  function show(moment) {
    at = moment;
    const board = state();
    const move = own()[at - 1];
    const most = Math.max(...own().map(row => row.entropy || 0), 1e-9);
    cells.replaceChildren(...board.map((cell, i) => square(cell, i, move && move.cell === i, most)));
    told.replaceChildren(...(move ? sentence(move) : ['The random tokens that it starts from.']));
    const held = [0, 1, -1].map(owner => board.filter(cell => cell.contested && cell.owner === owner).length);
    land.replaceChildren(...held.map((size, i) => el('span', {class: 'p' + i, hidden: size === 0})));
    [...land.children].forEach((part, i) => { part.style.flexGrow = held[i]; });
    holds.textContent = players.map((name, i) => (players.length > 1 ? LETTERS[i] + ' ' : '') + words(name) + ' holds ' + held[i]).join(', ')
        + (held[2] ? ', ' + held[2] + ' as at the start' : '') + (board.some(cell => cell.flips >= block) ? '; # is blocked' : '')
        + (board.some(cell => !cell.contested) ? '; = is the anchor' : '');
    slider.max = own().length;
    slider.value = at;
    slider.setAttribute('aria-valuetext', move ? 'replacement ' + at + ' of ' + own().length + ', turn ' + move.turn : 'start');
    [...strip.children].forEach((bar, i) => bar.classList.toggle('later', i >= at));
  }

  function square(cell, i, now, most) {
    const owner = !cell.contested ? '=' : cell.owner < 0 ? '–' : players.length > 1 ? LETTERS[cell.owner] : '●';
    const sure = isNumber(cell.entropy) ? ', entropy ' + number(cell.entropy) : '';
    const level = el('i', {class: 'level', 'aria-hidden': 'true'});
    if (isNumber(cell.entropy)) level.style.width = (100 * cell.entropy / most).toFixed(1) + '%';
    return el('li', {class: 'cell p' + (cell.owner < 0 ? 2 : cell.owner) + (now ? ' now' : ''),
      title: 'cell ' + i + ', ' + (cell.owner < 0 ? 'start' : words(players[cell.owner])) + ', ' + count(cell.flips, 'flip') + sure},
    el('span', {class: 'token'}, token(words(cell.text))),
    el('small', {}, owner + (cell.flips >= block ? ' #' : ''), el('span', {class: 'flips'}, '·'.repeat(Math.min(6, cell.flips)))), level);
  }

  function sentence(move) {
    const facts = [['entropy', move.entropy], ['probability', move.probability], ['the opponent gave it', move.opponent_probability]]
        .filter(([, value]) => isNumber(value)).map(([name, value]) => name + ' ' + number(value));
    facts.push(isNumber(move.survival) ? 'overwritten after ' + count(move.survival, 'turn') : 'stands to the end');
    return ['Turn ' + move.turn + (move.iteration === move.turn || !move.iteration ? '' : ', iteration ' + move.iteration) + ': ',
      el('b', {class: 'ink p' + Math.max(0, side(move.player))}, words(move.player)), ' puts ', el('code', {}, token(words(move.new))),
      ' for ', el('code', {}, token(words(move.old))), ' in cell ' + move.cell + '. ', el('span', {class: 'quiet'}, facts.join(', '))];
  }

  function choose(name) {
    replicate = name;
    const all = own();
    const most = Math.max(...all.map(move => move.entropy || 0), 1e-9);
    put(strip, {viewBox: `0 0 ${Math.max(1, all.length)} 40`}, []);
    strip.replaceChildren(...all.map((move, i) => {
      const height = 2 + 38 * (move.entropy || 0) / most;
      return shape('rect', {class: 'f' + Math.max(0, side(move.player)) + (isNumber(move.survival) ? ' fell' : ''),
        x: i + 0.08, width: 0.84, y: (40 - height).toFixed(2), height: height.toFixed(2)});
    }));
    go(all.length);
  }

  const select = el('select', {onchange: () => choose(replicates[select.selectedIndex])}, replicates.map(name => el('option', {}, words(name))));
  choose(replicate);
  const moment = location.hash.startsWith('#' + anchor + '@') ? location.hash.slice(anchor.length + 2) : '';
  if (moment === 'play') { go(0); start(); } else if (moment) go(Number(moment));
  return el('div', {class: 'game'}, cells, told,
      el('div', {class: 'controls'}, play, step(-1, '‹', 'One replacement back'), step(1, '›', 'One replacement on'), slider,
          replicates.length > 1 ? el('label', {}, 'board ', select) : null),
      strip, el('p', {class: 'quiet hint'}, 'Each bar is a replacement, as high as the player’s entropy; faint ones were overwritten later.'),
      land, holds);
}
