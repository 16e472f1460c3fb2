// Single keys: destinations, the search field, stepping through lists, and the acts of an item. They rest while somebody
// types or holds a modifier, and who does not want them switches them off on the sheet behind `?`.
(() => {
  const sheet = document.getElementById("keys");
  const LIST = ".item-line h3 a, .bead h3 a, .found a";
  const ACTS = { a: "accept", d: "decline", h: "offer", q: "ask", n: "note", c: "close", f: "keep-filter" };
  const kept = {
    get off() {
      try {
        return window.localStorage.getItem("demarc-keys") === "off";
      } catch {
        return false;
      }
    },
    set off(wanted) {
      try {
        window.localStorage.setItem("demarc-keys", wanted ? "off" : "on");
      } catch {
        // Without storage the choice lasts as long as the page.
      }
    },
  };

  const step = (by) => {
    const links = [...document.querySelectorAll(LIST)];
    const here = links.indexOf(document.activeElement);
    const next = links[here < 0 && by < 0 ? links.length - 1 : here + by];
    next?.focus();
    next?.scrollIntoView({ block: "nearest" });
    return Boolean(next);
  };

  const choose = () => {
    const box = document.activeElement.closest(".item-line")?.querySelector(".choose input");
    box?.click();
    return Boolean(box);
  };

  const open = (name) => {
    const drawer = name && document.getElementById(name);
    if (!(drawer instanceof HTMLDetailsElement)) {
      return false;
    }
    drawer.open = true;
    drawer.querySelector("input:not([type=hidden]), select, textarea")?.focus();
    return true;
  };

  const search = () => {
    const fields = document.querySelectorAll("#top-find, #find-words");
    const field = [...fields].find((one) => one.offsetParent);
    const link = document.querySelector(".top-find-link");
    if (field) {
      field.focus();
    } else {
      link?.click();
    }
    return Boolean(field || link);
  };

  const DO = { "/": search, j: () => step(1), k: () => step(-1), x: choose };

  const go = (key) => {
    const link = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
    link?.click();
    return Boolean(link);
  };

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input:not([type=checkbox], [type=radio], [type=range]), select, textarea, [contenteditable]");
    if (typing || event.ctrlKey || event.metaKey || event.altKey || event.repeat && !"jk".includes(event.key)) {
      return;
    }
    if (event.key === "?" && sheet) {
      event.preventDefault();
      return sheet.open ? sheet.close() : sheet.showModal();
    }
    if (sheet?.open || kept.off) {
      return;
    }
    const done = DO[event.key]?.() || open(ACTS[event.key]) || (event.key.length === 1 && go(event.key));
    if (done) {
      event.preventDefault();
    }
  });

  const box = sheet?.querySelector("[name=keys-off]");
  if (box) {
    box.checked = kept.off;
    box.addEventListener("change", () => {
      kept.off = box.checked;
    });
  }
  for (const link of document.querySelectorAll("[data-opens=keys]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      sheet?.showModal();
    });
  }
})();
