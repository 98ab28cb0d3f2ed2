"""Layouts: the same facts as lists, as prose and in every table whose header the catalogue of phrasings names.

A layout takes planted facts and gives the text of a document. Tables come in two prints: Markdown, and as they come
out of a scraped page, one cell per line between bare "|" lines.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tests.synthetic.planted import COMPARATORS, Result, Target, Task, day, number

Rows = Sequence[Sequence[str]]
Print = Callable[[Rows], str]

HEAD = "ỦY BAN NHÂN DÂN\nTỈNH LẠNG SƠN\n\nSố: {number}\n\nLạng Sơn, ngày {day}\n\n"
PLAN = (
    HEAD.format(number="88/KH-UBND", day="12 tháng 01 năm 2026")
    + "KẾ HOẠCH\n\nPhát triển kinh tế - xã hội đến năm {due}\n\n"
)
REPORT = (
    HEAD.format(number="91/BC-UBND", day="20 tháng 12 năm 2025") + "BÁO CÁO\n\nTình hình kinh tế - xã hội năm 2025\n\n"
)


def markdown(rows: Rows) -> str:
    """A table of Markdown."""
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([lines[0], "|" + "---|" * len(rows[0]), *lines[1:]])


def scraped(rows: Rows) -> str:
    """A table whose cells stand one below the other, as pages of law sites are scraped."""
    printed = ("\n|\n".join(cell or "-" for cell in row) for row in rows)
    return "|\n" + "\n|\n|\n".join(printed) + "\n|"


PRINTS: dict[str, Print] = {"markdown": markdown, "scraped": scraped}


def _value(target: Target) -> str:
    return f"{COMPARATORS[target.comparator]}{number(target.value)} {target.unit}".replace(" %", "%")


def target_bullets(targets: Sequence[Target]) -> str:
    """Goals as bullets under a heading that names the year."""
    items = "\n\n".join(f"- {target.indicator} đạt {_value(target)}." for target in targets)
    return f"{PLAN.format(due=targets[0].due)}II. MỤC TIÊU CỤ THỂ ĐẾN NĂM {targets[0].due}\n\n{items}\n"


def target_prose(targets: Sequence[Target]) -> str:
    """Goals in one sentence, parted by semicolons."""
    items = "; ".join(f"{target.indicator.lower()} đạt {_value(target)}" for target in targets)
    return f"{PLAN.format(due=2040)}II. MỤC TIÊU\n\nPhấn đấu đến năm {targets[0].due}: {items}.\n"


def target_table_1(targets: Sequence[Target], table: Print) -> str:
    """Header 1: who follows a goal, from which figures, until when."""
    head = ("STT", "Chỉ tiêu", "Mức phấn đấu", "Đơn vị chủ trì theo dõi", "Đơn vị phối hợp",
            "Nguồn số liệu/minh chứng", "Thời hạn", "Ghi chú")  # fmt: skip
    rows = [
        (str(at), goal.indicator, _value(goal), "Sở Tài chính", "Các sở, ngành", "Thống kê tỉnh", f"Năm {goal.due}", "")
        for at, goal in enumerate(targets, 1)
    ]
    return f"{PLAN.format(due=2040)}PHỤ LỤC\n\nCác chỉ tiêu chủ yếu\n\n{table([head, *rows])}\n"


def target_table_2(targets: Sequence[Target], table: Print) -> str:
    """Header 2: a column for each year."""
    due = targets[0].due
    head = ("STT", "Chỉ tiêu", f"Đến năm {due}", "Đơn vị chủ trì", "Đơn vị phối hợp, cung cấp số liệu")
    rows = [
        (str(at), goal.indicator, _value(goal), "Sở Tài chính", "Thống kê tỉnh") for at, goal in enumerate(targets, 1)
    ]
    return f"{PLAN.format(due=2040)}PHỤ LỤC\n\nCác chỉ tiêu chủ yếu\n\n{table([head, *rows])}\n"


def task_sections(tasks: Sequence[Task]) -> str:
    """Each agency has its heading and one bullet below it."""
    parts = []
    for at, task in enumerate(tasks, 1):
        together = f"Phối hợp với {', '.join(task.partners)} " if task.partners else ""
        action = task.action[0].lower() + task.action[1:] if together else task.action
        parts.append(f"{at}. {task.lead}\n\n- {together}{action}{_until(task)}.")
    return PLAN.format(due=2030) + "III. TỔ CHỨC THỰC HIỆN\n\n" + "\n\n".join(parts) + "\n"


def task_sentences(tasks: Sequence[Task]) -> str:
    """ "Giao Sở X chủ trì, phối hợp với …" in numbered sentences."""
    parts = []
    for at, task in enumerate(tasks, 1):
        together = f" chủ trì, phối hợp với {', '.join(task.partners)}" if task.partners else " chủ trì"
        parts.append(f"{at}. Giao {task.lead}{together} {task.action[0].lower()}{task.action[1:]}{_until(task)}.")
    return PLAN.format(due=2030) + "III. TỔ CHỨC THỰC HIỆN\n\n" + "\n\n".join(parts) + "\n"


def _until(task: Task) -> str:
    return f", hoàn thành trước ngày {day(task.due)}" if task.due else ""


TASK_HEADS: dict[str, tuple[str, ...]] = {
    "3": ("STT", "Nhóm nhiệm vụ", "Nội dung nhiệm vụ", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời gian thực hiện",
          "Kết quả/sản phẩm", "Chỉ tiêu liên quan", "Ghi chú"),
    "4": ("STT", "Tên nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Kết quả/Sản phẩm", "Thời gian", "Ghi chú"),
    "5": ("STT", "Nội dung", "Văn bản giao nhiệm vụ", "Thời hạn", "Chủ trì", "Phối hợp"),
    "6": ("TT", "Nhiệm vụ", "Đơn vị chủ trì", "Phối hợp", "Sản phẩm", "Thời hạn"),
    "7": ("STT", "Giai đoạn", "Hạng mục", "Đơn vị chủ trì", "Đơn vị phối hợp", "Bắt đầu", "Kết thúc",
          "Thời hạn", "Cán bộ chủ trì", "Cán bộ phối hợp", "Kinh phí"),
}  # fmt: skip
_ACTION = frozenset({"Nội dung nhiệm vụ", "Tên nhiệm vụ", "Nội dung", "Nhiệm vụ", "Hạng mục"})
_LEAD = frozenset({"Đơn vị chủ trì", "Cơ quan chủ trì", "Chủ trì"})
_PARTNER = frozenset({"Đơn vị phối hợp", "Cơ quan phối hợp", "Phối hợp"})
_TIME = frozenset({"Thời gian thực hiện", "Thời gian", "Thời hạn"})
_FILLING = {"Nhóm nhiệm vụ": "Thể chế", "Kết quả/sản phẩm": "Báo cáo", "Kết quả/Sản phẩm": "Báo cáo",
            "Sản phẩm": "Báo cáo", "Giai đoạn": "Giai đoạn 1",
            "Văn bản giao nhiệm vụ": "Công văn số 12/UBND-TH"}  # fmt: skip


def task_table(tasks: Sequence[Task], head: Sequence[str], table: Print) -> str:
    """Tasks in a table with one of the headers 3 to 7."""
    rows = [[_task_cell(task, title, at) for title in head] for at, task in enumerate(tasks, 1)]
    return f"{PLAN.format(due=2030)}PHỤ LỤC\n\nDanh mục nhiệm vụ\n\n{table([head, *rows])}\n"


def _task_cell(task: Task, title: str, at: int) -> str:
    if title in ("STT", "TT"):
        return str(at)
    if title in _ACTION:
        return task.action
    if title in _LEAD:
        return task.lead
    if title in _PARTNER:
        return "; ".join(task.partners)
    if title in _TIME:
        return f"Trước ngày {day(task.due)}" if task.due else ""
    return _FILLING.get(title, "")


def result_prose(results: Sequence[Result]) -> str:
    """A paragraph of a yearly report."""
    parts = [f"{result.indicator} đạt {number(result.value)} {result.unit}{_growth(result)}." for result in results]
    return f"{REPORT}I. KẾT QUẢ ĐẠT ĐƯỢC\n\n" + "\n\n".join(parts) + "\n"


def _growth(result: Result) -> str:
    if result.growth is None:
        return ""
    verb = "tăng" if result.growth > 0 else "giảm"
    return f", {verb} {number(abs(result.growth))}% so với năm 2024"


def result_table_8(results: Sequence[Result], table: Print) -> str:
    """Header 8: plan and expected result."""
    head = ("TT", "Chỉ tiêu", "Đơn vị", "Kế hoạch", "Ước thực hiện", "Đánh giá")
    rows = [
        (str(at), one.indicator, one.unit, number(one.value * 2), number(one.value), "Đạt")
        for at, one in enumerate(results, 1)
    ]
    return f"{REPORT}PHỤ LỤC\n\nKết quả thực hiện các chỉ tiêu năm 2025\n\n{table([head, *rows])}\n"


def result_table_10(results: Sequence[Result], table: Print) -> str:
    """Header 10: unit, plan, result, growth in columns of their own."""
    head = ("STT", "Chỉ tiêu", "ĐVT", "KH năm", "Ước TH năm 2025", "So cùng kỳ (%)")
    rows = [
        (
            str(at),
            one.indicator,
            one.unit,
            "",
            number(one.value),
            "" if one.growth is None else number(100 + one.growth),
        )
        for at, one in enumerate(results, 1)
    ]
    return f"{REPORT}PHỤ LỤC\n\nKết quả thực hiện các chỉ tiêu năm 2025\n\n{table([head, *rows])}\n"


def register(letters: Sequence[str], table: Print) -> str:
    """Header 11: the register of incoming documents, which states no fact at all."""
    head = ("Ngày đến", "Số đến", "Tác giả", "Số, ký hiệu", "Ngày tháng", "Tên loại và trích yếu nội dung",
            "Đơn vị hoặc người nhận", "Ngày chuyển", "Ký nhận", "Ghi chú")  # fmt: skip
    rows = [
        ("05/01", str(at), "Sở Nội vụ", f"{at}/SNV-VP", "03/01", about, "Văn phòng", "05/01", "", "")
        for at, about in enumerate(letters, 11)
    ]
    return f"SỔ ĐĂNG KÝ VĂN BẢN ĐẾN\n\n{table([head, *rows])}\n"
