"""What a draft of the year lacks, in words."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from evaluation.rules.periods import parse_period

_TITLES: dict[str, str | Promise] = {
    "too_short": _("Not rated: under 06 months (art. 11.1)"),
    "no_work": _("Not rated: not at work all year (art. 11.2)"),
    "missing": _("Not scored"),
    "ahead": _("Still running"),
    "waiting": _("Not confirmed"),
    "provisional": _("By draft"),
    "organisation_waits": _("The organisation is not rated yet (art. 20.6)"),
    "missing_rater": _("Nobody to rate (art. 10.2)"),
}


def year_flag_title(flag: str) -> str:
    """The kind of a flag; an unknown one as it is written."""
    code, _colon, _rest = flag.partition(":")
    return str(_TITLES.get(code, flag))


def year_flag_titles(flags: list[str]) -> list[str]:
    """Each kind once, with the periods it is about."""
    periods: dict[str, list[str]] = {}
    for flag in flags:
        code, _colon, rest = flag.partition(":")
        periods.setdefault(code, []).extend([short_period(rest)] if rest else [])
    return [
        f"{_TITLES.get(code, code)}{': ' if listed else ''}{', '.join(listed)}"
        for code, listed in periods.items()
    ]


def year_flag_choices() -> list[tuple[str, str]]:
    """Every kind, for filters."""
    return [(code, str(title)) for code, title in _TITLES.items()]


def short_period(code: str) -> str:
    """2026-Q3 → "Quý III", 2026-07 → "Tháng 7"."""
    return parse_period(code).title.partition(" năm ")[0]
