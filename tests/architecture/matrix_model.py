"""The people of the scope matrix, and what may be expected of an address."""

from dataclasses import dataclass, field

# Persona → who it is. See tests/conftest.py for the cast. Everything asked about belongs to office B.
PERSONAS = {
    "anonymous": None,
    "owner": "bao",
    "colleague elsewhere": "anh",
    "right unit": "binh",
    "wrong unit": "an",
    "parent unit": "mai",
    "verb without reach": "ngoc",
    "auditor": "kim",
    "editor": "loan",
    "caseload clerk": "thu",
}
SIGNED_IN = frozenset(PERSONAS) - {"anonymous"}
NOBODY: frozenset[str] = frozenset()
# Who may see B's people; who keeps their records; who scores B's officer.
SEE = frozenset({"right unit", "parent unit", "auditor"})
SEE_AND_OWNER = SEE | {"owner"}
MANAGE = frozenset({"parent unit"})
SCORER = frozenset({"right unit"})
OWNER = frozenset({"owner"})
CLERK = frozenset({"caseload clerk"})
# Who has a list of people, units or results at all (of the own office, or of nobody).
LEADING = frozenset({"right unit", "wrong unit", "parent unit", "verb without reach", "auditor"})
IMPORTING = frozenset({"parent unit", "caseload clerk"})


@dataclass(frozen=True)
class Expected:
    """What an address of ours does when it is asked about B.

    `opens`: who gets an answer, that is anything but the sign-in page, 403 or 404.
    `sees`: who may find B's officer in it; everyone else must find nothing of B.
    """

    opens: frozenset[str]
    sees: frozenset[str] = SEE
    arguments: dict[str, str] = field(default_factory=dict)
    method: str = "get"
    data: dict[str, str] = field(default_factory=dict)
