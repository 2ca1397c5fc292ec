"""Facts that could slip out beside their own screen: through a second role, a title, a name, a small number."""

from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from hrm.kernel.dates import PartialDate
from staff.access import may, rows_for
from staff.kinds import kind_by_slug
from staff.models import (
    CorrectionRequest,
    Pledge,
    PledgePlan,
    PledgeText,
    PriorWork,
    Profile,
    RecordFile,
)
from staff.rules.pledging import text_hash
from staff.services.errors import DomainError
from staff.services.facts import correct_fact, record_fact
from tests.conftest import Cast
from tests.factories import OfficerFactory, PostingFactory
from tests.staff.screens import text, url


@pytest.fixture
def pledge(cast: Cast) -> Pledge:
    """Bảo of B signed this year's pledge."""
    year = timezone.localdate().year
    days = {"opened_on": date(year, 1, 1), "deadline": date(year, 12, 31)}
    plan = PledgePlan.objects.create(unit=cast.t, year=year, title="Kế hoạch liêm chính", **days)
    written = PledgeText.objects.create(plan=plan, version=1, body="Tôi cam kết", sha256=text_hash("x"))
    return Pledge.objects.create(
        text=written, officer=cast.officer("bao"), signed_on=date(year, 3, 2), method="paper"
    )


@pytest.mark.parametrize(
    ("who", "sees"), [("mai", 1), ("binh", 1), ("kim", 1), ("bao", 1), ("an", 0), ("thu", 0)]
)
def test_whoever_follows_people_for_the_caseload_sees_no_pledges(cast: Cast, pledge, who, sees) -> None:
    """Thu reaches the people of T to import their caseload; that everyone may see the own pledge opens no other."""
    assert rows_for(getattr(cast, who), Pledge, "view").count() == sees


@pytest.mark.parametrize(("who", "sees"), [("mai", 1), ("binh", 0), ("kim", 0), ("bao", 1), ("thu", 0)])
def test_proposals_are_for_those_who_decide_and_the_person(cast: Cast, who, sees) -> None:
    CorrectionRequest.objects.create(
        officer=cast.officer("bao"), target="officer", old={}, new={"ethnicity": "Tày"}, asked_by=cast.bao
    )
    assert rows_for(getattr(cast, who), CorrectionRequest, "view").count() == sees
    assert may(cast.thu, CorrectionRequest, "view") is False


def test_the_clerk_reads_of_no_pledge_in_the_change_history(cast: Cast, as_, pledge) -> None:
    address = f"{url('officer', 'CC-bao')}?tab=lich-su"
    assert "Kế hoạch liêm chính" in text(as_(cast.binh).get(address))
    assert "Kế hoạch liêm chính" not in text(as_(cast.thu).get(address))


def test_the_title_of_a_scan_is_for_those_who_may_see_files(cast: Cast, as_) -> None:
    """A leader sees that the entry was made, not what the file behind it is called."""
    bao = cast.officer("bao")
    scan = RecordFile.objects.create(
        officer=bao,
        kind="other",
        title="Giấy ra viện",
        file=ContentFile(b"%PDF-1.4", "x.pdf"),
        content_type="application/pdf",
        size=8,
        sha256="3" * 64,
    )
    row = PriorWork.objects.create(officer=bao, start=date(2010, 1, 1), organisation="Ủy ban xã", scan=scan)
    address = url("fact_history", "cong-tac-khac", str(row.pk))
    pages = {who: text(as_(getattr(cast, who)).get(address)) for who in ("mai", "bao", "binh", "kim")}
    assert all("Ủy ban xã" in page for page in pages.values())
    assert [who for who, page in pages.items() if "Giấy ra viện" in page] == ["mai", "bao"]


# --- few people behind a number (Law 91/2025 on personal data) -------------------------------------


@pytest.fixture
def believer(cast: Cast) -> None:
    """Bảo is one of the two people of B and has a religion; the other says nothing."""
    Profile.objects.create(officer=cast.officer("bao"), religion="Công giáo")


def believers(response) -> dict[str, int | None]:
    """Unit code → the figure as it is shown; "" for the total."""
    panel = response.context["panel"]
    column = next(c for c in panel.columns if (c.dimension.key, c.code) == ("religion", "believer"))
    lines = [*response.context["rows"], response.context["total_row"]]
    return {line["row"].code: line["row"].figure(column) for line in lines}


def test_a_figure_of_few_people_tells_nobody_their_religion(cast: Cast, as_, believer) -> None:
    assert believers(as_(cast.mai).get(url("report_quality"))) == {"T": 1, "T-A": 0, "T-B": 1, "": 1}
    page = as_(cast.kim).get(url("report_quality"))
    assert believers(page) == {"T": 1, "T-A": None, "T-B": None, "": 1}
    assert "dưới 5 người" in text(page)
    assert set(believers(as_(cast.binh).get(url("report_quality"))).values()) == {None}


def test_five_people_are_enough(cast: Cast, as_, believer) -> None:
    for _number in range(3):
        PostingFactory(officer=OfficerFactory(), unit=cast.b)
    assert believers(as_(cast.binh).get(url("report_quality"))) == {"T-B": 1, "": 1}


def test_from_one_day_to_the_next_religion_is_compared_only_by_who_keeps_the_record(
    cast: Cast, as_, believer
) -> None:
    """Otherwise the day on which somebody came would tell."""

    def titles(who: str) -> set[str]:
        return {
            title
            for title, _lines in as_(getattr(cast, who)).get(url("report_comparison")).context["sections"]
        }

    assert "Tôn giáo" in titles("mai")
    assert "Tôn giáo" not in titles("kim") | titles("binh") | titles("thu")


def test_a_message_about_a_relative_names_nobody(cast: Cast) -> None:
    """Relatives stand masked; what a rule says about one is no way around it (and no disclosure is logged)."""
    kind, bao = kind_by_slug("quan-he"), cast.officer("bao")
    facts = {"side": "own", "relationship": "child", "full_name": "Đỗ Thị Kín", "occupation": "Công ty Z"}
    days = [PartialDate(date(year, 1, 1), "day") for year in (2010, 2012)]
    _first, second = (record_fact(actor=cast.mai, officer=bao, kind=kind, start=day, **facts) for day in days)
    with pytest.raises(DomainError) as refused:
        correct_fact(actor=cast.mai, row=second, start=days[0], **facts)
    assert "Kín" not in refused.value.message
    assert "Công ty Z" not in refused.value.message
    assert kind.heading in refused.value.message
