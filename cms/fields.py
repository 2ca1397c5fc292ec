"""The address of a page, typed from a Vietnamese title: "Đánh giá quý" → "danh-gia-quy"."""

from wagtail.admin.panels import FieldPanel
from wagtail.admin.widgets.slug import SlugInput

from hrm.kernel.text import fold

_LATIN = range(0x00C0, 0x1EFA)


def _without_marks() -> list[tuple[str, str]]:
    """What the editor's screen replaces while the title is typed; its own table knows no Vietnamese."""
    pairs = []
    for base in "aeiouyd":
        marked = "".join(c for c in map(chr, _LATIN) if c.isalpha() and fold(c) == base)
        pairs.append((f"[{marked}]", base))
    return [*pairs, ("[\u0300-\u036f]", "")]


def slug_panel() -> FieldPanel:
    """The field for a page's address."""
    return FieldPanel("slug", widget=SlugInput(formatters=_without_marks()))
