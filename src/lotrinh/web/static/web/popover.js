// A figure is a door: Enter or a click on `a.figure` shows, beside it, the <article class="provenance"> of the page
// that the link leads to. Without this module, or where that page has no such article, the link is a link.

const WORDS = document.documentElement.lang === "en"
  ? { close: "Close", open: "Open the source page" }
  : { close: "Đóng", open: "Mở trang nguồn" };

let box = null;
let opener = null;

function makeBox() {
  const made = document.createElement("div");
  made.className = "popover";
  made.popover = "auto"; // Escape and a click elsewhere close it
  made.tabIndex = -1;
  made.setAttribute("role", "dialog");
  made.addEventListener("toggle", (event) => {
    if (event.newState === "closed" && opener) {
      const inside = box.contains(document.activeElement) || document.activeElement === document.body;
      if (inside) opener.focus({ preventScroll: true });
      opener = null;
    }
  });
  document.body.append(made);
  return made;
}

// Below the figure where there is room, else above it; never off the screen.
function place(link) {
  const at = link.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = box;
  const below = at.bottom + 6 + height <= window.innerHeight;
  box.style.left = `${Math.max(8, Math.min(at.left, window.innerWidth - width - 8))}px`;
  box.style.top = `${Math.max(8, below ? at.bottom + 6 : at.top - height - 6)}px`;
}

function tools(link) {
  const row = document.createElement("p");
  row.className = "tools";
  const open = document.createElement("a");
  open.href = link.href;
  open.textContent = WORDS.open;
  const close = document.createElement("button");
  close.type = "button";
  close.textContent = WORDS.close;
  close.addEventListener("click", () => box.hidePopover());
  row.append(open, close);
  return row;
}

async function show(link) {
  const answer = await fetch(link.href, { headers: { Accept: "text/html", "X-Fragment": "provenance" } });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html"); // scripts in it do not run
  const article = answer.ok && !answer.redirected && page.querySelector("article.provenance");
  if (!article) {
    location.assign(link.href);
    return;
  }
  box ??= makeBox();
  if (box.matches(":popover-open")) box.hidePopover();
  const shown = document.importNode(article, true);
  shown.querySelectorAll("[id]").forEach((element) => element.removeAttribute("id")); // one id, one element
  box.replaceChildren(shown, tools(link));
  box.setAttribute("aria-label", article.getAttribute("aria-label") ?? link.textContent.trim());
  opener = link;
  box.showPopover();
  place(link);
  box.focus({ preventScroll: true });
}

if (HTMLElement.prototype.hasOwnProperty("popover")) {
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a.figure[href]");
    const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    if (!link || !plain || box?.contains(link)) return;
    event.preventDefault();
    show(link).catch(() => location.assign(link.href));
  });
}
