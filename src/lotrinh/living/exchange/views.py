"""Pages of the exchange: letters in and out, packets in and out, and what is bound to the standards."""

from __future__ import annotations

from uuid import NAMESPACE_URL, uuid5

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_http_methods

from lotrinh.living.access.doors import account_in, door, person_in, require
from lotrinh.living.documents.models import LARGE, Document
from lotrinh.living.exchange import edxml, packets, services
from lotrinh.living.exchange.forms import LetterForm, PacketForm, SendForm
from lotrinh.living.exchange.xml import BadXml
from lotrinh.living.observations.workbooks import Refused
from lotrinh.living.plans.models import Plan
from lotrinh.living.words import Words

ACT = "exchange.use"
PLAIN = "application/octet-stream"


@require_GET
@door("exchange.use")
def home(request: HttpRequest) -> HttpResponse:
    """What can be exchanged, and by what its parts are bound."""
    require(request, ACT)
    context = {
        "kinds": packets.kinds().values(),
        "standard": packets.STANDARD,
        "plans": Plan.objects.order_by("kind", "-year_to", "id")[:100],
        "letter_form": LetterForm(auto_id="letter_%s"),
        "packet_form": PacketForm(auto_id="packet_%s"),
    }
    return render(request, "exchange/home.html", context)


@require_http_methods(["GET", "POST"])
@door("exchange.use")
def receive(request: HttpRequest) -> HttpResponseBase:
    """Take an edXML letter in: its files become documents."""
    require(request, ACT)
    form = LetterForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            file = form.cleaned_data["file"]
            told = services.receive(file.read(), file.name or "", account_in(request))
        except BadXml:
            form.add_error("file", str(_UNREADABLE))
        else:
            return render(request, "exchange/received.html", {"received": told, "letter": told.letter})
    return render(request, "exchange/form.html", {"form": form}, status=422 if form.is_bound else 200)


_UNREADABLE = Words(
    "Tệp không phải là edXML dùng được (QCVN 102:2016), hoặc tệp khai báo thực thể. Xin bên gửi xuất lại.",
    "The file is no usable edXML (QCVN 102:2016), or it declares entities. Ask the sender for another one.",
)


@require_http_methods(["GET", "POST"])
@door("exchange.use")
def send(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A document as an edXML letter, with the document that it answers."""
    require(request, ACT)
    document = get_object_or_404(Document.objects.defer(*LARGE), pk=pk)
    form = SendForm(request.POST or None, initial={"sender_name": document.issuer})
    if request.method == "POST" and form.is_valid():
        letter = letter_of(document, form)
        answer = HttpResponse(services.send(letter, document, account_in(request)), content_type="application/xml")
        name = f"{(document.number or document.name).replace('/', '-')}.edxml"
        answer["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
        return answer
    context = {"form": form, "document": document}
    return render(request, "exchange/send.html", context, status=422 if form.is_bound else 200)


def letter_of(document: Document, form: SendForm) -> edxml.Letter:
    """The envelope around a document, its file as it came."""
    told = form.cleaned_data
    number, _, symbol = document.number.partition("/")
    answered: Document | None = told["answers"]
    with document.file.open("rb") as file:
        content = file.read()
    return edxml.Letter(
        id=str(uuid5(NAMESPACE_URL, f"{told['sender_code']}|{document.sha256}")),
        sender=edxml.Party(told["sender_code"], told["sender_name"]),
        receivers=(edxml.Party(told["receiver_code"], told["receiver_name"]),),
        number=number, symbol=symbol, place="", on=document.issued_on, kind=document.kind,
        subject=" ".join(document.title.split())[:500] or str(document), signer=document.signer,
        answers=() if answered is None else (
            edxml.Answered(told["answers_code"], answered.number, answered.issued_on),
        ),
        attachments=(edxml.Attachment(f"cid:{document.sha256[:32]}", document.name, PLAIN, content),),
        sent_at=timezone.localtime(),
    )  # fmt: skip


@require_GET
@door("exchange.use")
def export(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """The indicators or the figures of a plan as a packet."""
    require(request, ACT)
    plan = get_object_or_404(Plan.objects.select_related("focal"), slug=slug)
    makers = {packets.FIGURES: services.figures_packed, packets.INDICATORS: services.indicators_packed}
    if kind not in makers:
        raise Http404
    sender = edxml.Party("", plan.focal.name if plan.focal else "")
    answer = HttpResponse(makers[kind](plan, sender), content_type="application/json")
    answer["Content-Disposition"] = content_disposition_header(True, f"{plan.slug}-{kind}.json") or "attachment"
    return answer


@require_http_methods(["GET", "POST"])
@door("exchange.use")
def take(request: HttpRequest) -> HttpResponseBase:
    """Take a packet in: figures go to their dry run, indicators are compared with those that are here."""
    require(request, ACT)
    form = PacketForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            packet = packets.unpacked(form.cleaned_data["file"].read())
            if packet.kind == packets.FIGURES:
                plan = form.cleaned_data["plan"]
                batch = services.take_figures(packet, plan, person_in(request), account_in(request))
                return redirect("observations:batch", batch.pk)
        except (packets.BadPacket, Refused) as refused:
            form.add_error("file", str(refused.words))
        else:
            if request.POST.get("them") == "1":
                made = services.add_indicators(packet, account_in(request))
                told = Words("Đã thêm {n} chỉ tiêu.", "{n:indicator was|indicators were} added.")
                messages.success(request, told.format(n=len(made)))
                return redirect("exchange:home")
            context = {"packet": packet, "rows": services.indicators_of(packet)}
            return render(request, "exchange/indicators.html", context)
    return render(request, "exchange/form.html", {"form": form, "packet": True}, status=422 if form.is_bound else 200)
