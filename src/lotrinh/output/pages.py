"""The templates of the pages that are files of their own (templates/*.j2)."""

from __future__ import annotations

from functools import cache

import jinja2

from lotrinh.core.counting import filled


@cache
def template(name: str) -> jinja2.Template:
    """A template by its file name. `text | filled(n=3)` fills a text with whole numbers (core/counting.py)."""
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("lotrinh.output", "templates"),
        autoescape=True,  # document text is data: it can never become markup
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["filled"] = filled
    return environment.get_template(name)
