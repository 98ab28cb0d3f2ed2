"""Why a row of a table cannot be taken, in words that name the cell and say what to do."""

from __future__ import annotations

from lotrinh.living.words import Words

_PROBLEMS = {
    "number": Words(
        "Ô {cell}: «{printed}» không phải số. Viết như 1.234,5, hoặc «chưa có số liệu».",
        "Cell {cell}: “{printed}” is no number. Write 1.234,5 or “chưa có số liệu”.",
    ),
    "dash": Words(
        "Ô {cell}: dấu «{printed}» có thể là 0 hoặc chưa có số liệu. Gõ 0 hoặc «chưa có số liệu».",
        "Cell {cell}: “{printed}” may mean 0 or no figure. Type 0 or “chưa có số liệu”.",
    ),
    "period": Words(
        "Ô {cell}: không hiểu kỳ «{printed}». Viết như 2024, quý III/2024, 11 tháng 2024, đến 26/12/2024.",
        "Cell {cell}: the period “{printed}” is not understood. Write 2024, quý III/2024, 11 tháng 2024.",
    ),
    "vintage": Words(
        "Ô {cell}: không hiểu loại số liệu «{printed}». Dùng: ước tính, sơ bộ, báo cáo, chính thức.",
        "Cell {cell}: the vintage “{printed}” is not known. Use ước tính, sơ bộ, báo cáo, chính thức.",
    ),
    "change": Words(
        "Dòng {row}: không hiểu dạng số liệu «{printed}». Dùng: mức, tăng, giảm, gấp.",
        "Row {row}: the form “{printed}” is not known. Use mức, tăng, giảm, gấp.",
    ),
    "measures": Words(
        "Ô {cell}: không hiểu thước đo «{printed}». Viết như «đạt 105% so với kế hoạch».",
        "Cell {cell}: the yardstick “{printed}” is not understood. Write “đạt 105% so với kế hoạch”.",
    ),
    "formula": Words(
        "Ô {cell} là công thức chưa tính. Mở tệp bằng Excel, lưu lại rồi tải lên.",
        "Cell {cell} is a formula without its value. Open the file in Excel, save it, and upload it again.",
    ),
    "error": Words(
        "Ô {cell} là lỗi của Excel (như #REF!). Sửa công thức hoặc gõ số.",
        "Cell {cell} is an Excel error (such as #REF!). Mend the formula or type the number.",
    ),
    "unknown": Words(
        "Dòng {row}: kế hoạch không có chỉ tiêu «{printed}». Chọn chỉ tiêu tương ứng ở trên, hoặc sửa tên.",
        "Row {row}: the plan has no indicator “{printed}”. Choose the one meant above, or change the name.",
    ),
    "area": Words(
        "Dòng {row}: không có địa bàn «{printed}» vào kỳ này. Kiểm tra tên và thời gian tồn tại.",
        "Row {row}: there is no place “{printed}” in this period. Check its name and its days.",
    ),
    "agency": Words(
        "Dòng {row}: không có cơ quan «{printed}». Kiểm tra tên trong danh mục cơ quan.",
        "Row {row}: there is no agency “{printed}”. Check its name in the list of agencies.",
    ),
    "not_yours": Words(
        "Dòng {row}: «{printed}» do cơ quan khác báo cáo, ông/bà không nhập thay được.",
        "Row {row}: “{printed}” is reported by another agency; you may not enter it.",
    ),
    "other_agency": Words(
        "Dòng {row}: số này do «{printed}» báo cáo. Ông/bà chỉ ghi số của cơ quan mình; hãy để trống cột Cơ quan.",
        "Row {row}: this figure is told by “{printed}”. You enter those of your own agency; leave Cơ quan empty.",
    ),
    "twice": Words(
        "Ô {cell}: số này trái với ô {printed} cùng chỉ tiêu, cùng kỳ. Giữ một số.",
        "Cell {cell}: this figure contradicts cell {printed} of the same indicator and period. Keep one.",
    ),
    "doubtful_name": Words(
        "«{printed}» được hiểu là chỉ tiêu «{cell}». Kiểm tra lại.",
        "“{printed}” is taken for the indicator “{cell}”. Check it.",
    ),
    "moved": Words(
        "Số này đã được sửa thành {printed} sau khi tệp được xuất.",
        "This figure was changed to {printed} after the file had been exported.",
    ),
}


def problem_words(code: str, **values: str | int) -> dict[str, str]:
    """The sentence of a problem in both languages, as it is kept in a batch."""
    words = _PROBLEMS[code].filled(**values)
    return {"code": code, "vi": words.vi, "en": words.en}
