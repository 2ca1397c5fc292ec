"""Tables of the catalogue, of proposed products, of work given, of joint products."""

from decimal import Decimal
from typing import Any

import django_tables2 as tables
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from evaluation.enums import Verdict
from evaluation.models import JointWork, Product, ProductProposal
from evaluation.rules.quantities import written_quantity
from evaluation.selectors.giving import OfficerWork
from evaluation.selectors.shown import exact, percent
from hrm.kernel.dates import show_date, show_last_day
from hrm.kernel.numbers import cut

_NUMBER = {"th": {"class": "num"}, "td": {"class": "num"}}
_FIT = {"th": {"class": "fit"}, "td": {"class": "fit"}}
_TITLE = {"td": {"class": "card-title"}}
_NAME = {"td": {"class": "card-title nowrap"}}
VERDICT_TONES = {Verdict.OPEN: "warning", Verdict.YES: "success", Verdict.NO: "danger"}
_PLACES = 4


class CatalogueTable(tables.Table):
    """Products in force."""

    name = tables.Column(
        verbose_name=_("Product"),
        linkify=("evaluation:catalogue_product", {"pk": tables.A("pk")}),
        attrs=_TITLE,
    )
    code = tables.Column(verbose_name=_("Product code"), attrs=_FIT)
    group = tables.Column(verbose_name=_("Group"))
    department = tables.Column(verbose_name=_("Department of the catalogue"))
    points = tables.Column(verbose_name=_("Points of the product"), attrs=_NUMBER)
    coefficient = tables.Column(verbose_name=_("Coefficient"), attrs=_NUMBER)
    source = tables.Column(verbose_name=_("Source of the quantity done"), empty_values=())
    start = tables.Column(verbose_name=_("From day"), attrs=_NUMBER)
    end = tables.Column(verbose_name=_("Last day in force"), attrs=_NUMBER)
    decision = tables.Column(verbose_name=_("Decision number"))

    cards = True
    caption = _("Product catalogue")
    empty_icon = "list"
    empty_hint = _("Try another day, decision or group.")

    class Meta:
        model = Product
        fields = ()
        default = "–"
        empty_text = _("No product matches")
        sequence = (
            "name", "code", "group", "department", "points", "coefficient", "source", "start", "end", "decision",
        )  # fmt: skip

    def render_points(self, value: Any) -> str:
        """With a comma."""
        return written_quantity(value)

    def render_coefficient(self, value: Any) -> str:
        """With a comma."""
        return written_quantity(value)

    def render_source(self, record: Product) -> str:
        """The caseload column, or the officer's report."""
        return str(record.get_source_display() if record.source else _("Reported by the officer"))

    def render_start(self, value: Any) -> str:
        """dd/mm/yyyy; a dash for what has always held."""
        return show_date(value) or "–"

    def render_end(self, value: Any) -> str:
        """The last day in force."""
        return show_last_day(value)


class ProposalTable(tables.Table):
    """Proposed products with their states."""

    name = tables.Column(
        verbose_name=_("Product"),
        linkify=("evaluation:product_proposal", {"pk": tables.A("pk")}),
        attrs=_TITLE,
    )
    code = tables.Column(verbose_name=_("Product code"), attrs=_FIT)
    unit = tables.Column(verbose_name=_("Unit"), accessor="unit__name", order_by=("unit__code", "code"))
    coefficient = tables.Column(verbose_name=_("Proposed coefficient"), attrs=_NUMBER)
    proposed_at = tables.DateTimeColumn(verbose_name=_("Proposed at"), format="d/m/Y", attrs=_NUMBER)
    state = tables.Column(verbose_name=_("State"))
    decision = tables.Column(verbose_name=_("Decision number"))
    answer = tables.Column(verbose_name=_("Answer"), orderable=False)

    cards = True
    caption = _("Proposed products")
    empty_icon = "inbox"
    empty_hint = _("A product the catalogue lacks is proposed by the head of the unit (article 13.3).")

    class Meta:
        model = ProductProposal
        fields = ()
        default = "–"
        empty_text = _("No proposal matches")
        sequence = ("name", "code", "unit", "coefficient", "proposed_at", "state", "decision", "answer")

    def render_coefficient(self, value: Any) -> str:
        """With a comma."""
        return written_quantity(value)

    def render_state(self, record: ProductProposal) -> SafeString:
        """A badge with the word."""
        tone = VERDICT_TONES[Verdict(record.state)]
        return render_to_string("components/badge.html", {"label": record.get_state_display(), "tone": tone})


