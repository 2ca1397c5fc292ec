"""Demonstration of documents made in the background and packages for the national database."""

from collections.abc import Mapping
from typing import Final

from django.utils.module_loading import import_string
from django.utils.timezone import localdate

from evaluation.models import Period
from evaluation.selectors.packages import Subject
from evaluation.services.packages import Write, hand_over, make_package, sign_off
from evaluation.services.papers import ask_for
from staff.models import Unit, User

PERIOD: Final = "2026-Q3"
OFFICE: Final = "PT-KV8"
PROVINCE: Final = "PT"
# The first quarter of the trial is with the national database; the second waits for the visitors.
HANDED_OVER: Final = "2026-Q1"


def load(accounts: Mapping[str, User]) -> None:
    """One finished booklet of a regional office to download, and one package that was handed over."""
    wanted = {"period": PERIOD, "unit": OFFICE, "below": False}
    ask_for(kind="mau-01-tap", wanted=wanted, actor=accounts["personnel"], at_once=True)
    period, province = (
        Period.objects.filter(code=HANDED_OVER).first(),
        Unit.objects.filter(code=PROVINCE).first(),
    )
    if period and province:
        _hand_over(province, period, accounts)


def _hand_over(province: Unit, period: Period, accounts: Mapping[str, User]) -> None:
    # The file is written above services, as the screens hand it in.
    write: Write = import_string("evaluation.reports.package_file.write_package")
    personnel = accounts["personnel"]
    made = make_package(
        unit=province, subject=Subject(period=period), actor=personnel, with_ids=False, write=write
    )
    sign_off(package=made, actor=accounts["head"])
    receipt = "BN-2026-00417 (hư cấu)"
    hand_over(package=made, sent_on=localdate(), receipt=receipt, actor=personnel, today=localdate())
