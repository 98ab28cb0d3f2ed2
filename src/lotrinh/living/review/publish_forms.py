"""Forms for publishing, filled from the document as far as it tells."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone

from lotrinh.living.documents.models import Document
from lotrinh.living.people.models import Agency, AgencyKind
from lotrinh.living.people.services import resolve
from lotrinh.living.places.models import Area, AreaKind
from lotrinh.living.plans.models import Plan, PlanKind, Target
from lotrinh.living.review.fields import DayField, YearField
from lotrinh.living.review.models import Kind, Review, Standing
from lotrinh.living.words import Words

Fields = dict[str, Any]


class PublishForm(forms.Form):
    """Common to all."""

    def fields_for_service(self) -> Fields:
        """What `review.services.publish` takes."""
        return {}


class DatedChoiceField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Names that repeat are told apart by their days: "Sở Tài chính (đến 28/02/2025)", a plan by its document's."""

    def label_from_instance(self, obj: Any) -> str:
        """The name with its days."""
        if isinstance(obj, Plan):
            day = obj.document.issued_on
            return f"{obj} ({day:%d/%m/%Y})" if day else str(obj)
        if obj.valid_to:
            return Words("{name} (đến {day})", "{name} (until {day})").format(name=obj, day=f"{obj.valid_to:%d/%m/%Y}")
        if obj.valid_from:
            return Words("{name} (từ {day})", "{name} (from {day})").format(name=obj, day=f"{obj.valid_from:%d/%m/%Y}")
        return str(obj)


