"""What comes back for a report: pasted blocks, Word reports, workbooks; looked at before anything is put in."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from lotrinh.living.reporting.cells import Cell
from lotrinh.living.reporting.differences import Came, kept_rows
from lotrinh.living.reporting.entering import Figure, save
from lotrinh.living.reporting.examining import Typed
from lotrinh.living.reporting.models import Entry, Upload
from tests.living.reporting.visiting import get, health, post
from tests.living.reporting.world import OUTLINE, Province
from tests.living.visiting import signed_in


def test_a_pasted_block_is_a_dry_run_first(province: Province) -> None:
    cast, request = province.cast, health(province)
    save(request, [Figure(province.revenue.pk, 4.0)], None, cast.reporter, request.version)
    table = "Chỉ tiêu\tSố liệu\nSố giường bệnh trên một vạn dân\t33,5\nThu nội địa\t5\nSố lạ\t7"
    answer = post(cast.reporter, "reporting:paste", request.pk, data={"table": table})
    upload = Upload.objects.get()
    assert answer.headers["Location"] == reverse("reporting:upload", args=[upload.pk])
    page = get(cast.reporter, "reporting:upload", upload.pk)
    assert "1 dòng mới, 1 dòng khác bản nháp, 0 dòng giống, 0 dòng có lỗi, 1 không khớp dòng nào" in page
    assert Entry.objects.count() == 1
    request.refresh_from_db()
    data = {"do": "chosen", "row": ["0"], "version": request.version}
    assert post(cast.reporter, "reporting:apply", upload.pk, data=data).status_code == 302
    assert Entry.objects.get(row=province.beds).value == 33.5
    assert Entry.objects.get(row=province.revenue).value == 4.0
    assert "Đã đưa vào bản nháp" in get(cast.reporter, "reporting:upload", upload.pk)


def test_a_pasted_row_without_a_line_is_pointed_to_one_by_hand(province: Province) -> None:
    cast, request = province.cast, health(province)
    table = "Chỉ tiêu\tSố liệu\tGhi chú\nBảo hiểm y tế\t1.500 triệu đồng\ttạm thu\nThu nội địa\t5\t"
    post(cast.reporter, "reporting:paste", request.pk, data={"table": table})
    upload = Upload.objects.get()
    page = get(cast.reporter, "reporting:upload", upload.pk)
    assert "Không khớp dòng nào của biểu (1)" in page
    assert f'<option value="{province.revenue.pk}">Thu nội địa, tỷ đồng</option>' in page
    data = {"do": "chosen", "row": ["1"], "to-0": province.revenue.pk, "version": request.version}
    answer = post(cast.reporter, "reporting:apply", upload.pk, data=data)
    assert answer.status_code == 422  # two figures for one line
    assert not Entry.objects.exists()
    data = {"do": "chosen", "to-0": province.beds.pk, "version": request.version}
    answer = post(cast.reporter, "reporting:apply", upload.pk, data=data)
    assert answer.status_code == 422  # money is no number of beds
    assert "không đổi được" in answer.content.decode()
    plain = "Chỉ tiêu\tSố liệu\tGhi chú\nBảo hiểm y tế\t1.500 triệu đồng\ttạm thu\nSố lạ\t7\t"
    post(cast.reporter, "reporting:paste", request.pk, data={"table": plain})
    data = {"do": "chosen", "to-0": province.revenue.pk, "version": request.version}
    assert post(cast.reporter, "reporting:apply", Upload.objects.latest("pk").pk, data=data).status_code == 302
    entry = Entry.objects.get()
    assert (entry.row, entry.value, entry.note) == (province.revenue, 1.5, "tạm thu")


def test_a_column_of_figures_alone_goes_by_the_order_of_the_form(province: Province) -> None:
    cast, request = province.cast, health(province)
    post(cast.reporter, "reporting:paste", request.pk, data={"table": "33,5\n\n7"})
    rows = Upload.objects.get().rows
    assert [(row["row"], row["value"]) for row in rows] == [(province.beds.pk, 33.5), (province.all_clinics.pk, 7.0)]
    post(cast.reporter, "reporting:paste", request.pk, data={"table": "33,5\n7"})
    assert Upload.objects.count() == 1


WORD = """UBND TỈNH LẠNG SƠN
SỞ Y TẾ
Số: 112/BC-SYT
Lạng Sơn, ngày 16 tháng 9 năm 2025

