"""Forms of the portal."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core import signing

from lotrinh.living.words import Words

QUICKEST = 3
"""Seconds: nobody reads the form and writes a question faster."""

OLDEST = 86_400
_SALT = "portal.question"


def stamp() -> str:
    """The moment a form was made, signed."""
    return signing.dumps("form", salt=_SALT)


class QuestionForm(forms.Form):
    """What a citizen asks.

    `trap` is a field that people do not see and programs fill in. Its name is one that no browser knows: one called
    "website" is filled in by browsers, too.
    """

    trap = "de_trong_o_nay"
    text = forms.CharField(
        label=Words("Câu hỏi của Ông/Bà", "Your question"),
        min_length=15,
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=Words(
            "Hỏi về mục tiêu này. Đừng viết số điện thoại, địa chỉ hay thông tin riêng: câu hỏi sẽ được đăng.",
            "Ask about this target. Leave out phone numbers, addresses and private matters: it will be published.",
        ),
    )
    name = forms.CharField(label=Words("Tên hiển thị", "Name to be shown"), max_length=80, required=False)
    made = forms.CharField(widget=forms.HiddenInput)

    def clean_made(self) -> str:
        """Refuse what came too fast, or from a form that nobody was given."""
        told: str = self.cleaned_data["made"]
        try:
            signing.loads(told, salt=_SALT, max_age=OLDEST)
        except signing.BadSignature as error:
            raise forms.ValidationError(
                str(Words("Biểu mẫu đã cũ. Hãy gửi lại.", "The form is out of date. Please send it again."))
            ) from error
        try:
            signing.loads(told, salt=_SALT, max_age=QUICKEST)
        except signing.SignatureExpired:
            return told
        raise forms.ValidationError(str(Words("Xin chờ vài giây rồi gửi lại.", "Wait some seconds, then send again.")))

    @property
    def trapped(self) -> bool:
        """Whether what people do not see was filled in."""
        return bool(self.data.get(self.trap))

    def clean(self) -> dict[str, Any]:
        """A filled trap is told and not thanked for: where a browser did it, the question is not lost."""
        if self.trapped:
            self.add_error(
                None,
                str(
                    Words(
                        "Một ô ẩn đã bị điền tự động nên câu hỏi chưa được gửi. Nội dung vẫn còn đây: xin bấm gửi lại.",
                        "A hidden field was filled in by itself, so the question was not sent. It is still here:"
                        " please send it again.",
                    )
                ),
            )
        return super().clean() or {}

    def again(self) -> QuestionForm:
        """The form as typed, with a new moment."""
        data: Any = self.data.copy()  # type: ignore[attr-defined]
        data["made"] = stamp()
        fresh = QuestionForm(data)
        fresh.full_clean()
        fresh.errors.clear()
        fresh.errors.update(self.errors)
        return fresh


class ReleaseForm(forms.Form):
    """Why something is held back or released."""

    public = forms.BooleanField(required=False, widget=forms.HiddenInput)
    reason = forms.CharField(
        label=Words("Lý do", "Reason"),
        min_length=10,
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=Words("Lý do được ghi vào nhật ký.", "The reason is written into the journal."),
    )


class StepForm(forms.Form):
    """A step of moderation: the answer, or the reason."""

    text = forms.CharField(
        label=Words("Câu trả lời hoặc lý do", "Answer or reason"),
        required=False,
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    step = forms.CharField(max_length=10)
    version = forms.IntegerField(widget=forms.HiddenInput)


class BoundaryForm(forms.Form):
    """A file of outlines."""

    file = forms.FileField(
        label=Words("Tệp GeoJSON hoặc TopoJSON", "GeoJSON or TopoJSON file"),
        help_text=Words(
            "Mỗi vùng có mã đơn vị hành chính trong thuộc tính «code». Tối đa 16 MB.",
            "Each area carries its official code in the property “code”. At most 16 MB.",
        ),
    )
    source = forms.CharField(
        label=Words("Nguồn của ranh giới", "Source of the outlines"),
        max_length=200,
        help_text=Words("In dưới bản đồ. Ranh giới chỉ để tham khảo.", "Printed under the map. For reference only."),
    )