class PlanForm(PublishForm):
    """A new plan."""

    short = forms.CharField(label=Words("Tên gọi ngắn", "Short name"), max_length=120)
    title = forms.CharField(label=Words("Tên đầy đủ", "Full title"), widget=forms.Textarea(attrs={"rows": 3}))
    kind = forms.ChoiceField(label=Words("Loại kế hoạch", "Kind of plan"), choices=PlanKind.choices)
    parent = DatedChoiceField(
        label=Words("Thuộc kế hoạch nhiều năm", "Under the long plan"), queryset=Plan.objects.none(), required=False
    )
    year_from = YearField(label=Words("Từ năm", "From year"), required=False)
    year_to = YearField(label=Words("Đến năm", "To year"), required=False)
    theme = forms.CharField(label=Words("Chủ đề năm, phương châm", "Theme of the year"), required=False)
    area = DatedChoiceField(label=Words("Địa bàn", "Area"), queryset=Area.objects.none(), required=False)
    focal = DatedChoiceField(
        label=Words("Cơ quan đầu mối tổng hợp", "Focal agency"), queryset=Agency.objects.none(), required=False
    )
    effective_on = DayField(label=Words("Có hiệu lực từ ngày", "In force from"))
    public = forms.BooleanField(
        label=Words("Công khai cho người dân", "Public"),
        required=False,
        help_text=Words("Ai cũng xem được kế hoạch và văn bản này.", "Everybody can read the plan and this document."),
    )

    def __init__(self, data: Any = None, *, review: Review) -> None:
        super().__init__(data, initial=_initial(review))
        fields: dict[str, Any] = self.fields
        fields["parent"].queryset = Plan.objects.filter(kind=PlanKind.LONG).select_related("document")
        # What was there on the day of the document, or is there today: others cannot be meant.
        there = Q(valid_to=None) | Q(valid_to__gte=review.document.issued_on or timezone.localdate())
        areas = Area.objects.filter(there, kind__in=(AreaKind.NATION, AreaKind.PROVINCE))
        fields["area"].queryset = areas.order_by("name", "valid_from")
        kinds = (AgencyKind.PROVINCE, AgencyKind.DEPARTMENT)
        fields["focal"].queryset = Agency.objects.filter(there, kind__in=kinds).order_by("name", "valid_from")
        for name in ("parent", "area", "focal"):
            fields[name].empty_label = str(Words("— không —", "— none —"))
        before = _published_before(review.document)
        if before is not None:
            fields["again"] = forms.BooleanField(
                label=Words(
                    f"Công bố thành một kế hoạch nữa bên cạnh «{before}»",
                    f"Publish it all the same, as another plan beside «{before}»",
                ),
                help_text=Words(
                    "Đã có kế hoạch công bố từ văn bản cùng số, cùng ngày. Nếu đây là bản sửa đổi hoặc bản đúng "
                    "hơn, hãy quay lại và mở rà soát với mục đích «Sửa đổi kế hoạch».",
                    "A plan was published from a document of the same number and day. If this one amends or "
                    "corrects it, go back and open the review as an amendment.",
                ),
            )

    def clean(self) -> Fields:
        """Years rise, and only a yearly plan has a plan above it."""
        cleaned: Fields = super().clean() or {}
        first, last = cleaned.get("year_from"), cleaned.get("year_to")
        if first and last and first > last:
            self.add_error("year_to", str(Words("Năm cuối phải sau năm đầu.", "The last year comes after the first.")))
        if cleaned.get("parent") and cleaned.get("kind") == PlanKind.LONG:
            self.add_error(
                "parent", str(Words("Chỉ kế hoạch năm mới thuộc kế hoạch nhiều năm.", "Only for a yearly plan."))
            )
        return cleaned

    def fields_for_service(self) -> Fields:
        """As `publish_plan` takes them."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "again"}
        return {**given, "effective_on": date.fromisoformat(given["effective_on"])}


def _published_before(document: Document) -> Plan | None:
    """A plan that stands on another document of the same number and day: the same one told twice, most likely."""
    if not document.number or document.issued_on is None:
        return None
    same = Plan.objects.filter(document__number=document.number, document__issued_on=document.issued_on)
    return same.exclude(document=document).order_by("id").first()


def _initial(review: Review) -> Fields:
    document = review.document
    day = document.issued_on or timezone.localdate()
    issuer = resolve(document.issuer, day) if document.issuer else None
    area = issuer.area if isinstance(issuer, Agency) else None
    accepted = review.proposals.filter(kind=Kind.TARGET, standing=Standing.ACCEPTED)
    targets = list(accepted.values_list("slots", flat=True))
    years = [int(str(slots["due"])[:4]) for slots in targets if slots.get("due")]
    starts = [int(str(slots["from"])[:4]) for slots in targets if slots.get("from")]
    last = max(years, default=None)
    yearly = last is not None and last <= day.year + (day.month > 10)
    return {
        "short": str(document)[:120],
        "title": document.title or str(document),
        "kind": PlanKind.YEARLY if yearly else PlanKind.LONG,
        "parent": Plan.objects.filter(kind=PlanKind.LONG, area=area).first() if yearly else None,
        "year_from": last if yearly else min([day.year, *starts]),
        "year_to": last,
        "area": area or Area.objects.filter(kind=AreaKind.PROVINCE, agencies__kind=AgencyKind.PROVINCE).first(),
        "focal": _focal(review, day),
        "effective_on": day.isoformat(),
        "public": True,
    }


def _focal(review: Review, day: date) -> Agency | None:
    """The agency that the document tells to gather the reports ("tổng hợp, báo cáo"), as the reader saw it."""
    text = review.document.text
    for proposal in review.proposals.filter(kind=Kind.TASK).order_by("-start"):
        words = text[proposal.start : proposal.end].lower()
        leads = proposal.slots.get("lead") or []
        if "tổng hợp" in words and "báo cáo" in words and len(leads) == 1:
            found = resolve(leads[0], day)
            if isinstance(found, Agency) and found.kind == AgencyKind.DEPARTMENT:
                return found
    return None


class AmendForm(PublishForm):
    """An amendment: from when, and what no longer applies."""

    effective_on = DayField(label=Words("Có hiệu lực từ ngày", "In force from"))
    note = forms.CharField(label=Words("Ghi chú", "Note"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    ended = forms.MultipleChoiceField(
        label=Words("Mục tiêu không còn áp dụng", "Targets that no longer apply"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    ground = forms.CharField(
        label=Words("Căn cứ để không còn áp dụng", "Ground on which they no longer apply"), required=False
    )

    def __init__(self, data: Any = None, *, review: Review) -> None:
        day = review.document.issued_on or timezone.localdate()
        super().__init__(data, initial={"effective_on": day.isoformat(), "ground": str(review.document)})
        targets = Target.objects.filter(plan=review.plan).select_related("indicator").order_by("order")
        ended: Any = self.fields["ended"]
        ended.choices = [(f"target:{target.pk}", target.indicator.name) for target in targets]

    def clean(self) -> Fields:
        """What ends, ends on a ground."""
        cleaned: Fields = super().clean() or {}
        if cleaned.get("ended") and not (cleaned.get("ground") or "").strip():
            self.add_error("ground", str(Words("Ghi căn cứ: văn bản nào, điều nào.", "Say on what ground.")))
        return cleaned

    def fields_for_service(self) -> Fields:
        """As `amend_plan` takes them."""
        cleaned = self.cleaned_data
        return {
            "effective_on": date.fromisoformat(cleaned["effective_on"]),
            "note": cleaned["note"],
            "ended": dict.fromkeys(cleaned["ended"], cleaned["ground"].strip()),
        }
