"""Forms of difficulties: raising, and one form a move."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.db.models import Case, When
from django.utils import timezone

from lotrinh.living.difficulties.models import Difficulty, Outcome
from lotrinh.living.difficulties.services import Work
from lotrinh.living.difficulties.transitions import kinds, running
from lotrinh.living.fields import day_field
from lotrinh.living.people.models import Agency, AgencyKind
from lotrinh.living.plans.models import Task
from lotrinh.living.words import Words
from lotrinh.living.workdays.queries import calendar_for

OPTIONS = 4  # that a proposal may hold
OTHER = 0  # the decision is none of the options
ACTIONS = 3  # that a decision may hold beside its own text
CARRY_OUT = 20  # working days offered for carrying a decision out


# Who carries things out in a province: its departments, then communes; ministries and others come last.
_NEAREST = Case(
    *(When(kind=kind, then=place) for place, kind in enumerate((AgencyKind.DEPARTMENT, AgencyKind.COMMUNE))), default=9
)


def _area(label: Words, *, rows: int = 3, required: bool = True, help_text: Words | str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=6000,
        required=required,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


def _agency(label: Words, *, required: bool = True) -> forms.ModelChoiceField[Agency]:
    return forms.ModelChoiceField(
        label=label,
        queryset=Agency.objects.filter(valid_to__isnull=True).order_by(_NEAREST, "name"),
        required=required,
        empty_label="–",
    )


def _task(difficulty: Difficulty) -> forms.ModelChoiceField[Task]:
    tasks = Task.objects.filter(plan=difficulty.plan_id, ended=None, done_on=None).order_by("order")
    return forms.ModelChoiceField(
        label=Words("Là nhiệm vụ của kế hoạch", "It is a task of the plan"),
        queryset=tasks,
        required=False,
        empty_label="–",
        help_text=Words("Xong nhiệm vụ thì xong việc này.", "When the task is done, so is this."),
    )


def _kind() -> forms.ChoiceField:
    return forms.ChoiceField(label=Words("Loại", "Kind"), choices=lambda: [*kinds().items()])


class RaiseForm(forms.Form):
    """A difficulty. `agencies`: those for which the person may raise one."""

    agency = _agency(Words("Cơ quan nêu", "Agency"))
    title = forms.CharField(
        label=Words("Khó khăn, nói trong một câu", "The difficulty in one sentence"),
        max_length=200,
        help_text=Words(
            "Ví dụ: Chưa có mặt bằng để khởi công Trạm Y tế xã Ba Sơn.", "Such as: no land yet for the health station."
        ),
    )
    kind = _kind()
    text = _area(Words("Diễn giải: vướng ở đâu, từ khi nào, đã làm gì", "What stands in the way, since when"), rows=4)
    wish = _area(Words("Kiến nghị", "What is asked for"), rows=2, required=False)

    def __init__(self, data: Any, agencies: list[Agency], initial: dict[str, Any]) -> None:
        super().__init__(data, initial=initial)
        field = self.fields["agency"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Agency.objects.filter(pk__in=[agency.pk for agency in agencies]).order_by("name")
        if len(agencies) == 1:
            field.initial, field.empty_label = agencies[0], None


class MoveForm(forms.Form):
    """What every move carries: the state that the form was made from."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    label: Words | None = None  # of the text, where the move needs one

    def __init__(self, difficulty: Difficulty, data: Any = None) -> None:
        super().__init__(data, initial={"seen": difficulty.version, **self.initially(difficulty)})
        self.difficulty = difficulty

    def initially(self, difficulty: Difficulty) -> dict[str, Any]:
        """What stands in the form when it is opened."""
        return {}


class ReasonForm(MoveForm):
    """A move that needs a reason."""

    text = _area(Words("Nội dung, lý do", "Reason"))


class TakeForm(MoveForm):
    """Taking up, with the kind."""

    kind = _kind()

    def initially(self, difficulty: Difficulty) -> dict[str, Any]:
        """As the agency said."""
        return {"kind": difficulty.kind}


class ResendForm(MoveForm):
    """Sending again, completed."""

    described = _area(Words("Diễn giải đã bổ sung", "What stands in the way, completed"), rows=5)
    text = _area(Words("Đã bổ sung gì", "What was added"), rows=2)

    def initially(self, difficulty: Difficulty) -> dict[str, Any]:
        """The text as it is."""
        return {"described": difficulty.text}


