"""Forms of the exchange."""

from __future__ import annotations

from django import forms

from lotrinh.living.documents.models import LARGE, Document
from lotrinh.living.plans.models import Plan
from lotrinh.living.words import Words


class LetterForm(forms.Form):
    """An edXML file that came."""

    file = forms.FileField(label=Words("Tệp edXML", "edXML file"))


class PacketForm(forms.Form):
    """A packet that came, and the plan that its figures belong to."""

    file = forms.FileField(label=Words("Tệp gói (JSON)", "Packet file (JSON)"))
    plan = forms.ModelChoiceField(
        Plan.objects.none(), label=Words("Kế hoạch", "Plan"), empty_label=Words("(hãy chọn)", "(choose)")
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["plan"].queryset = Plan.objects.order_by("kind", "-year_to", "id")  # type: ignore[attr-defined]


class SendForm(forms.Form):
    """What the envelope of a document says: the codes of agencies are given by the exchange's operator."""

    sender_code = forms.CharField(label=Words("Mã cơ quan gửi", "Code of the sender"), max_length=60)
    sender_name = forms.CharField(label=Words("Tên cơ quan gửi", "Name of the sender"), max_length=200)
    receiver_code = forms.CharField(label=Words("Mã cơ quan nhận", "Code of the receiver"), max_length=60)
    receiver_name = forms.CharField(label=Words("Tên cơ quan nhận", "Name of the receiver"), max_length=200)
    answers = forms.ModelChoiceField(
        Document.objects.none(),
        required=False,
        empty_label=Words("(không)", "(none)"),
        label=Words("Trả lời văn bản (ResponseFor)", "Answers the document (ResponseFor)"),
    )
    answers_code = forms.CharField(
        required=False, max_length=60, label=Words("Mã cơ quan ra văn bản ấy", "Code of the agency that issued it")
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        known = Document.objects.exclude(number="").defer(*LARGE).order_by("-issued_on", "-id")
        self.fields["answers"].queryset = known  # type: ignore[attr-defined]
