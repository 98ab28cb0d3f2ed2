// The review by keyboard. Every act is a form or a link that works without this module; here they are sent with fetch,
// the card is replaced by what the server answers, and the next open item becomes the current one.
const root = document.getElementById("ra-soat");
const note = document.getElementById("bao");
const $ = (selector, within = document) => within.querySelector(selector);
const JSON_ONLY = { Accept: "application/json", "X-Fragment": "1" };
let queue = Promise.resolve(); // acts follow one another, however fast the keys come
let selection = null; // the last stretch of the document that was selected, as offsets of its text

const cards = () => [...root.querySelectorAll(".card")];
const current = () => $(".card[aria-current]", root);

function say(text, kind = "") {
  note.textContent = text;
  note.className = `message ${kind}`;
  note.hidden = !text;
}

function into(pane, element, block = "nearest") {
  if (element) element.scrollIntoView({ block, inline: "nearest" });
}

function choose(card, { focus = true } = {}) {
  if (!card) return;
  for (const other of root.querySelectorAll(".card[aria-current]")) other.removeAttribute("aria-current");
  card.setAttribute("aria-current", "true");
  if (focus) card.focus({ preventScroll: true });
  into(null, card);
  for (const old of root.querySelectorAll(".m.current")) old.classList.remove("current");
  const marks = root.querySelectorAll(`[data-m="m-${card.dataset.id}"]`);
  marks.forEach((mark) => mark.classList.add("current"));
  const first = marks[0] ?? document.getElementById(`m-${card.dataset.id}`);
  if (first) {
    const pane = $("[data-text]", root);
    const at = first.getBoundingClientRect().top - pane.getBoundingClientRect().top;
    if (getComputedStyle(pane).overflowY !== "visible") pane.scrollTop += at - pane.clientHeight / 3;
  }
  history.replaceState(null, "", address({ o: card.dataset.id }));
}

function address(changed) {
  const url = new URL(location.href);
  for (const [key, value] of Object.entries(changed)) url.searchParams.set(key, value);
  url.hash = "";
  return url;
}

function step(by) {
  const all = cards();
  const at = all.indexOf(current());
  const next = all[at + by];
  if (next) choose(next);
  else $(by > 0 ? "[data-behind]" : "[data-before]", root)?.click();
}

// Take over the page at `url` without leaving this one.
async function load(url) {
  const answer = await fetch(url, { headers: { Accept: "text/html" } });
  if (!answer.ok) throw new Error(answer.status);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const scrolled = $("[data-text]", root).scrollTop;
  root.replaceChildren(...document.importNode($("#ra-soat", page), true).childNodes);
  $("[data-text]", root).scrollTop = scrolled;
  history.replaceState(null, "", url);
  const told = [...page.querySelectorAll("main > .message[role=status]:not(#bao)")].map((one) => one.textContent.trim());
  say(told.join(" "));
  if (current()) choose(current());
  ready();
}

function ready() {
  const publish = document.getElementById("cong-bo");
  if (publish?.classList.contains("primary") && !$(".card[data-standing=open]", root)) {
    say(root.dataset.ready);
    publish.focus({ preventScroll: true });
  }
}

async function send(form, button) {
  const url = button?.getAttribute("formaction") ?? form.getAttribute("action");
  const answer = await fetch(url, { method: "POST", headers: JSON_ONLY, body: new FormData(form, button) });
  if (answer.redirected) return location.assign(answer.url); // signed out meanwhile
  const told = await answer.json();
  if (told.go) return load(told.go);
  if (told.form) return place(form.closest(".work, #them") ?? form.parentElement, told.form);
  if (told.conflict) return conflict(told);
  if (told.refused) return say(told.refused, "error");
  return decided(told);
}

function decided(told) {
  say("");
  const old = document.getElementById(`de-xuat-${told.card}`);
  if (old) {
    old.outerHTML = told.html;
    for (const mark of root.querySelectorAll(`[data-m="m-${told.card}"]`)) {
      mark.classList.remove("open", "accepted", "rejected");
      mark.classList.add(told.standing);
    }
  }
  document.getElementById("tien-do").innerHTML = told.progress;
  $(".filters", root).innerHTML = told.chips;
  const easy = $("[data-easy]", root);
  if (easy && told.easy) easy.textContent = told.easy;
  else easy?.closest("button").remove();
  const next = told.next && document.getElementById(`de-xuat-${told.next}`);
  if (next) choose(next);
  else if (told.next_url) load(told.next_url.split("#")[0]);
  else {
    choose(document.getElementById(`de-xuat-${told.card}`));
    ready();
  }
}

