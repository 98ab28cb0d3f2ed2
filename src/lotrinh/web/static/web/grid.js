// Tables and their tools, quicker than a page load where scripts run; every link and form also works without.
//   <section id="…" data-live>: its chips, sorting headers, page links and GET forms renew the section alone, and the
//     address follows, so that it can be kept and sent.
//   <form data-autosubmit>: is sent when a choice in it changes.
//   <input data-narrow="ID">: shows only the rows of table ID that have what is typed, with or without diacritics.

// One spelling for comparing: no case, no diacritics, đ as d.
export const fold = (text) =>
  text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[đĐ]/g, "d").toLowerCase();

let asked = 0;

async function renew(section, url, push) {
  const turn = ++asked;
  section.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(url, { headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById(section.id);
    if (turn !== asked) return; // a later one was asked meanwhile
    if (!answer.ok || !fresh) return location.assign(url);
    if (push) history.pushState({ live: section.id }, "", url);
    const focus = focusPath(section);
    section.replaceWith(document.adoptNode(fresh));
    restoreFocus(fresh, focus);
    ready(fresh);
  } catch {
    location.assign(url);
  }
}

// What had the focus is found again by its id, name or words.
function focusPath(section) {
  const at = document.activeElement;
  if (!section.contains(at)) return null;
  return { id: at.id, name: at.name, words: at.textContent.trim(), tag: at.tagName };
}

function restoreFocus(section, was) {
  if (!was) return;
  const found = [...section.querySelectorAll(was.tag)].find((element) =>
    was.id ? element.id === was.id : was.name ? element.name === was.name : element.textContent.trim() === was.words);
  found?.focus({ preventScroll: true });
}

function narrow(input) {
  const table = document.getElementById(input.dataset.narrow);
  const words = fold(input.value).split(/\s+/).filter(Boolean);
  for (const row of table?.tBodies[0]?.rows ?? []) {
    const text = fold(row.textContent);
    row.hidden = !words.every((word) => text.includes(word));
  }
}

// A table that is not too wide scrolls with the page, its header in sight; one that is too wide scrolls by itself, can
// be reached by keyboard and has a name.
function ready(root) {
  for (const region of root.querySelectorAll(".scroll")) {
    region.classList.remove("fits");
    region.classList.toggle("fits", region.scrollWidth <= region.clientWidth);
    if (region.scrollWidth <= region.clientWidth && region.scrollHeight <= region.clientHeight) continue;
    region.tabIndex = 0;
    region.setAttribute("role", "group");
    const name = region.querySelector("caption")?.textContent.trim();
    region.setAttribute("aria-label", name || document.title);
  }
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href]");
  const section = link?.closest("[data-live]");
  const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
  if (!section || !plain || !link.closest(".chips, thead, .pages")) return;
  if (new URL(link.href).pathname !== location.pathname) return;
  event.preventDefault();
  renew(section, link.href, true);
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  const section = form.closest("[data-live]");
  if (!section || form.method !== "get" || event.defaultPrevented) return;
  const url = new URL(form.action);
  if (url.pathname !== location.pathname) return;
  event.preventDefault();
  url.search = new URLSearchParams([...new FormData(form)].filter(([, value]) => value !== ""));
  renew(section, url.href, true);
});

document.addEventListener("change", (event) => {
  const form = event.target.closest?.("form[data-autosubmit]");
  if (form) form.requestSubmit();
});

document.addEventListener("input", (event) => {
  if (event.target.matches?.("input[data-narrow]")) narrow(event.target);
});

window.addEventListener("popstate", () => {
  const section = document.querySelector("[data-live]");
  if (section) renew(section, location.href, false);
});

ready(document);
window.addEventListener("resize", () => ready(document));
