// Waits until the demo has begun again, and goes on by itself. Without script the button does.
(() => {
  const button = document.querySelector("[data-wait]");
  const look = async () => {
    try {
      const answer = await fetch(button.dataset.wait, { cache: "no-store" });
      if (answer.ok) {
        window.location.assign(button.href);
        return;
      }
    } catch {
      // It has not come back yet.
    }
    setTimeout(look, 1000);
  };
  if (button) {
    setTimeout(look, 2500);
  }
})();
