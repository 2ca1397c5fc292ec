"""The screens: forms that say what is wrong, lists with a constant number of queries, cards, digest, files."""

import io
from datetime import timedelta

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from cms.models import CoordinationRule, Finding, Inspection, Task
from cms.reports.governance_panels import governance_news, waiting_card
from cms.services.committees_meetings import MeetingFacts, conclude, give_conclusion, keep_meeting
from cms.services.coordination import enter_duty, give_duty
from cms.services.inspections_findings import give_remedy
from staff.models import Reorganisation, Unit, User
from staff.registries import Reorganised, reorganisation_followers
from tests.cms.governance.building import DAY, SOON, committee, concluded, finding, planned, rules, wanted
from tests.conftest import Cast

pytestmark = pytest.mark.django_db


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page(user: User, url: str) -> str:
    response = client_of(user).get(url)
    assert response.status_code == 200, (url, response.status_code)
    return response.content.decode()


def queries(user: User, url: str) -> int:
    client = client_of(user)
    client.get(url)
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert client.get(url).status_code == 200
    return len(seen)


def cells(user: User, url: str) -> list[tuple]:
    response = client_of(user).get(url)
    return list(openpyxl.load_workbook(io.BytesIO(response.content)).active.values)


def meeting_of(cast: Cast):
    facts = MeetingFacts(DAY - timedelta(days=30), "Quý III", "", "31/TB")
    return keep_meeting(actor=cast.loan, committee=committee(cast), facts=facts)


class TestForms:
    def test_the_registrar_enters_rules_with_their_file(self, agency: Cast) -> None:
        data = {
            "unit": agency.t.pk,
            "symbol": "05/QCPH",
            "title": "Quy chế",
            "signed_on": "10/01/2026",
            "new_partners": "Tòa án nhân dân tỉnh T\nCông an tỉnh T",
            "review_every_months": "12",
            "file": SimpleUploadedFile("quy che.pdf", b"%PDF-1.4 x"),
        }
        response = client_of(agency.loan).post("/phoi-hop/moi/", data)
        rule = CoordinationRule.objects.get()
        assert response.headers["Location"] == f"/phoi-hop/{rule.pk}/"
        assert rule.partners.count() == 2
        served = client_of(agency.kim).get(f"/phoi-hop/{rule.pk}/tep/")
        assert b"".join(served.streaming_content) == b"%PDF-1.4 x"

    def test_a_forbidden_file_is_refused_at_its_field_and_nothing_is_kept(self, agency: Cast) -> None:
        data = {
            "unit": agency.t.pk,
            "symbol": "05/QCPH",
            "title": "Quy chế",
            "signed_on": "10/01/2026",
            "new_partners": "Tòa án",
            "review_every_months": "12",
            "file": SimpleUploadedFile("x.exe", b"MZ"),
        }
        response = client_of(agency.loan).post("/phoi-hop/moi/", data)
        assert "file" in response.context["form"].errors
        assert not CoordinationRule.objects.exists()

    def test_an_overlap_asks_for_the_reason(self, agency: Cast) -> None:
        planned(agency)
        data = {
            "unit": agency.b.pk,
            "by_unit": agency.t.pk,
            "kind": "thematic",
            "subject": "Chuyên đề",
            "start": "09/10/2026",
            "end": "09/10/2026",
        }
        client = client_of(agency.loan)
        assert "reason" in client.post("/kiem-tra/moi/", data).context["form"].errors
        client.post("/kiem-tra/moi/", data | {"reason": "Đột xuất"})
        assert Inspection.objects.count() == 2

    def test_the_form_sends_conclusions_about_persons_to_the_record(self, agency: Cast) -> None:
        assert "Kết luận về cá nhân không lưu ở đây" in page(agency.loan, "/kiem-tra/moi/")

    def test_the_leader_of_the_unit_gives_the_remedy_and_keeps_nothing_else(self, agency: Cast) -> None:
        found = finding(agency, concluded(agency))
        client = client_of(agency.binh)
        data = {
            "owner": agency.officer("bao").pk,
            "title": "Xác minh",
            "product": "Biên bản",
            "deadline": f"{SOON:%d/%m/%Y}",
        }
        client.post(f"/kiem-tra/thieu-sot/{found.pk}/giao-viec/", data)
        task = Task.objects.get(finding=found)
        assert (task.owner, task.unit) == (agency.officer("bao"), agency.b)
        assert client.get(f"/kiem-tra/thieu-sot/{found.pk}/khac-phuc/").status_code == 403

    def test_a_deadline_that_has_passed_is_refused(self, agency: Cast) -> None:
        found = finding(agency, concluded(agency))
        data = {
            "owner": agency.officer("bao").pk,
            "title": "Xác minh",
            "product": "Biên bản",
            "deadline": "01/11/2026",
        }
        response = client_of(agency.binh).post(f"/kiem-tra/thieu-sot/{found.pk}/giao-viec/", data)
        assert "deadline" in response.context["form"].errors
        assert not Task.objects.exists()

    def test_an_impossible_day_shows_no_members(self, agency: Cast) -> None:
        found = committee(agency)
        assert "31/02/2026" in page(agency.loan, f"/ban-chi-dao/{found.pk}/?at=31/02/2026")


