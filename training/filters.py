"""Filters of the lists that the database filters: sessions and commitments."""

from datetime import date
from typing import Any

import django_filters
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from hrm.kernel.text import fold, nfc
from staff.enums import QualificationKind
from training.enums import Degree, Stage
from training.models import Session, StudyCommitment
from training.selectors.sessions import in_stage

WITHOUT_LEVEL = "khac"


class SessionFilter(django_filters.FilterSet):
    """By course or place, year, what it gives, where it stands, and free seats."""

    q = django_filters.CharFilter(label=_("Course or code"), method="by_text", max_length=120)
    year = django_filters.ChoiceFilter(label=_("Year"), field_name="course__year", empty_label=_("All years"))
    kind = django_filters.ChoiceFilter(
        label=_("Kind"),
        method="by_kind",
        empty_label=_("All kinds"),
        choices=[*QualificationKind.choices, (WITHOUT_LEVEL, _("Refresher"))],
    )
    stage = django_filters.ChoiceFilter(
        label=_("State"), method="by_stage", empty_label=_("All states"), choices=Stage.choices
    )
    free = django_filters.ChoiceFilter(
        label=_("Seats"), method="by_free", empty_label=_("Whatever"), choices=[("1", _("Seats left"))]
    )

    class Meta:
        model = Session
        fields = ()

    def __init__(self, *args: Any, today: date, years: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.filters["year"].extra["choices"] = [(str(year), str(year)) for year in years]
        self.form.fields["q"].widget.attrs["type"] = "search"

    def by_text(self, sessions: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Without diacritics, in title or code of the course."""
        return sessions.filter(course__folded__contains=fold(value))

    def by_kind(self, sessions: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """The qualification that the programme gives."""
        return sessions.filter(course__programme__kind="" if value == WITHOUT_LEVEL else value)

    def by_stage(self, sessions: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Where the session stands today."""
        return in_stage(sessions, value, self.today)

    def by_free(self, sessions: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Sessions that still have a seat."""
        return sessions.filter(taken__lt=F("seats"))


class CommitmentFilter(django_filters.FilterSet):
    """By officer, degree, and whether the commitment was broken."""

    q = django_filters.CharFilter(label=_("Name or number"), method="by_text", max_length=120)
    degree = django_filters.ChoiceFilter(
        label=_("Degree"), choices=Degree.choices, empty_label=_("All degrees")
    )
    broken = django_filters.ChoiceFilter(
        label=_("State"),
        method="by_broken",
        empty_label=_("All states"),
        choices=[("0", _("Kept so far")), ("1", _("Broken"))],
    )

    class Meta:
        model = StudyCommitment
        fields = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.form.fields["q"].widget.attrs["type"] = "search"

    def by_text(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Without diacritics in names; any part of a number."""
        return rows.filter(
            Q(officer__folded_name__contains=fold(value)) | Q(officer__number__icontains=nfc(value))
        )

    def by_broken(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Settled ones, or the others."""
        return rows.filter(broken_on__isnull=value == "0")
