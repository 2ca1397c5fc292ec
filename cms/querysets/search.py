"""Which texts answer a query, and in which order; the same on SQLite and PostgreSQL. No users, no writes."""

from functools import reduce
from operator import and_
from typing import Any

from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When

from cms.rules.search import Query

_LAST = 9


def answering(texts: QuerySet[Any], query: Query) -> QuerySet[Any]:
    """Texts with every word (of the last one the beginning), or with the symbol."""
    each = (Q(title_folded__contains=w) | Q(text_folded__contains=w) for w in query.sought)
    return texts.filter(reduce(and_, each, Q()) | _symbol(query))


def best_first(texts: QuerySet[Any], query: Query) -> QuerySet[Any]:
    """By symbol, then the spelling with the marks that were typed, then by where the words stand; newer first."""
    steps = (_symbol_steps(query), _marks_steps(query), _place_steps(query))
    # Without a step there is nothing to choose, and a bare number in ORDER BY would name a column.
    chosen: list[Any] = [_case(each) for each in steps if each]
    newer: Any = F("date").desc(nulls_last=True)
    ordered: QuerySet[Any] = texts.order_by(*chosen, newer, "-pk")
    return ordered


def _symbol(query: Query) -> Q:
    if not query.symbol_loose:
        return Q(pk__in=[])
    return Q(symbol_loose__startswith=query.symbol_loose)


def _symbol_steps(query: Query) -> list[Q]:
    """Letter by letter, then but for blanks, dashes and zeros, then as its beginning."""
    if not query.symbol_loose:
        return []
    return [
        Q(symbol_key=query.symbol_key),
        Q(symbol_loose=query.symbol_loose),
        Q(symbol_key__startswith=query.symbol_key),
        Q(symbol_loose__startswith=query.symbol_loose),
    ]


def _marks_steps(query: Query) -> list[Q]:
    """All words as typed in the title, then anywhere; nothing to choose where no mark was typed."""
    if not query.spelled:
        return []
    in_title = (Q(title_spelled__contains=w) for w in query.sought_spelled)
    anywhere = (Q(title_spelled__contains=w) | Q(text_spelled__contains=w) for w in query.sought_spelled)
    return [reduce(and_, in_title, Q()), reduce(and_, anywhere, Q())]


def _place_steps(query: Query) -> list[Q]:
    phrase = query.phrase
    return [
        Q(title_folded=f" {phrase} "),
        Q(title_folded__startswith=f" {phrase} "),
        Q(title_folded__contains=f" {phrase} "),
        reduce(and_, (Q(title_folded__contains=f" {w} ") for w in query.words), Q()),
        reduce(and_, (Q(title_folded__contains=w) for w in query.sought), Q()),
        Q(text_folded__contains=f" {phrase} "),
    ]


def _case(steps: list[Q]) -> Case:
    whens = [When(step, then=Value(number)) for number, step in enumerate(steps)]
    return Case(*whens, default=Value(_LAST), output_field=IntegerField())
