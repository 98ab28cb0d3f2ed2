"""Looking at a page: a picture in both sizes, axe, no complaint of the browser, nothing wider than the window."""

from __future__ import annotations

import html
import json
from dataclasses import dataclass, field
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Page

SIZES = {"1366": (1366, 768), "390": (390, 844)}


# Charts are drawn when first asked for, and loaded when they come into sight: here they are waited for.
PICTURES = """() => Promise.all([...document.images].map((image) => {
  image.loading = "eager";
  return image.decode().catch(() => {});
}))"""


@dataclass
class Gallery:
    """Pictures by page and size, and the faults that were found."""

    folder: Path
    pages: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def watch(self, page: Page) -> None:
        """Whatever the browser complains of is a fault: a forbidden style, a missing file, a script that fails."""

        def note(message: ConsoleMessage) -> None:
            if message.type == "error" and "status of 4" not in message.text:
                self.faults.append(f"{page.url}: {message.text}")

        page.on("console", note)
        page.on("pageerror", lambda error: self.faults.append(f"{page.url}: {error}"))

    def look(self, page: Page, name: str) -> None:
        """Take the pictures and run axe in both sizes."""
        for size, (width, height) in SIZES.items():
            page.set_viewport_size({"width": width, "height": height})
            file = self.folder / "pages" / f"{name}-{size}.png"
            file.parent.mkdir(parents=True, exist_ok=True)
            page.evaluate(PICTURES)
            page.screenshot(path=file, full_page=True)
            for found in Axe().run(page).response["violations"]:
                where = "; ".join(node["html"][:160] for node in found["nodes"][:3])
                self.faults.append(f"{name} ({size}, {page.url}): {found['id']}: {where}")
            if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
                self.faults.append(f"{name} ({size}, {page.url}): wider than the window")
        page.set_viewport_size({"width": 1366, "height": 768})
        self.pages.append(name)


def write_index(gallery: Gallery) -> None:
    """One page with all pictures, for people to look at; faults.json beside it."""
    rows = []
    for name in gallery.pages:
        pictures = (f'<img src="pages/{html.escape(name)}-{size}.png" width="{SIZES[size][0] // 2}">' for size in SIZES)
        rows.append(f"<h2>{html.escape(name)}</h2><p>{''.join(pictures)}")
    page = f"<!doctype html><meta charset=utf-8><title>Lộ Trình</title>{''.join(rows)}"
    gallery.folder.mkdir(parents=True, exist_ok=True)
    (gallery.folder / "index.html").write_text(page, "utf-8")
    (gallery.folder / "faults.json").write_text(json.dumps(gallery.faults, ensure_ascii=False, indent=1), "utf-8")
