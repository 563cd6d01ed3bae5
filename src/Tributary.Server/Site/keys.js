// Keys for lists of series: j and k go down and up, Enter opens (the browser's own), x ticks. Nothing needs them: every page works
// without this script.
(() => {
  'use strict';
  const links = () => [...document.querySelectorAll('.queue tbody tr')].map(row => row.querySelector('th a')).filter(link => link);
  const at = all => all.findIndex(link => link.closest('tr').contains(document.activeElement));
  const go = step => {
    const all = links();
    if (all.length === 0) return;
    const here = at(all);
    const next = here < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(Math.max(here + step, 0), all.length - 1);
    all[next].focus();
    all[next].scrollIntoView({ block: 'nearest' });
  };
  const tick = () => {
    const all = links();
    const here = at(all);
    if (here >= 0) all[here].closest('tr').querySelector('input[type=checkbox]')?.click();
  };
  const keys = { j: () => go(1), k: () => go(-1), x: tick };
  document.addEventListener('keydown', event => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    // Where one types, or chooses from a list, keys are letters. A box that is ticked is none of these.
    const target = event.target;
    if (target.matches('textarea, select, [contenteditable]') || (target.matches('input') && target.type !== 'checkbox')) return;
    if (!Object.hasOwn(keys, event.key)) return;
    event.preventDefault();
    keys[event.key]();
  });
})();
