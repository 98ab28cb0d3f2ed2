"""Packets: the table of kinds, and indicators and figures there and back."""

from __future__ import annotations

import base64
import json

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from lotrinh.living.documents.models import Document
from lotrinh.living.exchange import packets
from lotrinh.living.exchange.edxml import Party, read
from lotrinh.living.journal.models import Event
from lotrinh.living.observations.batches import rows_of
from lotrinh.living.observations.models import Batch, Observation
from lotrinh.living.plans.models import Indicator
from tests.living.web.world import World


def test_the_table_has_the_13_kinds_and_says_what_is_bound() -> None:
    kinds = packets.kinds()
    assert len(kinds) == 13
    assert {kind.status for kind in kinds.values()} <= {"exchanged", "exported", "mapped"}
    assert {field.bound for kind in kinds.values() for field in kind.fields} <= {"qcvn125", "nd09", "none"}
    assert {kind.id for kind in kinds.values() if kind.status == "exchanged"} == {packets.FIGURES, packets.INDICATORS}
    for kind in kinds.values():
        app, _, model = kind.record.partition(".")
        if app in ("plans", "places", "observations"):
            assert apps.get_model(app, model)


@pytest.fixture
def focal(world: World) -> Client:
    client = Client()
    client.force_login(world.cast.focal)
    return client


def packet_of(focal: Client, world: World, kind: str) -> bytes:
    answer = focal.get(reverse("exchange:export", args=[world.public.plan.slug, kind]))
    assert answer.status_code == 200
    content: bytes = answer.content
    return content


def sent(focal: Client, world: World, content: bytes, **more: str) -> object:
    form = {"file": SimpleUploadedFile("goi.json", content), "plan": world.public.plan.pk, **more}
    return focal.post(reverse("exchange:take"), form)


def test_figures_go_out_and_come_back_the_same(focal: Client, world: World) -> None:
    content = packet_of(focal, world, packets.FIGURES)
    assert json.loads(content)["tieu_chuan"] == packets.STANDARD
    count = Observation.objects.count()
    before = Batch.objects.count()
    answer = sent(focal, world, content)
    assert getattr(answer, "status_code", 0) == 302
    batch = Batch.objects.latest("pk")
    assert Batch.objects.count() == before + 1
    assert {row.kind for row in rows_of(batch)} == {"same"}
    assert Observation.objects.count() == count  # a dry run


def test_a_changed_figure_is_a_change_of_the_dry_run(focal: Client, world: World) -> None:
    told = json.loads(packet_of(focal, world, packets.FIGURES))
    told["du_lieu"][0]["gia_tri"] = 41.5
    sent(focal, world, json.dumps(told).encode())
    assert "changes" in {row.kind for row in rows_of(Batch.objects.latest("pk"))}


def test_indicators_are_compared_then_added_when_told_so(focal: Client, world: World) -> None:
    told = json.loads(packet_of(focal, world, packets.INDICATORS))
    told["du_lieu"].append({"ten": "Số giường bệnh", "don_vi": "giường", "chieu": "more", "cong_don": "stock"})
    told["du_lieu"].append({"ten": "Số giường bệnh", "don_vi": "giường"})
    content = json.dumps(told).encode()
    count = Indicator.objects.count()
    page = sent(focal, world, content)
    assert getattr(page, "status_code", 0) == 200
    assert Indicator.objects.count() == count
    sent(focal, world, content, them="1")
    assert Indicator.objects.count() == count + 1
    made = Indicator.objects.get(name="Số giường bệnh")
    assert (made.direction, made.accumulation, made.unit) == ("more", "stock", "giường")
    assert Event.objects.filter(act="exchange.indicator_added", subject_id=str(made.pk)).count() == 1
    sent(focal, world, content, them="1")
    assert Indicator.objects.count() == count + 1


def headed(**more: object) -> bytes:
    return json.dumps({"tieu_chuan": packets.STANDARD, "ho_so": packets.PROFILE, "du_lieu": [], **more}).encode()


@pytest.mark.parametrize(
    "content",
    [
        b" ",
        b"[]",
        b"{}",
        b"[" * 5_000,
        headed(ho_so="khac"),
        headed(loai="ky-bao-cao"),
        headed(loai=["x"]),
        headed(loai="so-lieu", du_lieu=[1]),
    ],
    ids=range(8),
)
def test_what_is_no_packet_is_refused_in_words(focal: Client, world: World, content: bytes) -> None:
    answer = sent(focal, world, content)
    assert getattr(answer, "status_code", 0) == 422


def test_a_packet_is_known_again_by_its_content() -> None:
    one, other = (
        json.loads(packets.packed(packets.INDICATORS, Party("H37"), timezone.now(), [{"ten": name}]))["ma_goi"]
        for name in ("a", "a")
    )
    assert one == other


def test_a_document_goes_out_with_what_it_answers_and_comes_in_as_a_document(focal: Client, world: World) -> None:
    document = world.public.document
    form = {
        "sender_code": "000.11.22.H37", "sender_name": "Sở Tài chính", "receiver_code": "000.00.00.H37",
        "receiver_name": "UBND tỉnh", "answers": world.internal.document.pk, "answers_code": "000.00.00.H37",
    }  # fmt: skip
    answer = focal.post(reverse("exchange:send", args=[document.pk]), form)
    letter = read(answer.content)
    assert letter.code == document.number
    assert letter.answers[0].code == world.internal.document.number
    assert letter.answers[0].on == world.internal.document.issued_on
    assert Event.objects.filter(act="exchange.sent").count() == 1
    content = letter.attachments[0].content
    with document.file.open("rb") as file:
        assert content == file.read()
    changed = answer.content.replace(_encoded(content), _encoded(content + b"\n"))
    count = Document.objects.count()
    page = focal.post(reverse("exchange:receive"), {"file": SimpleUploadedFile("v.edxml", changed)})
    assert page.status_code == 200
    assert Document.objects.count() == count + 1
    assert Document.objects.latest("pk").came_in == "v.edxml"
    assert Event.objects.get(act="exchange.received").data["code"] == document.number
    assert document.number in page.content.decode()


def _encoded(content: bytes) -> bytes:
    return base64.b64encode(content)