class OfficerWorkTable(tables.Table):
    """Officers with what they were given and what came of it, in converted units."""

    name = tables.Column(verbose_name=_("Full name"), order_by=("name_key", "number"), attrs=_NAME)
    unit = tables.Column(verbose_name=_("Unit"), accessor="unit__name", order_by=("unit.code", "name_key"))
    lines = tables.Column(verbose_name=_("Products"), accessor="progress__lines", attrs=_NUMBER)
    assigned = tables.Column(verbose_name=_("Assigned"), accessor="progress__totals__assigned", attrs=_NUMBER)
    done = tables.Column(verbose_name=_("Done"), accessor="progress__totals__done", attrs=_NUMBER)
    share = tables.Column(verbose_name=_("Done (%)"), accessor="progress__share", attrs=_NUMBER)
    quality = tables.Column(
        verbose_name=_("With quality"), accessor="progress__totals__quality", attrs=_NUMBER
    )
    on_time = tables.Column(verbose_name=_("On time"), accessor="progress__totals__on_time", attrs=_NUMBER)
    open = tables.Column(verbose_name=_("Not reported"), accessor="progress__not_reported", attrs=_NUMBER)

    cards = True
    caption = _("Work given by officer, in converted units")
    empty_icon = "users"
    empty_hint = _("Try another name or unit. Only people in your reach are listed.")

    class Meta:
        fields = ()
        default = "–"
        empty_text = _("Nobody matches")
        sequence = ("name", "unit", "lines", "assigned", "done", "share", "quality", "on_time", "open")

    def __init__(self, *args: Any, period: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.period = period

    def render_name(self, record: OfficerWork) -> SafeString:
        """The way to the officer's work."""
        url = reverse("evaluation:work_of", args=[self.period, record.number])
        return format_html('<a href="{}">{}</a>', url, record.name)

    def render_lines(self, value: int) -> str:
        """How many; said in words where there is none."""
        return str(value) if value else str(_("none yet"))

    def render_assigned(self, value: Any) -> str:
        """Up to four decimals."""
        return exact(value, _PLACES)

    def render_done(self, value: Any) -> str:
        """Up to four decimals."""
        return exact(value, _PLACES)

    def render_quality(self, value: Any) -> str:
        """Up to four decimals."""
        return exact(value, _PLACES)

    def render_on_time(self, value: Any) -> str:
        """Up to four decimals."""
        return exact(value, _PLACES)

    def render_share(self, record: OfficerWork) -> str:
        """Two decimals, cut."""
        return share_text(record.progress)


class JointTable(tables.Table):
    """Joint products of a period."""

    title = tables.Column(
        verbose_name=_("What is made"),
        linkify=("evaluation:joint_work", {"pk": tables.A("pk")}),
        attrs=_TITLE,
    )
    product = tables.Column(verbose_name=_("Product"), accessor="product__name", order_by=("product__code",))
    unit = tables.Column(verbose_name=_("Unit"), accessor="unit__name", order_by=("unit__code",))
    quantity = tables.Column(verbose_name=_("Quantity"), attrs=_NUMBER)
    people = tables.Column(verbose_name=_("Number of people"), attrs=_NUMBER)

    cards = True
    caption = _("Joint products")
    empty_icon = "users"
    empty_hint = _(
        "A product made by several people is split into shares that add up to it (article 18.1.c)."
    )

    class Meta:
        model = JointWork
        fields = ()
        default = "–"
        empty_text = _("No joint product in this period")
        sequence = ("title", "product", "unit", "quantity", "people")

    def render_quantity(self, value: Any) -> str:
        """With a comma."""
        return written_quantity(value)


def share_text(progress: Any) -> str:
    """Done over assigned in per cent, cut; a dash where nothing was assigned."""
    share = progress.share
    if share is None:
        return "–"
    return percent(cut(Decimal(share.numerator) / Decimal(share.denominator), 10))
