"""Rules as pure functions on plain values: no database, no request; rule sets chosen by date."""

from datetime import date
from typing import Literal

from evaluation.rules import nd335

RuleSet = Literal["nd335", "nd90"]


def rule_set_for(day: date) -> RuleSet:
    """The decree in force on the last day of a period (NĐ 335/2025, art. 27: from 01/01/2026)."""
    return nd335.RULE_SET if day >= nd335.EFFECTIVE else "nd90"
