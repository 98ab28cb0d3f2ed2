"""The form that opens a review."""

from __future__ import annotations

from typing import Any

from django import forms

from lotrinh.living.documents.models import Document
from lotrinh.living.plans.models import Plan
from lotrinh.living.review.models import Purpose
from lotrinh.living.words import Words


class OpenForm(forms.Form):
    """What a document is to be reviewed for."""

    purpose = forms.ChoiceField(
        label=Words("Văn bản này là", "This document is"), choices=Purpose.choices, widget=forms.RadioSelect
    )
    plan = forms.ModelChoiceField(
        label=Words("Kế hoạch được sửa đổi hoặc báo cáo", "The plan that it amends or reports on"),
        queryset=Plan.objects.all(),
        required=False,
    )

    def __init__(self, *args: Any, document: Document, **more: Any) -> None:
        super().__init__(*args, **more)
        plan: Any = self.fields["plan"]
        plan.empty_label = str(Words("— chọn khi là sửa đổi hoặc báo cáo —", "— for an amendment or a report —"))
        plans = list(Plan.objects.all()[:2])
        if len(plans) == 1:
            self.initial.setdefault("plan", plans[0].pk)
        if not plans:
            purpose: Any = self.fields["purpose"]
            purpose.choices = [(Purpose.PLAN.value, Purpose.PLAN.label)]

    def clean(self) -> dict[str, Any]:
        """Amendments and reports have a plan."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("purpose") in (Purpose.AMENDMENT, Purpose.REPORT) and cleaned.get("plan") is None:
            self.add_error(
                "plan", str(Words("Chọn kế hoạch mà văn bản này nói đến.", "Choose the plan that it is about."))
            )
        if cleaned.get("purpose") == Purpose.PLAN:  # which is about no other
            cleaned["plan"] = None
        return cleaned
