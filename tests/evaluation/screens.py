"""What the tests of the screens share: a quarter with work, caseload, points, and ways to fill forms."""

from decimal import Decimal
from typing import Any

from django.test import Client

from evaluation.models import CaseloadFigure, Evaluation
from evaluation.rules.criteria import CRITERIA
from evaluation.rules.periods import Quarter
from evaluation.services.drafts import open_period
from staff.models import ImportRun, User
from tests.conftest import Cast
from tests.factories.scoring import caseload, points, product, work

QUARTER = "2026-Q3"
PERIOD = f"/danh-gia/ky/{QUARTER}/"


def signed_in(user: User) -> Client:
    client = Client(HTTP_ACCEPT_LANGUAGE="vi")
    client.force_login(user)
    return client


def quarter_of_a(cast: Cast) -> Evaluation:
    """Ánh of A: 20 assigned, fed by caseload 120 − 102 = 18, one delay; drafts for all agencies."""
    anh = cast.officer("anh")
    run = ImportRun.objects.create(kind="caseload", file_name="an-12-thang.xlsx", state="applied")
    for months, resolved in ((9, 102), (12, 120)):
        figure = caseload(anh, cast.a, months, resolved)
        CaseloadFigure.objects.filter(pk=figure.pk).update(run=run, sheet="Việc", row=months + 8)
    fed = product("CV01", "1", "viec_xong_chu_dong")
    work(anh, cast.a, "20", None, product=fed, delays=1)
    work(cast.officer("bao"), cast.b, "10", "10")
    points(cast.officer("bao"), cast.b)
    return refreshed(cast)


def refreshed(cast: Cast) -> Evaluation:
    open_period(quarter=Quarter.parse(QUARTER), unit_ids=None, actor=None)
    return form_of(cast, "anh")


def form_of(cast: Cast, name: str) -> Evaluation:
    return Evaluation.objects.get(officer=cast.officer(name), current=True)


def ten_lines(share: str = "1", **more: str) -> dict[str, Any]:
    """Post data for the ten lines: the same share of each maximum, written with a comma."""
    lines = {
        f"p_{line.code.replace('.', '_')}": str(line.maximum * Decimal(share)).replace(".", ",")
        for line in CRITERIA
    }
    return {**lines, **more}


def address(form: Evaluation, end: str = "") -> str:
    return f"/danh-gia/phieu/{form.pk}/{end}"


def said(response: Any) -> list[str]:
    """Messages on the page that a redirect led to."""
    return [str(message) for message in response.context["messages"]]