class MergeForm(MoveForm):
    """Merging into another running difficulty."""

    into = forms.ModelChoiceField(label=Words("Gộp vào", "Merge into"), queryset=Difficulty.objects.none())
    text = _area(Words("Vì sao là cùng một việc", "Why they are the same matter"), rows=2, required=False)

    def __init__(self, difficulty: Difficulty, data: Any = None) -> None:
        super().__init__(difficulty, data)
        field = self.fields["into"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Difficulty.objects.filter(state__in=running()).exclude(pk=difficulty.pk)


class CloseForm(MoveForm):
    """The end, with what came of it."""

    outcome = forms.ChoiceField(label=Words("Kết quả", "Outcome"), choices=Outcome.choices)
    text = _area(Words("Kết quả cụ thể", "What came of it"))


class ProposeForm(MoveForm):
    """Options for the People's Committee."""

    text = _area(Words("Tóm tắt để quyết định", "Summary for the decision"))
    recommended = forms.TypedChoiceField(
        label=Words("Phương án đề nghị", "Recommended option"),
        coerce=int,
        choices=[(n, Words(f"Phương án {n + 1}", f"Option {n + 1}")) for n in range(OPTIONS)],
    )

    def __init__(self, difficulty: Difficulty, data: Any = None) -> None:
        super().__init__(difficulty, data)
        for n in range(OPTIONS):
            words = Words(f"Phương án {n + 1}", f"Option {n + 1}")
            self.fields[f"option_{n}"] = _area(words, rows=2, required=n == 0)

    def options(self) -> list[str]:
        """The options that were written."""
        return [self.cleaned_data[f"option_{n}"] for n in range(OPTIONS) if self.cleaned_data[f"option_{n}"]]

    def clean(self) -> dict[str, Any]:
        """What is recommended must stand there."""
        told: dict[str, Any] = super().clean() or {}
        if "recommended" in told and not told.get(f"option_{told['recommended']}"):
            self.add_error("recommended", str(Words("Phương án này chưa được ghi.", "That option is empty.")))
        return told


class DecideForm(MoveForm):
    """The decision: option, document, who carries it out until when; short enough for a phone."""

    option = forms.TypedChoiceField(label=Words("Chọn phương án", "Choose"), coerce=int, widget=forms.RadioSelect)
    text = _area(
        Words("Nội dung quyết định", "What is decided"),
        required=False,
        help_text=Words("Để trống: theo đúng phương án đã chọn.", "Empty: exactly the chosen option."),
    )
    number = forms.CharField(
        label=Words("Số, ký hiệu văn bản quyết định", "Number of the deciding document"),
        max_length=60,
        help_text=Words("Ví dụ: 123/QĐ-UBND", "Such as: 123/QĐ-UBND"),
    )
    issued_on = day_field(Words("Ngày văn bản", "Day of the document"))
    owner = _agency(Words("Cơ quan thực hiện", "Carried out by"))
    due = day_field(Words("Hoàn thành trước", "To be done by"))

    def __init__(self, difficulty: Difficulty, data: Any = None) -> None:
        super().__init__(difficulty, data)
        self.shown = list(difficulty.options.filter(retired=False))
        field = self.fields["option"]
        assert isinstance(field, forms.TypedChoiceField)
        other = Words("Quyết định khác các phương án trên", "Something else")
        field.choices = [*((option.pk, option.text) for option in self.shown), (OTHER, other)]
        field.initial = next((option.pk for option in self.shown if option.recommended), None)
        for n in range(ACTIONS):
            self.fields[f"action_{n}"] = _area(Words(f"Việc {n + 1}", f"Action {n + 1}"), rows=2, required=False)
            self.fields[f"task_{n}"] = _task(difficulty)
            self.fields[f"agency_{n}"] = _agency(Words("Cơ quan làm", "By"), required=False)
            self.fields[f"due_{n}"] = day_field(Words("Trước ngày", "Until"), required=False)

    def initially(self, difficulty: Difficulty) -> dict[str, Any]:
        """Today's document, carried out by whoever raised it, within a month's work."""
        today = timezone.localdate()
        due = calendar_for().add_working_days(today, CARRY_OUT)
        return {"issued_on": today, "owner": difficulty.agency_id, "due": due}

    def works(self) -> list[Work]:
        """The actions that were written or chosen; without an agency or a day those of the decision."""
        found = []
        for n in range(ACTIONS):
            text, task, agency, due = (self.cleaned_data[f"{name}_{n}"] for name in ("action", "task", "agency", "due"))
            if text or task:
                told = self.cleaned_data
                found.append(Work(text or task.text, agency or told["owner"], due or told["due"], task))
        return found

    def clean_issued_on(self) -> date:
        """A document of tomorrow decides nothing."""
        day: date = self.cleaned_data["issued_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(Words("Ngày này chưa đến.", "That day has not come yet."))
        return day

    def clean(self) -> dict[str, Any]:
        """What is decided must be said, by an option or in words."""
        told: dict[str, Any] = super().clean() or {}
        if not self.errors and told.get("option") == OTHER and not told.get("text"):
            self.add_error("text", str(Words("Chọn một phương án hoặc ghi nội dung.", "Choose an option or write it.")))
        if told.get("due") and told.get("issued_on") and told["due"] < told["issued_on"]:
            self.add_error("due", str(Words("Hạn không thể trước ngày văn bản.", "It cannot be due before its day.")))
        return told


class FinishForm(forms.Form):
    """An action was done."""

    done_on = day_field(Words("Ngày hoàn thành", "Day it was done"))
    product = forms.CharField(label=Words("Sản phẩm: số, ký hiệu văn bản", "Product: number"), max_length=300)

    def clean_done_on(self) -> date:
        """Nothing is done in the future."""
        day: date = self.cleaned_data["done_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(Words("Ngày này chưa đến.", "That day has not come yet."))
        return day


FORMS: dict[str, type[MoveForm]] = {
    "take": TakeForm,
    "return": ReasonForm,
    "resend": ResendForm,
    "withdraw": ReasonForm,
    "merge": MergeForm,
    "settle": CloseForm,
    "propose": ProposeForm,
    "ask_more": ReasonForm,
    "decide": DecideForm,
    "close": CloseForm,
    "reopen": ReasonForm,
}
