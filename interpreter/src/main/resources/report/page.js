// Fills the page, and says so when something in it cannot be drawn.

const root = document.documentElement;

function trouble(message) {
  root.dataset.error = message;
  document.querySelector('main').prepend(el('aside', {class: 'trouble'}, el('p', {}, 'A part of this page could not be drawn: ' + message)));
}

function themes() {
  const button = document.getElementById('theme');
  const all = ['system', 'light', 'dark'];
  let theme = 'system';
  const set = name => {
    theme = name;
    if (name === 'system') delete root.dataset.theme;
    else root.dataset.theme = name;
    button.textContent = 'Theme: ' + name;
  };
  button.hidden = false;
  button.addEventListener('click', () => {
    set(all[(all.indexOf(theme) + 1) % all.length]);
    try { localStorage.setItem('assay-theme', theme); } catch { /* a page from a file may have no storage */ }
  });
  let kept = null;
  try { kept = localStorage.getItem('assay-theme'); } catch { /* as above */ }
  set(all.includes(kept) ? kept : 'system');
}

window.addEventListener('error', event => trouble(event.message));
themes();
for (const [anchor, result] of Object.entries(page.results)) {
  try {
    document.querySelector('#' + anchor + ' .view').append(valueView(result.value, anchor, 0));
  } catch (error) {
    trouble(result.name + ': ' + error.message);
  }
}
// What is folded on the screen is read on paper, except tables that nobody has opened: they may be long.
window.addEventListener('beforeprint', () => document.querySelectorAll('details').forEach(part => {
  if (part.children.length > 1) part.open = true;
}));
if (location.hash) {
  const target = document.getElementById(location.hash.slice(1).split('@')[0]);
  if (target) target.scrollIntoView();
}
root.dataset.ready = 'yes';
