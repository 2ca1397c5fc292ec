"""What is missing on a form, in words: a title to count by, and a sentence with what to do."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from evaluation.enums import Initiative


@dataclass(frozen=True)
class FlagText:
    """How a flag is shown: `blocks` tells what keeps the total open from what is only a warning."""

    code: str
    sentence: str
    advice: str
    blocks: bool


@dataclass(frozen=True)
class _Kind:
    title: str | Promise
    sentence: Callable[[str], str]
    advice: str | Promise
    blocks: bool = True


def flag_code(flag: str) -> str:
    """The kind of a flag, without its particulars."""
    return flag.partition(":")[0]


def flag_title(flag: str) -> str:
    """The kind in a few words: "Missing caseload"; an unknown one as it is written."""
    kind = _KINDS.get(flag_code(flag))
    return str(kind.title) if kind else flag


def flag_sentence(flag: str) -> str:
    """The flag with its particulars, as a sentence."""
    kind = _KINDS.get(flag_code(flag))
    return kind.sentence(flag.partition(":")[2]) if kind else flag


def flag_text(flag: str) -> FlagText:
    """The sentence, what to do about it, and whether the total waits for it."""
    kind = _KINDS.get(flag_code(flag))
    if kind is None:
        return FlagText(flag, flag, "", blocks=False)
    return FlagText(flag_code(flag), flag_sentence(flag), str(kind.advice), kind.blocks)


def flag_choices() -> list[tuple[str, str]]:
    """Every kind with its title, for filters."""
    return [(code, str(kind.title)) for code, kind in _KINDS.items()]


def _caseload_not_given(rest: str) -> str:
    initiative, _colon, number = rest.partition(":")
    label = Initiative(initiative).label if initiative in Initiative.values else initiative
    return _("%(number)s cases resolved (%(kind)s) are taken up by no product of the work given.") % {
        "number": number,
        "kind": label,
    }


_KINDS: dict[str, _Kind] = {
    "missing_scorer": _Kind(
        gettext_lazy("Nobody to score"),
        lambda _rest: _("No head of the unit or of a unit above is recorded on the last day of the period."),
        gettext_lazy("Record the head's posting, then refresh the drafts (article 10)."),
    ),
    "missing_work": _Kind(
        gettext_lazy("No work given"),
        lambda _rest: _("No work given is recorded for this period."),
        gettext_lazy("Import the work given of the quarter, then refresh the drafts (articles 13 and 18.1)."),
    ),
    "nothing_assigned": _Kind(
        gettext_lazy("Nothing assigned as planned"),
        lambda _rest: _("All the work is unplanned or has the quantity 0, so there is nothing to divide by."),
        gettext_lazy("Enter the quantity assigned at the start of the period (article 14.2)."),
    ),
    "missing_done": _Kind(
        gettext_lazy("Quantity done not entered"),
        lambda rest: _("Product %(code)s has no quantity done.") % {"code": rest},
        gettext_lazy("Enter the quantity in the workbook of work given and import it again."),
    ),
    "missing_caseload": _Kind(
        gettext_lazy("Caseload missing"),
        lambda rest: (
            _("Product %(code)s takes its quantity from the caseload, and a month is missing.")
            % {"code": rest}
        ),
        gettext_lazy("Import the caseload of both cumulative months, then refresh the drafts."),
    ),
    "negative_caseload": _Kind(
        gettext_lazy("Caseload fell"),
        lambda rest: (
            _("The cases resolved for product %(code)s fell between the two months.") % {"code": rest}
        ),
        gettext_lazy("Files were handed over or a report was corrected: check both months with the clerk."),
    ),
    "caseload_not_given": _Kind(
        gettext_lazy("Caseload without a product"),
        _caseload_not_given,
        gettext_lazy("Only a note: they count once such a product is among the work given."),
        blocks=False,
    ),
    "missing_general": _Kind(
        gettext_lazy("General criteria not scored"),
        lambda _rest: _("The ten general criteria have no complete points yet."),
        gettext_lazy("The officer scores the ten lines (article 18.2), or the scorer on confirming."),
    ),
    "missing_leader_assessment": _Kind(
        gettext_lazy("Leader not judged"),
        lambda _rest: _("The ratios đ and e of this leader are not judged yet."),
        gettext_lazy(
            "The scorer judges đ and e on confirming; the sheet of leaders may bring them as well (article 15.3)."
        ),
    ),
    "deputy_without_charge": _Kind(
        gettext_lazy("Deputy in charge of nothing"),
        lambda _rest: _("No unit in charge is recorded for this deputy, so d cannot be known."),
        gettext_lazy("Record the units the deputy is in charge of (article 15.4)."),
    ),
    "circular_charge": _Kind(
        gettext_lazy("Charges in a circle"),
        lambda _rest: _("By the recorded charges two leaders depend on each other's score."),
        gettext_lazy("Correct the units in charge so that they lead down the tree (article 15.4)."),
    ),
    "subordinates_open": _Kind(
        gettext_lazy("Subordinates still open"),
        lambda rest: _("%(number)s subordinates have no total yet, so d is not known.") % {"number": rest},
        gettext_lazy("Complete their forms first; d follows by itself (article 15.3)."),
    ),
}
