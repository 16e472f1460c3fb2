// One keystroke from everywhere: `t` opens Today, unless somebody is typing or the page belongs to nobody.
document.addEventListener("keydown", (event) => {
  const home = document.body.dataset.home;
  const typing = event.target.closest("input, select, textarea, [contenteditable]");
  if (!home || typing || event.key !== "t" || event.ctrlKey || event.metaKey || event.altKey) {
    return;
  }
  window.location.assign(home);
});
