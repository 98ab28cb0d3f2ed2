"""Forms of official reports as a browser takes them."""

from __future__ import annotations

from datetime import date

from django.utils import translation

from lotrinh.living.official.forms import HeadForm, WantedForm
from lotrinh.living.official.letterhead import proposed
from lotrinh.living.plans.models import Plan


def test_days_are_proposed_as_a_browser_reads_them(db: None) -> None:
    """`type=date` takes 2026-11-22 alone; another writing leaves the field empty, and the form cannot be sent."""
    head = proposed("annual", "Sở Tài chính", "Ủy ban nhân dân tỉnh", "Lạng Sơn", date(2026, 11, 22), "Kết quả")
    with translation.override("vi"):
        wanted = WantedForm("periodic", Plan(pk=1), date(2026, 11, 22))
        letterhead = HeadForm(initial=HeadForm.initial_of(head))
        for field in (wanted["as_of"], letterhead["day"]):
            assert 'value="2026-11-22"' in str(field)
