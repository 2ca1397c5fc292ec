"""What stands in the body of a request is behind the gate as well: ids and codes of another office do nothing."""

from datetime import date, timedelta

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from staff.access import ReachCode, grant
from staff.models import (
    AssetDuty,
    CorrectionRequest,
    Officer,
    PledgePlan,
    Post,
    Posting,
    PriorWork,
    QualityCampaign,
    RecordFile,
    ReorganisationPlan,
    User,
)
from staff.rules.reorganising import Scheme, content_of
from tests.conftest import Cast
from tests.staff.screens import url
from tests.training.building import programme
from tests.training.screens import url as training
from training.models import Course, StudyCommitment


@pytest.fixture
def keeper(cast: Cast) -> User:
    """Ngọc keeps the records of A; B and the province are none of hers."""
    for code in (ReachCode.VIEW_PEOPLE, ReachCode.MANAGE_PEOPLE):
        grant(cast.ngoc, code, cast.a)
    return cast.ngoc


def soon() -> str:
    return f"{timezone.localdate() + timedelta(days=20):%d/%m/%Y}"


# --- the record ----------------------------------------------------------------------------------


@pytest.mark.parametrize("verb", ["dieu-dong", "luan-chuyen", "bo-nhiem", "biet-phai"])
def test_nobody_is_sent_to_a_unit_out_of_reach(cast: Cast, as_, keeper, verb) -> None:
    before = Posting.objects.count()
    post = Post.objects.get(name="Trưởng phòng").pk
    data = {"unit": cast.b.pk, "post": post, "start": "01/06/2026", "end": "01/06/2027"}
    response = as_(keeper).post(url("officer_decide", "CC-anh", verb), data)
    assert "unit" in response.context["form"].errors
    assert Posting.objects.count() == before


def test_a_posting_is_entered_for_units_one_keeps_only(cast: Cast, as_, keeper) -> None:
    data = {"unit": cast.b.pk, "engagement": "civil_servant", "start": "01/06/2026"}
    response = as_(keeper).post(url("fact_add", "CC-anh", "vi-tri"), data)
    assert "unit" in response.context["form"].errors


def test_the_scan_of_somebody_else_is_no_scan(cast: Cast, as_) -> None:
    facts = {"kind": "other", "title": "x", "content_type": "application/pdf", "size": 1, "sha256": "4" * 64}
    scan = RecordFile.objects.create(
        officer=cast.officer("bao"), file=ContentFile(b"%PDF-1.4", "x.pdf"), **facts
    )
    data = {"organisation": "Ủy ban xã", "start": "2010", "scan": scan.pk}
    response = as_(cast.mai).post(url("fact_add", "CC-anh", "cong-tac-khac"), data)
    assert "scan" in response.context["form"].errors
    assert not PriorWork.objects.exists()


def test_the_file_of_somebody_else_proves_no_proposal(cast: Cast, as_) -> None:
    facts = {"kind": "other", "title": "x", "content_type": "application/pdf", "size": 1, "sha256": "4" * 64}
    scan = RecordFile.objects.create(
        officer=cast.officer("bao"), file=ContentFile(b"%PDF-1.4", "x.pdf"), **facts
    )
    client = as_(cast.anh)
    data = {"full_name": "Nguyễn Thị Ánh", "birth_date": "15/06/1985", "sex": "male", "ethnicity": "Tày"}
    looked = client.post(url("correction_add", "officer"), data).context["looked_at"]
    client.post(url("correction_add", "officer"), {**data, "looked_at": looked, "proof": scan.pk})
    assert not CorrectionRequest.objects.exists()


# --- duties, plans and campaigns ------------------------------------------------------------------


@pytest.mark.parametrize("unit", ["T", "T-B", "?"])
@pytest.mark.parametrize("name", ["asset_duties_make", "pledge_plan_new", "campaign_open"])
def test_bulk_work_begins_in_units_one_keeps(cast: Cast, as_, keeper, name, unit) -> None:
    year = timezone.localdate().year
    data = {"unit": unit, "year": year, "title": "Kế hoạch", "name": "Đợt", "deadline": f"31/12/{year}"}
    data |= {"opened_on": f"01/01/{year}", "body": "Tôi cam kết", "fields_wanted": "religion"}
    response = as_(keeper).post(url(name), data)
    assert "unit" in response.context["form"].errors
    made = (AssetDuty, PledgePlan, QualityCampaign)
    assert not any(model.objects.exists() for model in made)


