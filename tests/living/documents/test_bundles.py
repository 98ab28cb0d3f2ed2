"""Archives and e-mails that are uploaded: each file in them is a document; hostile ones are told of and harm nobody."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from lotrinh.living.documents import bundles
from lotrinh.living.documents.models import Document
from lotrinh.living.jobs.models import Job
from lotrinh.living.journal.models import Event
from lotrinh.living.journal.wording import sentence
from tests.living.documents.samples import PLAN, REPORT, read

UPLOAD = "/van-ban/tai-len/"


def zipped(members: Mapping[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return held.getvalue()


def mailed(body: str, attached: Mapping[str, bytes]) -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "vanthu@langson.example", "dau-moi@langson.example", "Gửi báo cáo"
    mail.set_content(body)
    for name, content in attached.items():
        mail.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return mail.as_bytes()


def send(client: Client, content: bytes, name: str = "gui.zip", **more: Any) -> Any:
    return client.post(UPLOAD, {"file": SimpleUploadedFile(name, content), **more}, follow=True)


def names() -> set[str]:
    return set(Document.objects.values_list("name", flat=True))


def test_each_file_of_an_archive_is_a_document_with_its_job(focal: Client) -> None:
    answer = send(focal, zipped({"a/kh.txt": PLAN.encode(), "b/bc.txt": REPORT.encode(), "__MACOSX/x": b"x"}))
    assert names() == {"kh.txt", "bc.txt"}
    assert Job.objects.filter(kind="document.read").count() == 2
    assert answer.redirect_chain[-1][0] == reverse("jobs:jobs")
    assert "Đã nhận 2 tệp" in answer.content.decode()


def test_a_document_tells_in_which_file_it_came(focal: Client) -> None:
    mail = mailed("Gửi kèm.", {"kh.txt": PLAN.encode()})
    send(focal, zipped({"thang 6/thu.eml": mail}))
    send(focal, REPORT.encode(), "bc.txt")
    came = dict(Document.objects.values_list("name", "came_in"))
    assert came == {"thu.eml": "gui.zip/thang 6", "kh.txt": "gui.zip/thang 6/thu.eml", "bc.txt": ""}
    page = focal.get(reverse("documents:document", args=[Document.objects.get(name="kh.txt").pk])).content.decode()
    assert "kh.txt (trong gui.zip/thang 6/thu.eml)" in page
    told = [sentence(event) for event in Event.objects.filter(subject_kind="document").order_by("number")]
    assert told[1] == "tải lên văn bản <b>kh.txt</b> trong tệp «gui.zip/thang 6/thu.eml»"
    assert told[2] == "tải lên văn bản <b>bc.txt</b>"


def test_an_archive_of_one_file_leads_to_its_job(focal: Client) -> None:
    send(focal, zipped({"kh.txt": PLAN.encode()}))
    assert names() == {"kh.txt"}


def test_a_mail_and_what_is_attached_to_it(focal: Client) -> None:
    send(
        focal,
        mailed("Sở Y tế gửi kế hoạch và báo cáo kèm theo.", {"kh.txt": PLAN.encode(), "bc.txt": REPORT.encode()}),
        "thu.eml",
    )
    assert names() == {"thu.eml", "kh.txt", "bc.txt"}


def test_a_mail_without_words_is_only_what_is_attached(focal: Client) -> None:
    send(focal, mailed("\n", {"kh.txt": PLAN.encode()}), "thu.eml")
    assert names() == {"kh.txt"}


def test_archives_inside_mails_inside_archives(focal: Client) -> None:
    mail = mailed("Gửi kèm.", {"goi.zip": zipped({"kh.txt": PLAN.encode()})})
    send(focal, zipped({"thu.eml": mail, "bc.txt": REPORT.encode()}))
    assert names() == {"thu.eml", "kh.txt", "bc.txt"}


def test_one_bad_part_does_not_stop_the_rest(focal: Client) -> None:
    content = bytearray(zipped({"hong.txt": PLAN.encode() * 3, "rong.txt": b"", "bc.txt": REPORT.encode()}))
    content[60:90] = bytes(30)  # within the packed bytes of the first
    answer = send(focal, bytes(content))
    assert names() == {"bc.txt"}
    said = answer.content.decode()
    assert "hong.txt" in said and "rong.txt: tệp rỗng" in said


def test_a_bomb_is_refused_and_what_stands_beside_it_is_taken(focal: Client) -> None:
    answer = send(focal, zipped({"bom.txt": bytes(80 << 20), "kh.txt": PLAN.encode()}))
    assert names() == {"kh.txt"}
    assert "vượt mức an toàn" in answer.content.decode()


def test_archives_nested_without_end_are_refused(focal: Client) -> None:
    content = zipped({"kh.txt": PLAN.encode()})
    for _ in range(6):
        content = zipped({"trong.zip": content})
    answer = send(focal, content)
    assert answer.status_code == 400 and not names()
    assert "lồng nhau quá sâu" in answer.content.decode()


def test_a_directory_without_end_is_refused_quickly(focal: Client) -> None:
    answer = send(focal, zipped({f"{n}.txt": b"" for n in range(12_000)}))
    assert answer.status_code == 400 and not names()


def test_names_lead_nowhere(focal: Client, settings: Any) -> None:
    send(focal, zipped({"../../../etc/kh.txt": PLAN.encode(), "C:\\x\\bc.txt": REPORT.encode()}))
    assert names() == {"kh.txt", "bc.txt"}
    stored = [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]
    assert len(stored) == 2 and all("documents" in path.parts for path in stored)
    assert dict(Document.objects.values_list("name", "came_in")) == {"kh.txt": "gui.zip/etc", "bc.txt": "gui.zip/x"}


def test_an_empty_archive_and_one_that_is_locked_are_told(focal: Client) -> None:
    assert "không có tệp nào bên trong" in send(focal, zipped({})).content.decode()
    content = bytearray(zipped({"kh.txt": PLAN.encode()}))
    content[6] |= 1
    content[content.rindex(b"PK\x01\x02") + 8] |= 1
    answer = send(focal, bytes(content))
    assert answer.status_code == 400 and "mật khẩu" in answer.content.decode()


def test_no_more_than_so_many(focal: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundles, "MOST", 3)
    answer = send(focal, zipped({f"{n}.txt": f"{PLAN}{n}".encode() for n in range(5)}))
    assert len(names()) == 3
    assert "có hơn 3 tệp" in answer.content.decode()


def test_what_is_known_is_not_taken_twice(focal: Client) -> None:
    read(PLAN)
    send(focal, zipped({"kh.txt": PLAN.encode(), "bc.txt": REPORT.encode()}))
    assert Document.objects.count() == 2


def test_an_archive_takes_no_documents_place(focal: Client) -> None:
    earlier = read(REPORT)
    answer = send(focal, zipped({"kh.txt": PLAN.encode()}), corrects=earlier.pk)
    assert answer.status_code == 400
    assert "Chỉ chọn được khi tải lên một tệp" in answer.content.decode()
    assert Document.objects.count() == 1