class TestLists:
    def test_rules_by_partner_and_review(self, agency: Cast) -> None:
        first = rules(agency)
        rules(
            agency, symbol="06/QCPH", title="Với công an", new_partners=("Công an tỉnh T",), next_review=SOON
        )
        partner = first.partners.get().pk
        found = page(agency.loan, f"/phoi-hop/?partner={partner}")
        assert "05/QCPH" in found
        assert "06/QCPH" not in found
        overdue = page(agency.loan, "/phoi-hop/?review=qua-han")
        assert "05/QCPH" in overdue
        assert "06/QCPH" not in overdue

    @pytest.mark.parametrize(
        "url", ["/phoi-hop/?partner=x&unit=-1&review=zzz", "/kiem-tra/?year=abc&unit=999999&state=x"]
    )
    def test_a_filter_that_cannot_be_read_is_left_out(self, agency: Cast, url: str) -> None:
        assert page(agency.loan, url)

    def test_the_board_counts_with_numerator_and_denominator(self, agency: Cast) -> None:
        row = concluded(agency)
        late, _other = finding(agency, row), finding(agency, row, "Sổ thiếu cột")
        Finding.objects.filter(pk=late.pk).update(remedy_by=DAY - timedelta(days=1))
        assert "50,0%" in page(agency.binh, "/kiem-tra/theo-don-vi/")
        *_headings, line, total = cells(agency.binh, "/kiem-tra/theo-don-vi.xlsx")
        assert line[2:8] == (1, 2, 0, 0, 1, 1)
        assert total[3] == 2

    def test_conclusions_go_out_with_the_state_of_their_tasks(self, agency: Cast) -> None:
        row = conclude(actor=agency.loan, meeting=meeting_of(agency), text="Cưỡng chế vụ A")
        bao = agency.officer("bao")
        give_conclusion(actor=agency.loan, conclusion=row, owner=bao, unit=agency.b, wanted=wanted())
        lines = cells(agency.loan, f"/ban-chi-dao/{row.meeting.committee_id}/ket-luan.xlsx")
        assert "Cưỡng chế vụ A" in lines[-1]
        assert "Xác minh lại – Đỗ Quốc Bảo, hạn 03/12/2026: Đang thực hiện" in lines[-1]

    def test_lists_cost_the_same_at_one_row_and_at_three(self, agency: Cast) -> None:
        bao = agency.officer("bao")
        rule, row, held = rules(agency), concluded(agency), meeting_of(agency)

        def grow(number: int) -> None:
            duty = enter_duty(actor=agency.loan, rule=rule, text=f"Việc {number}")
            give_duty(actor=agency.loan, duty=duty, owner=bao, unit=agency.b, wanted=wanted())
            found = finding(agency, row, f"Thiếu sót {number}")
            give_remedy(actor=agency.loan, finding=found, owner=bao, unit=agency.b, wanted=wanted())
            ended = conclude(actor=agency.loan, meeting=held, text=f"Kết luận {number}")
            give_conclusion(actor=agency.loan, conclusion=ended, owner=bao, unit=agency.b, wanted=wanted())

        grow(0)
        urls = [
            "/phoi-hop/",
            f"/phoi-hop/{rule.pk}/",
            "/kiem-tra/",
            f"/kiem-tra/{row.pk}/",
            "/kiem-tra/theo-don-vi/",
            f"/ban-chi-dao/{held.committee_id}/",
            f"/ban-chi-dao/hop/{held.pk}/",
            f"/ban-chi-dao/{held.committee_id}/ket-luan/",
        ]
        before = {url: queries(agency.loan, url) for url in urls}
        for number in (1, 2):
            grow(number)
            rules(agency, symbol=f"{number}/QCPH")
            start = DAY - timedelta(days=30 * number)
            planned(agency, start=start, end=start + timedelta(days=1), reason="x")
        assert {url: queries(agency.loan, url) for url in urls} == before


class TestWaiting:
    def test_the_card_stands_only_where_something_waits(self, agency: Cast) -> None:
        request = RequestFactory().get("/")
        for user, expected in ((agency.loan, False), (agency.bao, False)):
            request.user = user
            assert bool(waiting_card(request)) is expected
        rules(agency)
        finding(agency, concluded(agency), remedy_by=DAY + timedelta(days=2))
        shown = {}
        for name in ("loan", "binh", "an", "bao", "mai"):
            request.user = User.objects.get(username=name)
            shown[name] = bool(waiting_card(request))
        assert shown == {"loan": True, "binh": True, "an": False, "bao": False, "mai": False}

    def test_the_digest_tells_who_sees_to_it(self, agency: Cast) -> None:
        rules(agency)
        finding(agency, concluded(agency), remedy_by=DAY + timedelta(days=2))
        told = {(news.user_id, news.key.split(":")[0]) for news in governance_news(DAY)}
        assert told == {
            (agency.loan.pk, "coordination"),
            (agency.loan.pk, "finding"),
            (agency.binh.pk, "finding"),
        }


def test_a_successor_keeps_what_a_closed_unit_kept(agency: Cast) -> None:
    rule = rules(agency, unit=agency.b)
    open_one, closed = planned(agency), concluded(agency, start=DAY - timedelta(days=40), end=DAY)
    Inspection.objects.filter(pk=closed.pk).update(state="closed")
    heir = Unit.objects.create(
        code="T-C", name="Phòng khu vực C", kind="phong_khu_vuc", parent=agency.t, start=DAY
    )
    Reorganisation.objects.create(day=DAY, predecessor=agency.b, successor=heir)
    told = Reorganised(DAY, frozenset({agency.b.pk}), {}, {"T-C": heir.pk})
    [follower] = [each for each in reorganisation_followers if each.key == "governance"]
    assert len(follower.foresee(told).lines) == 2
    assert follower.follow(told, agency.mai) == 2
    for row in (rule, open_one, closed):
        row.refresh_from_db()
    assert (rule.unit, open_one.unit, closed.unit) == (heir, heir, agency.b)
