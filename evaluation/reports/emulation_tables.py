"""Tables of emulation: candidates, proposals, initiatives, sessions; on the screen and as workbooks."""

from typing import Any

import django_tables2 as tables
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from evaluation.enums import AwardStage
from evaluation.models import AwardProposal, CouncilSession, Initiative
from evaluation.rules.emulation import Outcome, Reason
from evaluation.selectors.emulation.proposals import verdict_kept, vote_percent
from hrm.kernel.dates import show_date
from hrm.kernel.numbers import group

_NUMBER = {"th": {"class": "num"}, "td": {"class": "num"}}
_FIT = {"th": {"class": "fit"}, "td": {"class": "fit"}}
_NAME = {"td": {"class": "card-title"}}
OUTCOME_SHOWN = {
    Outcome.YES: (_("Meets the conditions"), "success", "check"),
    Outcome.UNKNOWN: (_("Not known"), "warning", "info"),
    Outcome.NO: (_("Does not meet them"), "neutral", "x"),
    Outcome.BARRED: (_("May not be proposed"), "danger", "lock"),
}
STAGE_TONES = {
    AwardStage.PROPOSED: "info",
    AwardStage.PASSED: "accent",
    AwardStage.NOT_PASSED: "warning",
    AwardStage.DECIDED: "success",
    AwardStage.REFUSED: "neutral",
}


def outcome_badge(outcome: Outcome) -> SafeString:
    """The verdict as a word with a sign."""
    label, tone, icon = OUTCOME_SHOWN[outcome]
    return render_to_string("components/badge.html", {"label": label, "tone": tone, "icon": icon})


def stage_badge(proposal: AwardProposal) -> SafeString:
    """Where a proposal stands."""
    tone = STAGE_TONES[AwardStage(proposal.stage)]
    return render_to_string("components/badge.html", {"label": proposal.get_stage_display(), "tone": tone})


def plain_reasons(reasons: tuple[Reason, ...]) -> str:
    """Reasons as one text, for a cell of a workbook."""
    return "; ".join(f"{each.condition}: {each.found}" for each in reasons)


