"""Who sees which form, list, file and figure: out of reach is 404, a missing verb 403."""

import pytest

from evaluation.models import Evaluation
from tests.conftest import Cast
from tests.evaluation.screens import PERIOD, address, form_of, quarter_of_a, signed_in
from tests.factories.scoring import caseload

PAGES = ("", "giai-trinh/", "mau-01.pdf")


@pytest.fixture
def form(cast: Cast) -> Evaluation:
    return quarter_of_a(cast)


@pytest.mark.parametrize("end", PAGES)
@pytest.mark.parametrize(
    ("who", "status"), [("anh", 200), ("an", 200), ("mai", 200), ("kim", 200), ("binh", 404), ("bao", 404)]
)
def test_a_form_is_for_its_officer_its_scorer_and_those_above(
    cast: Cast, form: Evaluation, who: str, status: int, end: str
) -> None:
    assert signed_in(getattr(cast, who)).get(address(form, end)).status_code == status


@pytest.mark.parametrize(
    ("end", "allowed"), [("tu-cham/", {"anh"}), ("xac-nhan/", {"an"}), ("mo-lai/", {"an"})]
)
def test_each_act_is_for_one_person_only(cast: Cast, form: Evaluation, end: str, allowed: set[str]) -> None:
    people = ("anh", "an", "mai", "binh", "bao", "kim", "ngoc", "loan", "thu")
    statuses = {name: signed_in(getattr(cast, name)).get(address(form, end)).status_code for name in people}
    # mo-lai/ of a form that is not confirmed sends its scorer back to the form.
    assert {name for name, status in statuses.items() if status in (200, 302)} == allowed
    assert set(statuses.values()) <= {200, 302, 403, 404}


@pytest.mark.parametrize(
    ("who", "names"),
    [
        ("an", {"Phạm Văn An", "Nguyễn Thị Ánh"}),
        ("binh", {"Vũ Đức Bình", "Đỗ Quốc Bảo"}),
        ("anh", {"Nguyễn Thị Ánh"}),
        ("ngoc", {"Bùi Thị Ngọc"}),
    ],
)
def test_the_list_holds_the_forms_in_reach(cast: Cast, form: Evaluation, who: str, names: set[str]) -> None:
    page = signed_in(getattr(cast, who)).get(PERIOD)
    assert {row.record.officer.full_name for row in page.context["table"].rows} == names
    assert page.context["overview"].whole.total == len(names)


def test_only_who_runs_evaluations_in_some_unit_opens_a_quarter(cast: Cast) -> None:
    statuses = {
        name: signed_in(getattr(cast, name)).post("/danh-gia/ky/mo/", {"quarter": "2026-Q3"}).status_code
        for name in ("mai", "ngoc", "an", "anh", "kim")
    }
    assert statuses == {"mai": 302, "ngoc": 403, "an": 403, "anh": 403, "kim": 403}


def test_opening_drafts_the_units_in_reach_and_tells_what_happened(cast: Cast) -> None:
    response = signed_in(cast.mai).post("/danh-gia/ky/mo/", {"quarter": "2026-Q3"}, follow=True)
    assert response.redirect_chain == [(PERIOD, 302)]
    told = [str(m) for m in response.context["messages"]]
    assert told == [
        "Quý III năm 2026: lập mới 9 phiếu, cập nhật 0, giữ nguyên 0, đã xác nhận nên không đổi 0."
    ]
    missing = {gap.code: gap.number for gap in response.context["overview"].missing}
    assert missing == {
        "missing_work": 9,
        "missing_general": 9,
        "missing_scorer": 7,
        "missing_leader_assessment": 2,
        "subordinates_open": 2,
    }


def test_a_quarter_before_the_decree_is_not_offered(cast: Cast) -> None:
    response = signed_in(cast.mai).post("/danh-gia/ky/mo/", {"quarter": "2025-Q4"}, follow=True)
    assert [str(m) for m in response.context["messages"]] == ["Hãy chọn một trong các quý được liệt kê."]
    assert Evaluation.objects.count() == 0


def test_the_booklet_holds_the_units_own_forms_and_nobody_elses(cast: Cast, form: Evaluation) -> None:
    address_of_a = f"{PERIOD}so/T-A.pdf"
    assert signed_in(cast.an).get(address_of_a).status_code == 200
    assert signed_in(cast.binh).get(address_of_a).status_code == 404
    assert signed_in(cast.an).get(f"{PERIOD}so/KHONG-CO.pdf").status_code == 404


@pytest.mark.parametrize(
    ("who", "status"), [("anh", 200), ("an", 200), ("thu", 200), ("mai", 200), ("bao", 404), ("binh", 404)]
)
def test_an_officers_caseload_is_for_the_officer_and_those_with_reach(
    cast: Cast, form: Evaluation, who: str, status: int
) -> None:
    assert signed_in(getattr(cast, who)).get("/danh-gia/an/CC-anh/").status_code == status


def test_the_caseload_list_holds_the_officers_in_reach(cast: Cast, form: Evaluation) -> None:
    caseload(cast.officer("bao"), cast.b, 12, 50)
    seen = {
        name: [line.name for _unit, lines in page.context["units"] for line in lines]
        for name in ("an", "binh", "thu", "anh")
        for page in [signed_in(getattr(cast, name)).get("/danh-gia/an/")]
    }
    assert seen == {
        "an": ["Nguyễn Thị Ánh"],
        "binh": ["Đỗ Quốc Bảo"],
        "thu": ["Nguyễn Thị Ánh", "Đỗ Quốc Bảo"],
        "anh": ["Nguyễn Thị Ánh"],
    }


def test_a_leader_is_told_of_subordinates_outside_the_askers_reach_without_names(
    cast: Cast, form: Evaluation
) -> None:
    leader = form_of(cast, "an")
    names = {
        who: ([person.name for person in part.subordinates], part.hidden)
        for who in ("an", "mai")
        for page in [signed_in(getattr(cast, who)).get(address(leader, "giai-trinh/"))]
        for part in [page.context["explained"].leader]
    }
    assert names == {"an": (["Nguyễn Thị Ánh"], 0), "mai": (["Nguyễn Thị Ánh"], 0)}
    Evaluation.objects.filter(pk=form.pk).update(unit=cast.b, scorer=cast.officer("binh"))
    part = signed_in(cast.an).get(address(leader, "giai-trinh/")).context["explained"].leader
    assert (part.subordinates, part.hidden) == ([], 1)