def test_a_duty_of_another_office_is_neither_made_nor_marked(cast: Cast, as_, keeper) -> None:
    client, day = as_(keeper), timezone.localdate()
    made = client.post(
        url("asset_duty_new"), {"number": "CC-bao", "kind": "yearly", "day": f"{day:%d/%m/%Y}"}
    )
    assert "number" in made.context["form"].errors
    duty = AssetDuty.objects.create(
        officer=cast.officer("bao"), kind="yearly", year=day.year, start=date(day.year, 1, 1), due=day
    )
    data = {"duty": [duty.pk], "what": "handed_in", "day": f"{day:%d/%m/%Y}"}
    assert client.post(url("asset_duties_mark"), data).status_code == 404
    duty.refresh_from_db()
    assert duty.handed_in is None


# --- reorganisation, what-if, training ------------------------------------------------------------


@pytest.mark.parametrize("unit", ["t", "b"])
def test_a_plan_is_drafted_within_units_one_keeps(cast: Cast, as_, keeper, unit) -> None:
    data = {"title": "Sắp xếp", "unit": getattr(cast, unit).pk, "day": soon()}
    response = as_(keeper).post(url("reorganisation_new"), data)
    assert "unit" in response.context["form"].errors
    assert not ReorganisationPlan.objects.exists()


def test_a_step_closes_no_unit_beside_the_plan(cast: Cast, as_, keeper) -> None:
    day = timezone.localdate() + timedelta(days=20)
    plan = ReorganisationPlan.objects.create(
        unit=cast.a, title="Sắp xếp", day=day, content=content_of(Scheme())
    )
    client = as_(keeper)
    address = url("reorganisation_new_step", str(plan.pk), "doi-ten")
    seen = client.get(address).context["form"].initial["seen"]
    data = {"source": "T-B", "code": "T-X", "name": "Phòng X", "kind": "phong_khu_vuc", "parent": "T-A"}
    response = client.post(address, {**data, "seen": seen})
    assert "source" in response.context["form"].errors
    plan.refresh_from_db()
    assert plan.content == content_of(Scheme())


def test_the_what_if_moves_nobody_of_another_office(cast: Cast, as_, keeper) -> None:
    query = {"d1-tu": "T-B", "d1-den": "T-A", "d1-so": "1"}
    response = as_(keeper).get(url("staffing_whatif", **query))
    assert response.context["has_errors"]
    assert response.context["trial"] is None


def test_training_sends_and_plans_for_nobody_else(cast: Cast, as_, keeper) -> None:
    client = as_(keeper)
    facts = {"number": "CC-bao", "degree": "master", "subject": "Luật", "school": "ĐH", "cost": "1"}
    sent = client.post(training("commitment_new"), {**facts, "start": "05/09/2022", "last_day": "04/09/2024"})
    assert "number" in sent.context["form"].errors
    year = timezone.localdate().year
    planned = {"programme": programme().pk, "code": "K9", "title": "Khóa", "year": year, "unit": cast.b.pk}
    assert "unit" in client.post(training("course_new"), planned).context["form"].errors
    assert not StudyCommitment.objects.exists()
    assert not Course.objects.exists()


# --- addresses of people --------------------------------------------------------------------------

POSTS = [
    ("fact_add", ("CC-bao", "cong-tac-khac")),
    ("officer_decide", ("CC-bao", "ky-luat")),
    ("profile_edit", ("CC-bao",)),
    ("record_file_add", ("CC-bao",)),
    ("officer_reveal", ("CC-bao", "citizen_id")),
]


@pytest.mark.parametrize(("name", "arguments"), POSTS)
@pytest.mark.parametrize(
    ("who", "status"), [("ngoc", 404), ("an", 403), ("binh", 403), ("kim", 403), ("thu", 403)]
)
def test_a_post_to_somebody_elses_record_is_refused(
    cast: Cast, as_, keeper, name, arguments, who, status
) -> None:
    """The keeper of A has the verbs and finds nobody; leaders, auditor and clerk lack the verbs."""
    before = Officer.history.count()
    answered = as_(getattr(cast, who)).post(url(name, *arguments), {}).status_code
    # To unmask is asked of one person: who may not see the person at all finds nobody.
    assert answered == (404 if name == "officer_reveal" and who == "an" else status)
    assert Officer.history.count() == before
