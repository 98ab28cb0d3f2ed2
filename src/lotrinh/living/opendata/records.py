"""The published records: one definition for files, API and catalogue.

A field says in both languages what it is, and from which published field (`source`, as kind.field of
portal/data/publicity.toml) it comes.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from ninja import Schema
from pydantic import Field
from pydantic.fields import FieldInfo

from lotrinh.living.words import Words


def told(vi: str, en: str, *source: str, **options: Any) -> Any:
    """A field of a record: its heading, and the published fields that it is made of."""
    return Field(title=en, description=f"{vi} / {en}", json_schema_extra={"source": list(source), "vi": vi}, **options)


class PlanRecord(Schema):
    """A published plan."""

    slug: str = told("Mã kế hoạch", "Plan key", "plan.slug")
    url: str = told("Địa chỉ", "Address", "plan.slug")
    short: str = told("Tên ngắn", "Short name", "plan.short")
    title: str = told("Tên", "Title", "plan.title")
    kind: str = told("Loại", "Kind", "plan.kind")
    year_from: int | None = told("Từ năm", "From year", "plan.year_from")
    year_to: int | None = told("Đến năm", "To year", "plan.year_to")
    theme: str = told("Chủ đề", "Theme", "plan.theme")
    area_code: str = told("Mã địa bàn", "Area code", "plan.area", "area.code")
    area: str = told("Địa bàn", "Area", "plan.area", "area.name")
    document: str = told("Văn bản", "Document", "plan.document", "document.number", "document.kind")
    parent: str | None = told("Thuộc kế hoạch", "Under the plan", "plan.parent")
    focal: str = told("Cơ quan đầu mối", "Focal agency", "plan.focal", "agency.name")


class VersionRecord(Schema):
    """A state of a plan, in force from a day on."""

    plan: str = told("Mã kế hoạch", "Plan key", "version.plan", "plan.slug")
    number: int = told("Phiên bản", "Version", "version.number")
    effective_on: date = told("Hiệu lực từ", "In force from", "version.effective_on")
    published_at: datetime = told("Công bố lúc", "Published at", "version.published_at")
    document: str = told("Văn bản", "Document", "version.document", "document.number", "document.kind")
    note: str = told("Ghi chú", "Note", "version.note")


class IndicatorRecord(Schema):
    """What is measured."""

    id: int = told("Mã chỉ tiêu", "Indicator id", "indicator.id")
    url: str = told("Địa chỉ", "Address", "indicator.id")
    name: str = told("Chỉ tiêu", "Indicator", "indicator.name")
    unit: str = told("Đơn vị", "Unit", "indicator.unit")
    direction: str = told("Chiều tốt lên", "What is better", "indicator.direction")
    accumulation: str = told("Cách cộng dồn", "Accumulation", "indicator.accumulation")
    method: str = told("Cách tính", "Method", "indicator.method")


class RevisionRecord(Schema):
    """A target as it stands from one version of its plan on. Its address keeps its version."""

    target: int = told("Mã mục tiêu", "Target id", "revision.target", "target.id")
    version: int = told("Phiên bản kế hoạch", "Version of the plan", "revision.version", "version.number")
    url: str = told("Địa chỉ", "Address", "revision.target", "version.number")
    effective_on: date = told("Hiệu lực từ", "In force from", "version.effective_on")
    state: str = told("Trạng thái", "State", "revision.state")
    target_text: str = told("Mức mục tiêu", "Target in words", "revision.low", "revision.high", "revision.due")
    low: float | None = told("Cận dưới", "Lower bound", "revision.low")
    high: float | None = told("Cận trên", "Upper bound", "revision.high")
    due: date | None = told("Hạn", "Due", "revision.due")
    document: str = told("Văn bản", "Document", "revision.document", "document.number", "document.kind")
    quote: str = told("Câu nguồn", "Source sentence", "revision.quote")
    ground: str = told("Căn cứ", "Ground", "revision.ground")


class TargetRecord(Schema):
    """A target with its latest figure and verdict. Both are null where they are not published or there are none."""

    id: int = told("Mã mục tiêu", "Target id", "target.id")
    url: str = told("Địa chỉ", "Address", "target.id")
    plan: str = told("Mã kế hoạch", "Plan key", "target.plan", "plan.slug")
    number: int = told("STT", "No.", "target.order")
    section: str = told("Mục", "Section", "target.section")
    indicator: int = told("Mã chỉ tiêu", "Indicator id", "target.indicator", "indicator.id")
    name: str = told("Chỉ tiêu", "Indicator", "indicator.name")
    unit: str = told("Đơn vị", "Unit", "indicator.unit")
    scope: str = told("Phạm vi", "Scope", "target.scope")
    area_code: str = told("Mã địa bàn", "Area code", "target.area", "plan.area", "area.code")
    agency: str = told("Cơ quan", "Agency", "target.agency", "target.agency_text", "agency.name")
    parent: int | None = told("Thuộc mục tiêu", "Part of target", "target.parent")
    version: int | None = told("Phiên bản kế hoạch", "Version of the plan", "version.number")
    state: str | None = told("Trạng thái", "State", "revision.state")
    target_text: str = told("Mức mục tiêu", "Target in words", "revision.low", "revision.high", "revision.due")
    low: float | None = told("Cận dưới", "Lower bound", "revision.low")
    high: float | None = told("Cận trên", "Upper bound", "revision.high")
    due: date | None = told("Hạn", "Due", "revision.due")
    counted: bool | None = told("Được đếm", "Counts", "verdict.counted")
    status: str | None = told("Đánh giá", "Verdict", "verdict.status")
    official: str | None = told("Từ chính thức", "Official word", "verdict.word")
    latest: float | None = told("Số mới nhất", "Latest figure", "verdict.latest")
    latest_text: str | None = told("Số mới nhất, bằng chữ", "Latest figure in words", "verdict.told")
    latest_period: str | None = told("Kỳ, loại số liệu", "Period, vintage", "verdict.told")
    latest_on: date | None = told("Số mới nhất tính đến", "Latest figure as of", "verdict.told")
    reason: str | None = told("Vì sao", "Why", "verdict.told")
    as_of: date | None = told("Ngày đánh giá", "Judged on", "verdict.as_of")


class YardstickRecord(Schema):
    """What a figure was measured against in its sentence."""

    base: str = told("So với", "Against", "yardstick.base")
    change: str = told("Dạng", "Form", "yardstick.change")
    value: float = told("Giá trị", "Value", "yardstick.value")
    unit: str = told("Đơn vị", "Unit", "yardstick.unit")
    plan_of: str = told("Kế hoạch của", "Plan of", "yardstick.plan_of")


class FigureRecord(Schema):
    """One figure as it was told. It never changes: a correction is another figure, named in `superseded_by`."""

    id: int = told("Mã số liệu", "Figure id", "figure.id")
    url: str = told("Địa chỉ", "Address", "figure.id")
    indicator: int = told("Mã chỉ tiêu", "Indicator id", "figure.indicator", "indicator.id")
    name: str = told("Chỉ tiêu", "Indicator", "indicator.name")
    area_code: str = told("Mã địa bàn", "Area code", "figure.area", "area.code")
    area: str = told("Địa bàn", "Area", "area.name")
    scope: str = told("Phạm vi", "Scope", "figure.scope")
    period: str = told("Kỳ", "Period", "figure.period")
    first: date = told("Từ ngày", "First day", "figure.first")
    last: date = told("Đến ngày", "Last day", "figure.last")
    vintage: str = told("Loại số liệu", "Vintage", "figure.vintage")
    change: str = told("Dạng", "Form", "figure.change")
    comparator: str = told("So sánh", "Comparator", "figure.comparator")
    value: float | None = told("Giá trị", "Value", "figure.value")
    high: float | None = told("Giá trị trên", "Upper value", "figure.high")
    unit: str = told("Đơn vị", "Unit", "figure.unit")
    agency: str = told("Cơ quan báo cáo", "Reported by", "figure.agency", "agency.name")
    document: str = told("Văn bản", "Document", "figure.document", "document.number", "document.kind")
    quote: str = told("Câu nguồn", "Source sentence", "figure.quote")
    known_on: date = told("Biết từ", "Known since", "figure.known_on")
    published_at: datetime = told("Công bố lúc", "Published at", "figure.entered_at")
    superseded_by: int | None = told("Đã thay bằng", "Superseded by", "figure.superseded_by")
    yardsticks: list[YardstickRecord] = told("Thước đo", "Yardsticks", "yardstick.value")


class TaskRecord(Schema):
    """A task with its outcome."""

    id: int = told("Mã nhiệm vụ", "Task id", "task.id")
    url: str = told("Địa chỉ", "Address", "task.id")
    plan: str = told("Mã kế hoạch", "Plan key", "task.plan", "plan.slug")
    number: int = told("STT", "No.", "task.order")
    section: str = told("Mục", "Section", "task.section")
    text: str = told("Nhiệm vụ", "Task", "task.text")
    lead: list[str] = told("Chủ trì", "Lead", "assignment.printed", "assignment.lead")
    partners: list[str] = told("Phối hợp", "Partners", "assignment.printed", "assignment.lead")
    due: date | None = told("Hạn", "Due", "task.due")
    due_kind: str = told("Loại hạn", "Kind of deadline", "task.due_kind")
    deliverable: str = told("Sản phẩm", "Deliverable", "task.deliverable")
    done_on: date | None = told("Ngày xong", "Done on", "task.done_on")
    product: str = told("Văn bản kết quả", "Product", "task.product")
    ended: bool = told("Không còn áp dụng", "No longer applies", "task.ended")


class AreaRecord(Schema):
    """A unit of administration."""

    id: int = told("Số", "Id", "area.id")
    code: str = told("Mã", "Code", "area.code")
    name: str = told("Tên", "Name", "area.name")
    kind: str = told("Cấp", "Level", "area.kind")
    parent: int | None = told("Thuộc", "Under", "area.parent")
    valid_from: date | None = told("Từ ngày", "Valid from", "area.valid_from")
    valid_to: date | None = told("Đến ngày", "Valid to", "area.valid_to")


class AgencyRecord(Schema):
    """An agency."""

    id: int = told("Số", "Id", "agency.id")
    name: str = told("Tên", "Name", "agency.name")
    kind: str = told("Loại", "Kind", "agency.kind")
    area: int | None = told("Địa bàn", "Area", "agency.area")
    valid_from: date | None = told("Từ ngày", "Valid from", "agency.valid_from")
    valid_to: date | None = told("Đến ngày", "Valid to", "agency.valid_to")


class QuestionRecord(Schema):
    """A citizen's question that was let through, with its answer."""

    id: int = told("Số", "Id", "question.id")
    target: int = told("Mã mục tiêu", "Target id", "question.target", "target.id")
    asked_on: date = told("Ngày hỏi", "Asked on", "question.asked_on")
    text: str = told("Câu hỏi", "Question", "question.text")
    name: str = told("Tên hiển thị", "Name shown", "question.name")
    state: str = told("Tình trạng", "State", "question.state")
    answer: str | None = told("Trả lời", "Answer", "answer.text", "answer.question")
    answered_at: datetime | None = told("Trả lời lúc", "Answered at", "answer.at")
    agency: str = told("Cơ quan trả lời", "Answered by", "answer.agency", "agency.name")


