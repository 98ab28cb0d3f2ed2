"""Forms of accounts and roles. Each names its fields: what else a request carries is not looked at."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.utils import timezone

from lotrinh.living.people.accounts_queries import agencies_today
from lotrinh.living.people.models import Agency, RoleKind, User
from lotrinh.living.words import Words

REQUIRED: dict[str, Any] = {"required": Words("Chưa nhập ô này.", "Enter this.")}
DATE = {"invalid": Words("Ngày không hợp lệ. Ghi ngày/tháng/năm.", "Not a date. Write day/month/year.")}


class AccountForm(forms.Form):
    """What an account says of a person."""

    full_name = forms.CharField(max_length=150, label=Words("Họ và tên", "Full name"), error_messages=REQUIRED)
    title = forms.CharField(
        max_length=150,
        required=False,
        label=Words("Chức vụ", "Position"),
        help_text=Words("Ví dụ: Phó Giám đốc Sở Tài chính.", "For example: Deputy Director of Finance."),
    )
    email = forms.EmailField(
        max_length=254,
        required=False,
        label=Words("Thư điện tử", "E-mail address"),
        error_messages={
            "invalid": Words(
                "Địa chỉ không hợp lệ. Ghi dạng ten@coquan.gov.vn.", "Not an address. Write it as name@agency.gov.vn."
            )
        },
    )

    def __init__(self, *args: Any, user: User | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_email(self) -> str:
        """An address signs in, so it belongs to one account."""
        email = str(self.cleaned_data["email"]).lower()
        others = User.objects.exclude(pk=self.user.pk) if self.user else User.objects.all()
        if email and others.filter(email=email).exists():
            raise forms.ValidationError(
                str(Words("Địa chỉ này thuộc một tài khoản khác.", "This address belongs to another account."))
            )
        return email


class NewAccountForm(AccountForm):
    """An account that does not exist yet."""

    username = forms.CharField(
        max_length=150,
        label=Words("Tên đăng nhập", "Username"),
        help_text=Words("Chữ, số và các dấu @ . + - _, không dấu cách.", "Letters, digits and @ . + - _, no blanks."),
        error_messages=REQUIRED,
        validators=[
            UnicodeUsernameValidator(
                message=Words(
                    "Chỉ dùng chữ, số và các dấu @ . + - _, không dấu cách.",
                    "Use letters, digits and @ . + - _ only, no blanks.",
                )
            )
        ],
    )
    field_order = ["username", "full_name", "title", "email"]

    def clean_username(self) -> str:
        """Names that differ by case alone would be taken for one another."""
        username = str(self.cleaned_data["username"])
        if User.objects.filter(username__iexact=username).exists():
            raise forms.ValidationError(
                str(Words("Tên đăng nhập này đã có. Chọn tên khác.", "This username is taken. Choose another one."))
            )
        return username


class RoleForm(forms.Form):
    """A role at an agency for a period."""

    kind = forms.ChoiceField(choices=RoleKind.choices, label=Words("Vai trò", "Role"), error_messages=REQUIRED)
    agency = forms.ModelChoiceField(
        Agency.objects.none(),
        label=Words("Tại cơ quan", "At the agency"),
        empty_label="–",
        error_messages=REQUIRED,
    )
    valid_from = forms.DateField(
        label=Words("Từ ngày", "From"),
        error_messages=REQUIRED | DATE,
        widget=forms.DateInput(attrs={"placeholder": "dd/mm/yyyy", "inputmode": "numeric"}),
    )
    valid_to = forms.DateField(
        label=Words("Đến hết ngày", "To the end of"),
        required=False,
        help_text=Words("Để trống nếu chưa biết ngày kết thúc.", "Leave empty where the end is not known."),
        error_messages=DATE,
        widget=forms.DateInput(attrs={"placeholder": "dd/mm/yyyy", "inputmode": "numeric"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agency = self.fields["agency"]
        assert isinstance(agency, forms.ModelChoiceField)
        agency.queryset = agencies_today()

    def clean(self) -> dict[str, Any]:
        """The period runs forward."""
        cleaned: dict[str, Any] = super().clean() or {}
        first: date | None = cleaned.get("valid_from")
        last: date | None = cleaned.get("valid_to")
        if first and last and last < first:
            self.add_error("valid_to", str(Words("Ngày cuối trước ngày đầu.", "The last day lies before the first.")))
        return cleaned


class EndRoleForm(forms.Form):
    """The last day of a role."""

    last_day = forms.DateField(
        label=Words("Ngày cuối", "Last day"), initial=timezone.localdate, error_messages=REQUIRED | DATE
    )
