"""Limits of the product catalogue (article 13 of Decree 335/2025)."""

from collections.abc import Iterable
from typing import Final

from hrm.kernel.text import fold

MOST_GROUPS: Final = 5
"""Groups by complexity in the catalogue of one unit (article 13.1.a)."""


def surplus_groups(named: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    """Folded (department, group) pairs beyond the fifth group of their department, in order of mention."""
    found: dict[str, list[str]] = {}
    for department, group in named:
        groups = found.setdefault(fold(department), [])
        if group and fold(group) not in groups:
            groups.append(fold(group))
    return {(department, group) for department, groups in found.items() for group in groups[MOST_GROUPS:]}