class ChangeRecord(Schema):
    """Something that became public."""

    id: str = told("Mã", "Id")
    at: datetime = told("Lúc", "At", "figure.entered_at", "version.published_at", "answer.at")
    kind: str = told("Loại", "Kind")
    title: str = told("Tên", "Title", "indicator.name", "plan.short", "version.number")
    about: str = told("Nội dung", "About", "figure.value", "figure.period", "answer.text", "document.number")
    url: str = told("Địa chỉ", "Address", "plan.slug", "target.id")


RECORDS: tuple[type[Schema], ...] = (
    PlanRecord, VersionRecord, IndicatorRecord, RevisionRecord, TargetRecord, YardstickRecord, FigureRecord, TaskRecord,
    AreaRecord, AgencyRecord, QuestionRecord, ChangeRecord,
)  # fmt: skip


def fields_of(record: type[Schema]) -> dict[str, FieldInfo]:
    """Name → what the field says of itself."""
    return dict(record.model_fields)


def headings(record: type[Schema]) -> dict[str, Words]:
    """Name → its heading."""
    return {name: Words(str(_extra(field)["vi"]), field.title or name) for name, field in fields_of(record).items()}


def sources(record: type[Schema]) -> dict[str, list[str]]:
    """Name → the published fields that it is made of."""
    return {name: list(_extra(field)["source"]) for name, field in fields_of(record).items()}


def _extra(field: FieldInfo) -> dict[str, Any]:
    assert isinstance(field.json_schema_extra, dict)
    return dict(field.json_schema_extra)
