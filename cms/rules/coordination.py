"""Coordination rules: when they are looked at again, and what kind of agency a partner is by its name."""

from datetime import date
from typing import Final

from cms.enums import PartnerKind
from hrm.kernel.dates import add_months
from hrm.kernel.text import fold

MOST_MONTHS: Final = 60
# How long before the day a review is spoken of.
SOON_DAYS: Final = 30

# Words of the folded name; the first that is found decides, so that "Công an" wins over "Ủy ban".
_WORDS: Final = (
    ("toa an", PartnerKind.COURT),
    ("vien kiem sat", PartnerKind.PROCURACY),
    ("trai giam", PartnerKind.PRISON),
    ("trai tam giam", PartnerKind.PRISON),
    ("cong an", PartnerKind.POLICE),
    ("canh sat", PartnerKind.POLICE),
    ("bao hiem", PartnerKind.INSURANCE),
    ("ngan hang", PartnerKind.BANK),
    ("tin dung", PartnerKind.BANK),
    ("thue", PartnerKind.TAX),
    ("dat dai", PartnerKind.LAND),
    ("mat tran", PartnerKind.FRONT),
    ("hoi ", PartnerKind.FRONT),
    ("lien doan", PartnerKind.FRONT),
    ("uy ban nhan dan", PartnerKind.AUTHORITY),
    ("ubnd", PartnerKind.AUTHORITY),
)


def partner_kind(name: str) -> PartnerKind:
    """What kind of agency a name speaks of; OTHER when no word of it is known."""
    folded = fold(name)
    return next((kind for word, kind in _WORDS if word in folded), PartnerKind.OTHER)


def next_review(reviewed_on: date, months: int) -> date:
    """The day of the next review after one on `reviewed_on`, every `months` months."""
    return add_months(reviewed_on, months)
