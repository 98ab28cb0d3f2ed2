"""Forms about notices."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.conf import settings

from lotrinh.living.fields import day_field
from lotrinh.living.notices.channels import channels
from lotrinh.living.notices.rules import kinds
from lotrinh.living.words import Words

LONGEST = 92  # days of a preview


class PreferenceForm(forms.Form):
    """By which channels a person is told, in which language."""

    wanted = forms.MultipleChoiceField(
        label=Words("Nhận bản tổng hợp hằng ngày qua", "Receive the daily digest by"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=Words(
            "Bỏ chọn thì chỉ xem thông báo trong chương trình.", "Without any, notices stand in the application only."
        ),
    )
    language = forms.ChoiceField(label=Words("Ngôn ngữ của bản tổng hợp", "Language of the digest"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        wanted, language = self.fields["wanted"], self.fields["language"]
        assert isinstance(wanted, forms.MultipleChoiceField)
        assert isinstance(language, forms.ChoiceField)
        wanted.choices = [(name, str(channel.words)) for name, channel in channels().items()]
        language.choices = list(settings.LANGUAGES)


class PreviewForm(forms.Form):
    """A span of days, a kind, part of a name."""

    tu = day_field(Words("Từ ngày", "From"), required=False)
    den = day_field(Words("Đến ngày", "Until"), required=False)
    loai = forms.ChoiceField(label=Words("Loại việc", "Kind"), required=False)
    ai = forms.CharField(label=Words("Người nhận", "Told to"), max_length=100, required=False)

    def __init__(self, data: Any, today: date) -> None:
        super().__init__(data)
        kind = self.fields["loai"]
        assert isinstance(kind, forms.ChoiceField)
        kind.choices = [("", str(Words("Tất cả", "All"))), *((key, str(words)) for key, words in kinds().items())]
        self.today = today

    def span(self) -> tuple[date, date]:
        """First and last day: two weeks from today where nothing readable was asked, a quarter at most."""
        told = self.cleaned_data if self.is_valid() else {}
        first = told.get("tu") or self.today
        last = told.get("den") or first + timedelta(days=13)
        return first, min(max(first, last), first + timedelta(days=LONGEST - 1))
