// The page works without this: it filters the targets table, and folds long parts on a phone.
(() => {
  const words = document.getElementById("filter-words");
  const status = document.getElementById("filter-status");
  const groups = [...document.querySelectorAll("#targets-table tbody[data-status]")];
  if (words && groups.length) {
    const shown = document.getElementById("filter-shown");
    const none = document.getElementById("none-shown");
    const plain = (s) => s.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/g, "d");
    const rows = groups.flatMap((group) => [...group.querySelectorAll("tr.row")].map((row) => ({
      row, group, detail: row.nextElementSibling?.classList.contains("detail") ? row.nextElementSibling : null,
      text: plain(row.textContent),
    })));
    const apply = () => {
      const wanted = plain(words.value.trim());
      let count = 0;
      for (const group of groups) group.hidden = true;
      for (const { row, group, detail, text } of rows) {
        const show = (!status.value || group.dataset.status === status.value) && text.includes(wanted);
        row.hidden = !show;
        if (detail) detail.hidden = !show;
        if (show) group.hidden = false;
        count += show;
      }
      none.hidden = count > 0;
      shown.textContent = shown.dataset.pattern.replace("{shown}", count).replace("{all}", rows.length);
    };
    const clear = () => { words.value = ""; status.value = ""; apply(); };
    words.addEventListener("input", apply);
    status.addEventListener("change", apply);
    none.querySelector("button").addEventListener("click", () => { clear(); words.focus(); });
    for (const link of document.querySelectorAll(".answer a[data-status]")) {
      link.addEventListener("click", () => { words.value = ""; status.value = link.dataset.status; apply(); });
    }
    // A link from the text to a row that the filter hides must still lead there.
    window.addEventListener("hashchange", () => {
      const row = document.getElementById(location.hash.slice(1));
      if (row && row.classList.contains("row") && (row.hidden || row.parentElement.hidden)) { clear(); row.scrollIntoView(); }
    });
    document.querySelector(".tools").hidden = false;
  }
  const folds = [...document.querySelectorAll("details.folds")];
  const unfold = () => {
    const place = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!place) return;
    const inner = place.matches(".source-text") ? place.querySelector("details.folds") : place.closest("details.folds");
    if (inner && !inner.open) { inner.open = true; place.scrollIntoView(); }
  };
  if (matchMedia("(max-width: 760px)").matches) for (const fold of folds) fold.open = false;
  window.addEventListener("hashchange", unfold);
  // A second click on the same link changes no hash, yet must open what was folded since.
  document.addEventListener("click", (event) => { if (event.target.closest?.("a[href^='#']")) setTimeout(unfold); });
  window.addEventListener("beforeprint", () => { for (const fold of folds) fold.open = true; });
  unfold();
})();
