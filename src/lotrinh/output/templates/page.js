// The page works without this: it only filters the targets table.
(() => {
  const rows = [...document.querySelectorAll("#targets-table tbody tr[data-status]")];
  const groups = [...document.querySelectorAll("#targets-table tbody tr.group")];
  const words = document.getElementById("filter-words");
  const status = document.getElementById("filter-status");
  const shown = document.getElementById("filter-shown");
  if (!words || !status) return;
  const plain = (s) => s.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/g, "d");
  const texts = rows.map((row) => plain(row.textContent));
  const apply = () => {
    const wanted = plain(words.value.trim());
    let count = 0;
    rows.forEach((row, i) => {
      const show = (!status.value || row.dataset.status === status.value) && texts[i].includes(wanted);
      row.hidden = !show;
      const detail = row.nextElementSibling;
      if (detail && detail.classList.contains("detail")) detail.hidden = !show;
      count += show;
    });
    for (const group of groups) {
      let next = group.nextElementSibling, any = false;
      while (next && !next.classList.contains("group")) { any ||= !next.hidden; next = next.nextElementSibling; }
      group.hidden = !any;
    }
    shown.textContent = shown.dataset.pattern.replace("{shown}", count).replace("{all}", rows.length);
  };
  words.addEventListener("input", apply);
  status.addEventListener("change", apply);
  for (const link of document.querySelectorAll(".answer a[data-status]")) {
    link.addEventListener("click", () => { status.value = link.dataset.status; apply(); });
  }
  document.querySelector(".tools").hidden = false;
})();
