// Beside the form of a figure: how the program reads what is typed, and what it would ask before saving.
// Without this module the same is told after "Ghi số liệu", before anything is written.

const form = document.querySelector("form[data-preview]");
const place = form?.querySelector("[data-read]");
let turn = 0;
let timer = 0;

function show(told) {
  place.replaceChildren();
  if (told.read) place.append(told.read);
  for (const words of [...Object.values(told.errors ?? {}), ...(told.doubts ?? [])]) {
    const line = document.createElement("span");
    line.className = "doubt";
    line.textContent = words;
    place.append(line);
  }
}

async function ask() {
  const own = ++turn;
  const data = new FormData(form);
  data.delete("evidence");
  try {
    const answer = await fetch(form.dataset.preview, { method: "POST", body: data, headers: { Accept: "application/json" } });
    if (own === turn && answer.ok) show(await answer.json());
  } catch {
    place.replaceChildren(); // the form works without
  }
}

form?.addEventListener("input", (event) => {
  if (event.target.type === "file") return;
  clearTimeout(timer);
  timer = setTimeout(ask, 350);
});
