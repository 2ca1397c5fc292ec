"""What a kind of history says about itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model, Q, TextChoices

from staff.models import Decided


class Chapter(TextChoices):
    """Parts of the record, in the order of the officer page."""

    CAREER = "cong-tac", "Công tác"
    PAY = "ngach-luong", "Ngạch, lương"
    LEARNING = "trinh-do", "Trình độ"
    PARTY = "dang", "Đảng, quy hoạch"
    INTEGRITY = "liem-chinh", "Kỷ luật, liêm chính"
    MERIT = "khen-thuong", "Khen thưởng"
    FAMILY = "quan-he", "Quan hệ"


@dataclass(frozen=True)
class Kind:
    """One kind of history.

    `slug`: its address, and the sheet name of its workbook.
    `heading`: the legal term in Vietnamese; the title row of a workbook sheet names the kind by it.
    `where`: the part of a shared table that is this kind (postings by kind, qualifications by kind).
    `fields`: what a row says besides days and decision, in the order of the form; also the order of the
    parts of "Nội dung", which `;` separates. A field "unit" is the column "Đơn vị" instead.
    `needed`: those of `fields` that may not be empty.
    `alone`: None = rows may overlap; else the fields within which only one row holds at a time,
    () = one row of the kind.
    `key`: what tells two rows of one day apart where `alone` does not say it.
    `masked`: shown masked, in full on request and logged.
    """

    slug: str
    model: type[Decided]
    chapter: Chapter
    heading: str
    fields: tuple[str, ...]
    needed: tuple[str, ...] = ()
    where: Mapping[str, Any] = field(default_factory=dict)
    alone: tuple[str, ...] | None = None
    key: tuple[str, ...] = ()
    masked: bool = False

    def __str__(self) -> str:
        return self.heading

    @property
    def condition(self) -> Q:
        """Which rows of the table are of this kind."""
        return Q(**self.where)

    @property
    def parts(self) -> tuple[str, ...]:
        """The fields that stand in "Nội dung", in their order."""
        return tuple(name for name in self.fields if name != "unit")

    @property
    def identity(self) -> tuple[str, ...]:
        """Besides the first day, what tells two rows of a person apart."""
        if self.key:
            return self.key
        return self.needed[:1] if self.alone is None else self.alone

    @property
    def related(self) -> tuple[str, ...]:
        """The fields that name rows of other tables, to be read along."""
        return tuple(name for name in self.fields if self.model._meta.get_field(name).is_relation)

    @property
    def has_unit(self) -> bool:
        """Whether a row names a unit."""
        return "unit" in self.fields

    def covers(self, row: Model) -> bool:
        """Whether a row is of this kind."""
        return isinstance(row, self.model) and all(
            getattr(row, name) == value for name, value in self.where.items()
        )
