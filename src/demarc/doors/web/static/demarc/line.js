// The slider through time: it sets the date and time of the form beside it and shows the line as it was then.
// Clock times are counted as if every day had 24 hours; what is asked for is always the clock time in the field.
(() => {
  const form = document.getElementById("when");
  const slide = document.getElementById("when-slide");
  const field = document.getElementById("when-at");
  if (!form || !slide || !field) {
    return;
  }
  const minutes = (clock) => Math.floor(Date.parse(`${clock}:00Z`) / 60000);
  const clock = (at) => new Date(at * 60000).toISOString().slice(0, 16);
  const [first, last] = [minutes(form.dataset.first), minutes(form.dataset.last)];
  slide.min = 0;
  slide.max = Math.max(1, last - first);
  slide.step = 1;
  const say = () => slide.setAttribute("aria-valuetext", field.value.replace("T", " "));
  const place = () => {
    slide.value = minutes(field.value) - first;
    say();
  };
  let waiting;
  const look = async () => {
    const asked = new URLSearchParams(new FormData(form));
    const address = `${form.action}?${asked}`;
    const answer = await fetch(address, { headers: { "HX-Request": "true" } });
    if (!answer.ok || `${form.action}?${new URLSearchParams(new FormData(form))}` !== address) {
      return;
    }
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const shown = page.querySelector("#then");
    const old = document.querySelector("#then, #live");
    if (shown && old) {
      old.replaceWith(shown);
      for (const name of ["h1", ".lead", ".filters", ".when-jumps"]) {
        const [mine, theirs] = [document.querySelector(`main ${name}`), page.querySelector(`main ${name}`)];
        if (mine && theirs) {
          mine.replaceWith(theirs);
        } else if (mine && !theirs) {
          mine.remove();
        }
      }
      window.history.replaceState(null, "", address);
    }
  };
  slide.closest("[hidden]").hidden = false;
  place();
  field.addEventListener("input", place);
  slide.addEventListener("input", () => {
    field.value = clock(first + Number(slide.value));
    say();
    clearTimeout(waiting);
    waiting = setTimeout(look, 150);
  });
})();
