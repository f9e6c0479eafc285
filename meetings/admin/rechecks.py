"""The page on which what rests on a corrected or withdrawn source is ticked off."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse

from meetings.models import Source
from meetings.sources.rechecks import Fact, facts_on, recheck_facts
from meetings.vocabulary import RecheckOutcome


class RecheckForm(forms.Form):
    """Which facts, what was found, and why."""

    facts = forms.MultipleChoiceField(
        choices=(),
        error_messages={
            "required": "Tick the facts that you have checked.",
            "invalid_choice": "A fact that you ticked does not rest on this source any more: look again.",
        },
    )
    outcome = forms.ChoiceField(
        label="What you found",
        choices=RecheckOutcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether the facts still hold."},
    )
    because = forms.CharField(
        label="Because",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2, "cols": 70}),
        help_text="In a sentence: a second source says the same; only the spelling of a name was corrected.",
        error_messages={"required": "Say in a sentence why."},
    )

    def __init__(self, facts: list[Fact], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["facts"]
        chosen.choices = [(fact.key, fact.words) for fact in facts]


def rechecks(request: HttpRequest, key: int, context: dict[str, Any]) -> HttpResponse:
    """All that rests on the source: what is still to be checked, with a form, and what has been."""
    source = get_object_or_404(Source, pk=key)
    may_check = request.user.has_perm("meetings.add_recheck")
    facts = facts_on(source)
    posted = request.POST if request.method == "POST" else None
    if posted is not None and not may_check:
        raise PermissionDenied
    form = RecheckForm(facts, posted)
    if posted is not None and form.is_valid():
        _tick_off(request, source, form.cleaned_data)
        return HttpResponseRedirect(reverse("admin:meetings_source_rechecks", args=[source.pk]))
    left = [fact for fact in facts if fact.recheck is None]
    context |= {
        "title": "What rests on this source",
        "source": source,
        "mark": source.mark,
        "form": form,
        "chosen": posted.getlist("facts") if posted is not None else [],
        "left": _by_kind(left),
        "n_left": len(left),
        "done": [fact for fact in facts if fact.recheck is not None],
        "n_facts": len(facts),
        "may_check": may_check and source.mark is not None,
    }
    return TemplateResponse(request, "admin/desk/rechecks.html", context)


def _tick_off(request: HttpRequest, source: Source, said: dict[str, Any]) -> None:
    n = recheck_facts(
        source=source, facts=said["facts"], outcome=said["outcome"], because=said["because"], by=request.user
    )
    others = len(said["facts"]) - n
    if n:
        messages.success(request, f"{n} fact{'s' if n != 1 else ''} ticked off.")
    if others:
        messages.info(request, f"{others} had been ticked off by somebody else already; that stands.")


def _by_kind(facts: list[Fact]) -> list[tuple[str, list[Fact]]]:
    return [(title, list(group)) for title, group in groupby(facts, lambda fact: fact.kind.title)]
