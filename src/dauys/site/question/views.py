"""The page of the question: wording, answers, text, calendar, rule, set-up."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, get_language_info
from django.views.decorators.http import require_safe

from dauys.site.question import queries
from dauys.site.question.models import Question
from dauys.site.question.told import RuleTold, rule_told
from dauys.site.record import queries as record
from dauys.site.record.stage import stages
from dauys.site.tally import queries as tally


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """What is put to the vote, when, by which rule, and who holds the keys."""
    question, sealed = queries.question(), queries.setup()
    context = {
        "question": question,
        "wordings": _wordings(question) if question else [],
        "rule": _rule(question) if question else None,
        "stages": stages(),
        "regions": queries.regions(),
        "setup": sealed,
        "keepers": queries.keepers(sealed) if sealed else [],
        "boxes": tally.boxes(),
    }
    return render(request, "question/index.html", context)


def _wordings(question: Question) -> list[dict[str, object]]:
    """The question in every language of the record: that of the page, then those that bind."""
    here = get_language() or "kk"
    text = next((each for each in record.texts() if each.hash == question.text), None)
    binding = text.authoritative if text else ()
    opened = record.opened()
    listed = list(opened.languages) if opened else sorted(question.wording)
    order = sorted(listed, key=lambda code: (code != here, code not in binding))
    return [
        {
            "language": code,
            "name": get_language_info(code)["name_local"],
            "title": question.title[code],
            "wording": question.wording[code],
            "answers": [each["words"][code] for each in question.answers],
        }
        for code in order
    ]


def _rule(question: Question) -> RuleTold | None:
    rule = queries.rule()
    return rule_told(rule, question.question_type, get_language() or "kk") if rule else None
