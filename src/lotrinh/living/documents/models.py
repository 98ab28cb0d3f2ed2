"""Documents: the file as it came, its text, what it says of itself, and what it stands on."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from lotrinh.living.words import Words

LARGE = ("text", "blocks", "facts")
"""Fields of a document that no list needs."""
HEAVY = tuple(f"document__{field}" for field in LARGE)
"""The same fields as a row names them that has a document."""
TITLE = 70  # characters of a title that stands for a number


class Document(models.Model):
    """A signed text (or a news item about one). Offsets of all facts point into `text`.

    `corrects`: the document that this file replaces because it was wrong or incomplete. `facts`: everything that the
    program read (docs/facts.md), kept with the program's version; what people decided stands in review.Proposal.
    """

    name = models.CharField(max_length=255)  # of the file
    came_in = models.CharField(max_length=255, blank=True)  # the archive or e-mail it was in: "goi.zip/thu.eml"
    sha256 = models.CharField(max_length=64, unique=True)
    file = models.FileField(upload_to="documents/%Y/%m", max_length=255)
    kind = models.CharField(max_length=60, blank=True)
    number = models.CharField(max_length=60, blank=True)
    issuer = models.CharField(max_length=200, blank=True)
    issued_on = models.DateField(null=True)
    signer = models.CharField(max_length=120, blank=True)
    title = models.TextField(blank=True)
    text = models.TextField(blank=True)
    blocks = models.JSONField(default=dict)  # the layout of `text` for showing it: see documents/layout.py
    facts = models.JSONField(null=True)  # None: not read yet
    read_by = models.CharField(max_length=40, blank=True)  # version of the program
    public = models.BooleanField(default=False)  # readable without an account once a published plan rests on it
    corrects = models.ForeignKey("self", models.PROTECT, null=True, related_name="corrected_by")
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    uploaded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-issued_on", "-id"]
        indexes = [models.Index(fields=["number"], name="document_number")]

    def __str__(self) -> str:
        """Kind and number; what has no number is called by its title, then by its file."""
        if self.number:
            return f"{self.kind} {self.number}".strip()
        title = " ".join(self.title.split())
        title = title if len(title) <= TITLE else title[:TITLE].rsplit(" ", 1)[0] + "…"
        return ": ".join(part for part in (self.kind, title) if part) if title else self.kind or self.name


class Relation(models.TextChoices):
    """How a document stands to one it cites."""

    GROUND = "ground", Words("căn cứ", "is grounded on")
    CARRIES_OUT = "carries_out", Words("thực hiện", "carries out")
    AMENDS = "amends", Words("sửa đổi, bổ sung", "amends")
    REPLACES = "replaces", Words("thay thế", "replaces")
    ISSUED_WITH = "issued_with", Words("ban hành kèm theo", "issued with")
    MENTIONS = "mentions", Words("nhắc đến", "mentions")


class Link(models.Model):
    """A document cites another one. `cited` is set when that one is here too; the printed identity always stands."""

    citing = models.ForeignKey(Document, models.CASCADE, related_name="links")
    cited = models.ForeignKey(Document, models.SET_NULL, null=True, related_name="cited_by")
    relation = models.CharField(max_length=12, choices=Relation.choices)
    kind = models.CharField(max_length=60, blank=True)
    number = models.CharField(max_length=60, blank=True)
    issuer = models.CharField(max_length=200, blank=True)
    issued_on = models.DateField(null=True)
    name = models.TextField(blank=True)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    # "Thực hiện Nghị quyết 96 … thực hiện Nghị quyết 11": the second is carried out through the first.
    through = models.ForeignKey("self", models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["start"]
        indexes = [models.Index(fields=["number"], name="link_number")]