function conflict(told) {
  const card = document.getElementById(`de-xuat-${told.card}`) ?? current();
  place($(".work", card), told.conflict);
}

function place(box, html) {
  box.innerHTML = html;
  for (const button of box.querySelectorAll("[data-place]")) button.hidden = false;
  into(null, box);
  $("input:not([type=hidden]), textarea, select, .button.primary", box)?.focus();
}

async function open(link) {
  let url = link.getAttribute("href");
  if (link.dataset.key === "n" && selection) url += `?tu=${selection.start}&den=${selection.end}`;
  const answer = await fetch(url, { headers: JSON_ONLY });
  if (!answer.ok && answer.status !== 400) throw new Error(answer.status);
  if (answer.redirected) return location.assign(answer.url);
  place($(link.dataset.fetch), (await answer.json()).form);
  if (link.dataset.key === "n" && !selection) say(root.dataset.select);
}

function close(box) {
  box.replaceChildren();
  current()?.focus({ preventScroll: true });
}

function run(work) {
  queue = queue.then(work).catch(() => say(root.dataset.failed, "error"));
}

document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-act]")) return;
  event.preventDefault();
  run(() => send(event.target, event.submitter));
});

document.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  const link = event.target.closest("a, button");
  if (link?.matches("[data-fetch]")) {
    event.preventDefault();
    run(() => open(link));
  } else if (link?.matches("[data-close]") && link.closest(".work, #them")) {
    event.preventDefault();
    close(link.closest(".work, #them"));
  } else if (link?.matches("[data-reload], [data-before], [data-behind], .chips a, .left nav a") && root.contains(link)) {
    event.preventDefault();
    run(() => load(link.href.split("#")[0]));
  } else if (link?.matches("[data-place]") && selection) {
    const form = link.closest("form");
    form.elements.start.value = selection.start;
    form.elements.end.value = selection.end;
    link.textContent = `✓ ${link.textContent}`;
  } else if (link?.matches(".m[data-m^=m-]")) {
    const card = document.getElementById(`de-xuat-${link.dataset.m.slice(2)}`);
    if (card && getSelection().isCollapsed) {
      event.preventDefault();
      choose(card);
    }
  } else {
    const card = event.target.closest(".card");
    if (card && !link && card !== current()) choose(card, { focus: false });
  }
});

// Offsets count characters as the server does, not UTF-16 units.
function offset(node, at) {
  const inside = node.nodeType === Node.TEXT_NODE ? node : node.childNodes[at] ?? node;
  const span = (inside.nodeType === Node.TEXT_NODE ? inside.parentElement : inside)?.closest?.("[data-s]");
  if (!span) return null;
  const text = node.nodeType === Node.TEXT_NODE ? node.data.slice(0, at) : "";
  return Number(span.dataset.s) + [...text].length;
}

document.addEventListener("selectionchange", () => {
  const chosen = getSelection();
  if (chosen.isCollapsed || !chosen.rangeCount) return;
  const range = chosen.getRangeAt(0);
  if (!$("[data-text]", root).contains(range.commonAncestorContainer)) return;
  const start = offset(range.startContainer, range.startOffset);
  const end = offset(range.endContainer, range.endOffset);
  selection = start !== null && end !== null && start < end ? { start, end } : null;
});

const keys = document.getElementById("dung-phim");
keys.checked = localStorage.getItem("phim-ra-soat") !== "khong";
keys.addEventListener("change", () => localStorage.setItem("phim-ra-soat", keys.checked ? "co" : "khong"));

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input:not([type=radio], [type=checkbox]), textarea, select");
  const box = event.target.closest(".work, #them");
  if (event.key === "Escape" && box) return close(box);
  if (event.key === "Enter" && event.ctrlKey && box) return event.target.closest("form")?.requestSubmit();
  if (typing || event.ctrlKey || event.metaKey || event.altKey || !keys.checked) return;
  const acts = {
    j: () => step(1),
    k: () => step(-1),
    f: () => $(".chips a", root)?.focus(),
    p: () => document.getElementById("cong-bo")?.click(),
    "?": () => {
      const help = document.getElementById("tro-giup");
      help.open = !help.open;
      into(null, help);
    },
  };
  const named = /^[aermsonuA]$/.test(event.key);
  if (!acts[event.key] && !named) return;
  event.preventDefault();
  if (acts[event.key]) return run(acts[event.key]);
  run(() => {
    const where = "Anu".includes(event.key) ? root : current();
    const target = where && $(`[data-key="${event.key}"]`, where);
    if (!target) return undefined;
    return target.matches("[data-fetch]") ? open(target) : send(target.form, target);
  });
});

if (current()) choose(current());
ready();