BÁO CÁO
Kết quả thực hiện nhiệm vụ quý III năm 2025

I. TÌNH HÌNH THỰC HIỆN

Quý III năm 2025, số giường bệnh trên một vạn dân đạt 35,5 giường. Công tác khám chữa bệnh được duy trì.

II. KHÓ KHĂN, VƯỚNG MẮC

Thiếu bác sĩ ở tuyến xã.
"""


def test_a_word_report_is_read_and_proposed_with_its_sentences(province: Province) -> None:
    cast, request = province.cast, health(province)
    file = SimpleUploadedFile("bao-cao.txt", WORD.encode())
    answer = post(cast.reporter, "reporting:word", request.pk, data={"file": file})
    upload = Upload.objects.get()
    assert answer.headers["Location"] == reverse("reporting:upload", args=[upload.pk])
    page = get(cast.reporter, "reporting:upload", upload.pk)
    assert "số giường bệnh trên một vạn dân đạt 35,5 giường" in page
    assert "Thiếu bác sĩ ở tuyến xã." in page
    assert not Entry.objects.exists()
    data = {"do": "chosen", "row": ["0"], "text": ["1"], "version": request.version}
    assert post(cast.reporter, "reporting:apply", upload.pk, data=data).status_code == 302
    request.refresh_from_db()
    assert Entry.objects.get().value == 35.5
    assert request.text == {OUTLINE[1]: "Thiếu bác sĩ ở tuyến xã."}


def test_a_figure_of_a_word_report_that_fits_no_line_is_told_and_pointed_to_one(province: Province) -> None:
    cast, request = province.cast, health(province)
    told = "Tỷ lệ trạm y tế có bác sĩ làm việc đạt 88%. 9 tháng năm 2025, thu nội địa đạt 12,5 tỷ đồng."
    file = SimpleUploadedFile("bao-cao.txt", WORD.replace("Công tác", f"{told} Công tác").encode())
    post(cast.reporter, "reporting:word", request.pk, data={"file": file})
    upload = Upload.objects.get()
    answer = signed_in(cast.reporter).get(reverse("reporting:upload", args=[upload.pk]))
    found = {one.name: one for one, _ in answer.context["loose"]}
    assert set(found) == {
        "Tỷ lệ trạm y tế có bác sĩ làm việc, quý III/2025", "thu nội địa, 9 tháng năm 2025",
    }, "of a longer time, so no figure of the quarter by itself"  # fmt: skip
    key = found["thu nội địa, 9 tháng năm 2025"].key
    data = {"do": "chosen", f"to-{key}": province.revenue.pk, "version": request.version}
    assert post(cast.reporter, "reporting:apply", upload.pk, data=data).status_code == 302
    assert Entry.objects.get().value == 12.5


def test_a_fraction_in_a_workbook_or_a_word_report_is_in_doubt(province: Province) -> None:
    cast, request = province.cast, province.request(province.cast.education)
    schools = province.schools
    text = WORD.replace("số giường bệnh trên một vạn dân đạt 35,5 giường", "tỷ lệ trường đạt chuẩn quốc gia đạt 0,65%")
    post(cast.other_reporter, "reporting:word", request.pk, data={"file": SimpleUploadedFile("b.txt", text.encode())})
    book = kept_rows([Came(schools.pk, "", Cell("0,65", Typed(0.65)), "H8")])
    for upload in (Upload.objects.get(), Upload(request=request, kind="workbook", rows=book, made_from=1, name="x")):
        upload.save()
        answer = signed_in(cast.other_reporter).get(reverse("reporting:upload", args=[upload.pk]))
        [row] = answer.context["rows"]
        assert [one.id for one in row.findings] == ["fraction"]
        assert not row.sure