class CandidateTable(tables.Table):
    """People or collectives with the verdict on one title; rows are `selectors.emulation.candidates.Candidate`."""

    tick = tables.Column(verbose_name=_("Choose"), accessor="pk", orderable=False, attrs=_FIT)
    name = tables.Column(
        verbose_name=_("Name"), order_by=("officer__name_key", "unit_code"), attrs=_NAME, empty_values=()
    )
    unit = tables.Column(verbose_name=_("Unit"), accessor="unit_name", order_by=("unit_code",))
    outcome = tables.Column(
        verbose_name=_("Conditions"), accessor="verdict__outcome", order_by=("verdict__outcome",)
    )
    supporting = tables.Column(verbose_name=_("Reasons for"), accessor="verdict__supporting", orderable=False)
    opposing = tables.Column(
        verbose_name=_("Reasons against, or open"), accessor="verdict__opposing", orderable=False
    )
    proposal = tables.Column(verbose_name=_("Proposal"), orderable=False, empty_values=())

    cards = True
    caption = _("Candidates for the title")
    empty_icon = "users"
    empty_text = _("Nobody matches")
    empty_hint = _("Try another unit, verdict or name. Only people in your reach are listed.")
    not_exported = ("tick",)

    class Meta:
        default = ""
        sequence = ("tick", "name", "unit", "outcome", "supporting", "opposing", "proposal")

    def __init__(self, *args: Any, address: Any = None, may_propose: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._address, self._may_propose = address, may_propose
        if not may_propose:
            self.columns.hide("tick")

    def render_tick(self, record: Any) -> SafeString | str:
        """A box to tick, for who meets every condition and is not proposed yet."""
        if not record.may_be_ticked:
            return ""
        label = _now("Choose %(name)s") % {"name": record.name}
        return format_html('<input type="checkbox" name="pk" value="{}" aria-label="{}">', record.pk, label)

    def render_name(self, record: Any) -> SafeString:
        """Name with number and post; of a collective its code."""
        below = record.officer.number if record.officer else record.unit_code
        post = f" · {record.post}" if record.post else ""
        return format_html('<span>{} <small class="faint">{}{}</small></span>', record.name, below, post)

    def render_outcome(self, value: Outcome) -> SafeString:
        """A badge with the word."""
        return outcome_badge(value)

    def render_supporting(self, value: tuple[Reason, ...]) -> SafeString:
        """Each condition that is met."""
        return render_to_string("evaluation/emulation/reasons.html", {"reasons": value, "met": True})

    def render_opposing(self, value: tuple[Reason, ...]) -> SafeString:
        """Each condition that is not met, or not known to be."""
        return render_to_string("evaluation/emulation/reasons.html", {"reasons": value, "met": False})

    def render_proposal(self, record: Any) -> SafeString | str:
        """The proposal, or the way to make one."""
        if record.proposal is not None:
            badge = stage_badge(record.proposal)
            shown = format_html('<a href="{}">{}</a>', self._address(record.proposal), badge)
            if not (record.was_refused and record.needs_reason and self._may_propose):
                return shown
            return format_html("{} {}", shown, self._way(record))
        if not self._may_propose or record.verdict.outcome is Outcome.BARRED:
            return ""
        return self._way(record)

    def _way(self, record: Any) -> SafeString:
        """The link that proposes somebody."""
        label = _now("Propose with a reason") if record.needs_reason else _now("Propose")
        return format_html(
            '<a class="btn btn-quiet btn-sm" href="{}" aria-label="{}: {}">{}</a>',
            self._address(record),
            label,
            record.name,
            label,
        )

    def value_name(self, record: Any) -> str:
        """Name and number."""
        return f"{record.name} ({record.officer.number if record.officer else record.unit_code})"

    def value_outcome(self, value: Outcome) -> str:
        """The word."""
        return str(OUTCOME_SHOWN[value][0])

    def value_supporting(self, value: tuple[Reason, ...]) -> str:
        """All in one cell."""
        return plain_reasons(value)

    def value_opposing(self, value: tuple[Reason, ...]) -> str:
        """All in one cell."""
        return plain_reasons(value)

    def value_proposal(self, record: Any) -> str:
        """The stage."""
        return record.proposal.get_stage_display() if record.proposal else ""


class ProposalTable(tables.Table):
    """Proposals of a year."""

    name = tables.Column(
        verbose_name=_("Name"),
        accessor="pk",
        order_by=("officer__name_key", "unit__code"),
        linkify=("evaluation:award_proposal", {"pk": tables.A("pk")}),
        attrs=_NAME,
    )
    unit = tables.Column(verbose_name=_("Unit"), accessor="unit__name", order_by=("unit__code", "pk"))
    award = tables.Column(
        verbose_name=_("Title or award"), accessor="award__name", order_by=("award__order", "unit__code")
    )
    outcome = tables.Column(verbose_name=_("Conditions"), accessor="pk", orderable=False)
    votes = tables.Column(verbose_name=_("Votes"), accessor="votes_for", attrs=_NUMBER)
    stage = tables.Column(verbose_name=_("Stage"))
    decision = tables.Column(verbose_name=_("Decision"), order_by=("decision_date", "decision"))
    money = tables.Column(verbose_name=_("Bonus (đồng)"), attrs=_NUMBER)
    reason = tables.Column(verbose_name=_("Reason for proposing"), orderable=False, visible=False)

    cards = True
    caption = _("Proposals of the year")
    empty_icon = "star"
    empty_text = _("No proposal matches")
    empty_hint = _("Proposals are made from the candidates of a title.")

    class Meta:
        model = AwardProposal
        fields = ()
        default = ""
        sequence = ("name", "unit", "award", "outcome", "votes", "stage", "decision", "money", "reason")

    def render_name(self, record: Any) -> str:
        """The person with the number, or the collective."""
        if record.officer is None:
            return str(record.unit.name)
        return f"{record.officer.full_name} ({record.officer.number})"

    def render_outcome(self, record: Any) -> SafeString:
        """What the rules said on the day of the proposal."""
        return outcome_badge(verdict_kept(record).outcome)

    def render_votes(self, record: Any) -> str:
        """Votes of all members of the council."""
        members = record.session.members if record.session else "–"
        return f"{record.votes_for}/{members}"

    def render_stage(self, record: Any) -> SafeString:
        """A badge with the word."""
        return stage_badge(record)

    def render_decision(self, record: Any) -> str:
        """Number and day."""
        return f"{record.decision}, {show_date(record.decision_date)}" if record.decision else ""

    def render_money(self, value: int) -> str:
        """Thousands with dots."""
        return group(value)

    def value_money(self, value: int) -> int:
        """A number, to be summed."""
        return value


class InitiativeTable(tables.Table):
    """Initiatives in reach."""

    title = tables.Column(verbose_name=_("Initiative or topic"), attrs=_NAME)
    name = tables.Column(
        verbose_name=_("Author"),
        accessor="officer__full_name",
        order_by=("officer__name_key", "officer__number"),
    )
    unit = tables.Column(verbose_name=_("Unit"), accessor="unit__name", order_by=("unit__code",))
    year = tables.Column(verbose_name=_("Year"), attrs=_NUMBER)
    level = tables.Column(verbose_name=_("Level of effect"))
    decision = tables.Column(verbose_name=_("Decision"), order_by=("decision_date",))
    edit = tables.Column(verbose_name=_("Actions"), accessor="pk", orderable=False, attrs=_FIT)

    cards = True
    caption = _("Initiatives")
    empty_icon = "star"
    empty_text = _("No initiative matches")
    empty_hint = _("An initiative is entered with the decision that recognised it.")
    not_exported = ("edit",)

    class Meta:
        model = Initiative
        fields = ()
        default = ""
        sequence = ("title", "name", "unit", "year", "level", "decision", "edit")

    def __init__(self, *args: Any, editable: frozenset[int] = frozenset(), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._editable = editable
        if not editable:
            self.columns.hide("edit")

    def render_name(self, record: Any) -> str:
        """With the number."""
        return f"{record.officer.full_name} ({record.officer.number})"

    def render_year(self, value: int) -> str:
        """A year has no thousands."""
        return str(value)

    def render_decision(self, record: Any) -> str:
        """Number and day."""
        return f"{record.decision}, {show_date(record.decision_date)}"

    def render_edit(self, record: Any) -> SafeString | str:
        """The way to correct it."""
        if record.pk not in self._editable:
            return ""
        return render_to_string("evaluation/emulation/edit_link.html", {"initiative": record})


class SessionTable(tables.Table):
    """Sessions of the council of a year."""

    held_on = tables.Column(
        verbose_name=_("Held on"),
        linkify=("evaluation:council_session", {"pk": tables.A("pk")}),
        attrs=_NAME,
    )
    unit = tables.Column(verbose_name=_("Agency"), accessor="unit__name", order_by=("unit__code",))
    chair = tables.Column(verbose_name=_("Chair"))
    present = tables.Column(verbose_name=_("Present"), attrs=_NUMBER)
    voted = tables.Column(verbose_name=_("Voted on"), attrs=_NUMBER)
    passed = tables.Column(verbose_name=_("Council passed"), attrs=_NUMBER)
    state = tables.Column(verbose_name=_("State"), accessor="pk", orderable=False)

    cards = True
    caption = _("Sessions of the council")
    empty_icon = "users"
    empty_text = _("No session yet")
    empty_hint = _("Proposals are voted on in a session of the council.")

    class Meta:
        model = CouncilSession
        fields = ()
        default = ""
        sequence = ("held_on", "unit", "chair", "present", "voted", "passed", "state")

    def render_held_on(self, value: Any) -> str:
        """dd/mm/yyyy."""
        return show_date(value)

    def render_present(self, record: Any) -> str:
        """Present of all members."""
        return f"{record.present}/{record.members}"

    def render_state(self, record: Any) -> SafeString:
        """Open, or closed with frozen votes."""
        closed = record.closed_at is not None
        context = {
            "label": _now("Closed") if closed else _now("Open"),
            "tone": "neutral" if closed else "info",
            "icon": "lock" if closed else "",
        }
        return render_to_string("components/badge.html", context)


def votes_needed(proposal: AwardProposal) -> str:
    """The share a title needs, for the screen."""
    return f"{vote_percent(proposal.award.code)}%"
