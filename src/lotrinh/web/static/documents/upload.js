// Files dropped on the form are put into its ordinary file input, and the chosen names are listed.
const zone = document.getElementById("tha");
const input = zone.querySelector('input[type="file"]');
const list = zone.querySelector(".chosen");

function show() {
  const several = input.files.length > 1 ? [...input.files] : []; // the input itself names a single one
  list.replaceChildren(
    ...several.map((file) => {
      const item = document.createElement("li");
      const size = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 1 });
      item.textContent = `${file.name} (${size.format(file.size / 1024)} KB)`;
      return item;
    }),
  );
}

for (const name of ["dragenter", "dragover"]) {
  zone.addEventListener(name, (event) => {
    event.preventDefault();
    zone.classList.add("over");
  });
}
for (const name of ["dragleave", "drop"]) zone.addEventListener(name, () => zone.classList.remove("over"));
zone.addEventListener("drop", (event) => {
  event.preventDefault();
  const both = new DataTransfer();
  for (const file of [...input.files, ...event.dataTransfer.files]) both.items.add(file);
  input.files = both.files;
  show();
});
input.addEventListener("change", show);
show();
