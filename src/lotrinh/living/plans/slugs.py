"""Short names of plans in addresses."""

from __future__ import annotations

from django.utils.text import slugify

from lotrinh.core.vietnamese.text import fold
from lotrinh.living.plans.models import Plan

RESERVED = frozenset({"viec-cua", "chi-tieu", "so-sanh"})
"""First words of other addresses under /ke-hoach/."""


def slug_for(short: str) -> str:
    """A word for addresses that no other plan has: "ke-hoach-23-kh-ubnd", then "ke-hoach-23-kh-ubnd-2"."""
    base = slugify(fold(short).replace("/", "-"))[:100] or "ke-hoach"
    taken = set(Plan.objects.filter(slug__startswith=base).values_list("slug", flat=True)) | RESERVED
    slug, number = base, 2
    while slug in taken:
        slug, number = f"{base}-{number}", number + 1
    return slug
