// The form of a report as a sheet: arrows and Enter move, a block pasted from Excel fills cells downwards, checks are
// told while typing, and the draft saves itself. Without this module the page saves and checks by its buttons.

const form = document.querySelector("form[data-check]");
const saved = form?.querySelector("[data-saved]");
const open = form?.querySelector("[data-open]");
const words = document.documentElement.lang === "en"
  ? { open: (n) => `${n} lines want an answer or an explanation`, lost: "Not saved: no connection. It is tried again.", left: "Not saved yet.", out: "Not saved: you are signed out. What you typed is still here. Sign in in another tab; then it is saved.", door: "Sign in" }
  : { open: (n) => `${n} dòng còn phải bổ sung hoặc giải trình`, lost: "Chưa lưu: mất kết nối. Chương trình sẽ thử lại.", left: "Chưa lưu.", out: "Chưa lưu: phiên đăng nhập đã hết. Số đã gõ vẫn còn đây. Đăng nhập ở thẻ khác, chương trình sẽ lưu tiếp.", door: "Đăng nhập" };
let checkTimer = 0;
let saveTimer = 0;
let turn = 0;
let dirty = false;
let saving = false;
let stopped = false;
let unsaved = false;
let sending = false;

function tell(told) {
  for (const [row, line] of Object.entries(told.lines ?? {})) {
    const place = form.querySelector(`[data-row="${row}"]`);
    if (!place) continue;
    place.classList.toggle("wants", line.wants);
    const cell = place.querySelector("input.cell");
    if (line.fault) cell?.setAttribute("aria-invalid", "true");
    else cell?.removeAttribute("aria-invalid");
    const share = place.querySelector("[data-share]"); // only where a plan of the year is known
    if (share) share.textContent = line.share;
    const lines = [...(line.fault ? [{ level: "block", text: line.fault }] : []), ...line.findings];
    place.querySelector("[data-findings]").replaceChildren(...lines.map((one) => {
      const span = document.createElement("span");
      span.className = `found f-${one.level}`;
      span.textContent = one.text;
      return span;
    }));
  }
  open.textContent = told.open ? words.open(told.open) : "";
}

// Signing in again changes the token: the form sends the one of the day.
function freshToken() {
  const token = /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie)?.[1];
  if (token) for (const field of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) field.value = token;
}

function signedOut() {
  const link = document.createElement("a");
  link.href = "/tai-khoan/dang-nhap/";
  link.target = "_blank";
  link.textContent = words.door;
  saved.replaceChildren(`${words.out} `, link);
}

async function post(address) {
  freshToken();
  const answer = await fetch(address, { method: "POST", body: new FormData(form), headers: { Accept: "application/json" } });
  return [answer, (answer.headers.get("Content-Type") ?? "").includes("json") ? await answer.json() : {}];
}

async function check() {
  const own = ++turn;
  try {
    const [answer, told] = await post(form.dataset.check);
    if (own === turn && answer.ok) tell(told);
  } catch {
    // saving tells that the connection is lost
  }
}

async function save() {
  if (!dirty || saving || stopped) return;
  dirty = false;
  saving = true;
  try {
    const [answer, told] = await post(form.dataset.save);
    if (answer.ok && told.version) {
      form.elements.version.value = told.version;
      for (const other of document.querySelectorAll("input[name=version]")) other.value = told.version;
      saved.textContent = told.saved;
      if (!dirty) tell(told);
    } else if (told.conflict || told.refused) {
      stopped = true; // somebody else changed it, or it is no longer open: the buttons lead on
      unsaved = true;
      saved.textContent = told.conflict ?? told.refused;
    } else {
      dirty = true; // signed out, or the server fails: what is typed stays here and is tried again
      if (answer.redirected || answer.status === 403) signedOut();
      else saved.textContent = words.left;
    }
  } catch {
    dirty = true;
    saved.textContent = words.lost;
  }
  saving = false;
  if (dirty) saveTimer = setTimeout(save, 5000);
}

function changed() {
  dirty = true;
  clearTimeout(checkTimer);
  clearTimeout(saveTimer);
  checkTimer = setTimeout(check, 350);
  saveTimer = setTimeout(save, 2500);
}

const columns = ["input[name^='v-']", "select[name^='k-']", "input[name^='n-']", "input[name^='e-']"];
const column = (cell) => columns.find((one) => cell.matches(one));

function step(cell, by) {
  const cells = [...form.querySelectorAll(column(cell))];
  const next = cells[cells.indexOf(cell) + by];
  next?.focus();
  next?.select?.();
  return Boolean(next);
}

form?.addEventListener("keydown", (event) => {
  const cell = event.target;
  if (!(cell instanceof HTMLInputElement) || !column(cell) || event.isComposing || event.altKey || event.ctrlKey) return;
  const by = event.key === "ArrowDown" || (event.key === "Enter" && !event.shiftKey) ? 1 : event.key === "ArrowUp" || event.key === "Enter" ? -1 : 0;
  if (!by) return;
  event.preventDefault(); // Enter goes on to the next line; it must not send the form
  step(cell, by);
});

form?.addEventListener("paste", (event) => {
  const cell = event.target;
  const text = event.clipboardData?.getData("text/plain") ?? "";
  if (!(cell instanceof HTMLInputElement) || !column(cell) || !/[\t\n]/.test(text.trim())) return;
  event.preventDefault();
  const rows = text.replace(/\r/g, "").replace(/\n$/, "").split("\n").map((row) => row.split("\t"));
  const lines = [...form.querySelectorAll("tr[data-row]")];
  const from = lines.indexOf(cell.closest("tr"));
  const filled = columns.filter((one) => !one.startsWith("select"));
  const left = Math.max(0, filled.indexOf(column(cell)));
  rows.forEach((row, down) => row.forEach((value, right) => {
    const target = filled[left + right] && lines[from + down]?.querySelector(filled[left + right]);
    if (target) target.value = value.trim();
  }));
  changed();
});

form?.addEventListener("input", changed);
// A page that leaves for the sign-in page loses what was typed: it is asked first whether somebody is still signed in.
form?.addEventListener("submit", async (event) => {
  if (sending) return;
  event.preventDefault();
  const button = event.submitter;
  try {
    const [answer] = await post(form.dataset.check);
    if (answer.redirected || answer.status === 403) {
      dirty = true;
      signedOut();
      return;
    }
  } catch {
    dirty = true;
    saved.textContent = words.lost;
    return;
  }
  sending = stopped = true;
  dirty = unsaved = false;
  form.requestSubmit(button);
});
addEventListener("beforeunload", (event) => {
  if (unsaved || (dirty && !stopped)) event.preventDefault();
});
