// Dropping a file anywhere on the form sends it, and while it is looked at the page says so. Without this script the
// same form is a field to choose a file with and a button.
const form = document.querySelector("form.drop");
const input = form.querySelector("input[type=file]");
const zone = form.querySelector(".drop-zone");
const buttons = form.querySelectorAll("button");
const said = form.querySelector(".drop-said");
const most = Number(form.dataset.most);

function carriesFiles(event) {
  return event.dataTransfer !== null && [...event.dataTransfer.types].includes("Files");
}

function say(text, isRefusal = false) {
  said.textContent = text;
  said.classList.toggle("field-error", isRefusal);
}

function hold(isHeld) {
  buttons.forEach((button) => (button.disabled = isHeld));
}

// Tell what would be refused before it is sent.
function refusal(files) {
  if (files.length > 1) {
    return "One file at a time, please: the one with the table. It may have many sheets.";
  }
  if (files.length === 1 && files[0].size > most) {
    return `This file is larger than ${most / 1_000_000} MB: keep only the table in it.`;
  }
  return "";
}

function chosen() {
  const reason = refusal(input.files);
  hold(reason !== "");
  say(reason, reason !== "");
  return reason === "" && input.files.length === 1;
}

document.addEventListener("dragover", (event) => {
  if (carriesFiles(event)) {
    event.preventDefault();
    zone.classList.add("drop-over");
  }
});

document.addEventListener("dragleave", (event) => {
  if (event.relatedTarget === null) {
    zone.classList.remove("drop-over");
  }
});

document.addEventListener("drop", (event) => {
  if (!carriesFiles(event)) {
    return;
  }
  event.preventDefault();
  zone.classList.remove("drop-over");
  if (refusal(event.dataTransfer.files)) {
    say(refusal(event.dataTransfer.files), true);
    return;
  }
  input.files = event.dataTransfer.files;
  if (chosen()) {
    form.requestSubmit();
  }
});

input.addEventListener("change", chosen);

form.addEventListener("submit", (event) => {
  if (event.submitter?.name === "give") {
    // A download leaves the page where it is, and nothing tells when it has come.
    say("The marked workbook comes as a download.");
    return;
  }
  form.classList.add("drop-busy");
  form.setAttribute("aria-busy", "true");
  hold(true);
  say(`Reading ${input.files[0].name} ...`);
});

// A page that comes back from the browser's memory is not busy any more.
window.addEventListener("pageshow", () => {
  form.classList.remove("drop-busy");
  form.removeAttribute("aria-busy");
  hold(false);
  say("");
});
