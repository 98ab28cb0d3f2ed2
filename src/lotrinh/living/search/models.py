"""The index: one row for each thing that can be found. It can be thrown away and built again (services.rebuild)."""

from __future__ import annotations

from django.db import models


class Entry(models.Model):
    """A thing that has a page. `folded`: the words of its title and text as services.marked_words writes them.

    `public` False: only those see it who may read what is internal. `note`: {"vi": …, "en": …}, what tells things of
    the same title apart ("đến 28/02/2025").
    """

    kind = models.CharField(max_length=20)  # an id of data/kinds.toml
    subject = models.PositiveBigIntegerField()
    title = models.CharField(max_length=300)
    note = models.JSONField(default=dict)
    url = models.CharField(max_length=300)
    public = models.BooleanField(default=False)
    plan_id = models.BigIntegerField(null=True)  # no key: the index stands below the plans
    folded = models.TextField()
    running = models.TextField(default="")  # the same words in their order, to tell a phrase from scattered words
    size = models.PositiveIntegerField()  # of `folded`: a short text is more about a word than a long one

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "subject"], name="search_entry_once")]

    def __str__(self) -> str:
        return self.title
