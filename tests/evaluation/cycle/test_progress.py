"""The status board, the reminder and the digest of a period."""

import io
from datetime import date

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from evaluation.models import Evaluation
from evaluation.rules.deadlines import Deadlines
from evaluation.services.reminders import cycle_news
from staff.models import Notice
from tests.conftest import Cast
from tests.evaluation.cycle.building import confirmed, drafted, form_of, opened, scored, today
from tests.evaluation.screens import PERIOD, said, signed_in
from tests.factories import OfficerFactory, PostingFactory
from tests.factories.scoring import points

BOARD = f"{PERIOD}tien-do/"


@pytest.fixture
def form(cast: Cast) -> Evaluation:
    """Quarter III is open for T and overdue; Ánh scored herself, nobody else did."""
    drafted(cast)
    opened(cast)
    return scored(cast, form_of(cast, "anh"))


def board(cast: Cast, who: str = "mai", query: str = ""):
    return signed_in(getattr(cast, who)).get(BOARD + query)


def names(response) -> set[str]:
    return {row.record.form.officer.full_name for row in response.context["table"].rows}


def test_numbers_by_unit_hold_everything_below(cast: Cast, form: Evaluation) -> None:
    found = board(cast).context["board"]
    numbers = {
        line.unit.code: (
            line.total,
            line.counts["draft"],
            line.counts["self_scored"],
            line.counts["tre_tu_cham"],
            line.counts["tre_xac_nhan"],
        )
        for line in found.units
    }
    assert numbers == {"T": (9, 8, 1, 8, 1), "T-A": (2, 1, 1, 1, 1), "T-B": (2, 2, 0, 2, 0)}
    assert found.whole.total == 9


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?unit=T-A", {"Phạm Văn An", "Nguyễn Thị Ánh"}),
        ("?unit=T-A&what=self_scored", {"Nguyễn Thị Ánh"}),
        ("?what=tre_xac_nhan", {"Nguyễn Thị Ánh"}),
        ("?unit=T-B&what=tre_tu_cham", {"Vũ Đức Bình", "Đỗ Quốc Bảo"}),
        ("?unit=T-A&what=chua_tu_cham", {"Phạm Văn An"}),
        ("?unit=T-A&what=flag:missing_work", {"Phạm Văn An"}),
        ("?unit=KHONG-CO", set()),
        ("?what=linh-tinh", set()),
    ],
)
def test_every_number_opens_its_names(cast: Cast, form: Evaluation, query: str, expected: set[str]) -> None:
    assert names(board(cast, query=query)) == expected


def test_a_confirmed_form_is_late_no_more(cast: Cast, form: Evaluation) -> None:
    confirmed(cast, form)
    assert names(board(cast, query="?what=tre_xac_nhan")) == set()
    assert names(board(cast, query="?what=confirmed")) == {"Nguyễn Thị Ánh"}


def test_points_collected_on_paper_count_as_scored(cast: Cast, form: Evaluation) -> None:
    points(cast.officer("bao"), cast.b)
    assert names(board(cast, query="?unit=T-B&what=tre_xac_nhan")) == {"Đỗ Quốc Bảo"}


def test_the_board_shows_the_reach_and_nothing_else(cast: Cast, form: Evaluation) -> None:
    assert names(board(cast, "binh")) == {"Vũ Đức Bình", "Đỗ Quốc Bảo"}
    assert names(board(cast, "bao")) == {"Đỗ Quốc Bảo"}
    assert [line.unit.code for line in board(cast, "binh").context["board"].units] == ["T-B"]


def test_the_export_holds_the_names_of_the_filter(cast: Cast, form: Evaluation) -> None:
    content = signed_in(cast.mai).get(f"{BOARD}danh-sach.xlsx?unit=T-A&what=draft").content
    cells = [c.value for row in openpyxl.load_workbook(io.BytesIO(content)).active.iter_rows() for c in row]
    assert "Phạm Văn An" in cells
    assert "Nguyễn Thị Ánh" not in cells


def test_the_reminder_tells_who_is_late_once_a_day(cast: Cast, form: Evaluation) -> None:
    Notice.objects.all().delete()
    client = signed_in(cast.mai)
    # Eight officers have not scored themselves; An, the scorer of Ánh, is late besides.
    assert said(client.post(f"{BOARD}nhac/", follow=True)) == ["9 người đã được nhắc."]
    assert said(client.post(f"{BOARD}nhac/", follow=True)) == ["Hôm nay không còn ai cần nhắc."]
    told = Notice.objects.filter(user=cast.an).values_list("text", flat=True)
    assert any("chờ bạn xác nhận" in text for text in told)
    assert not Notice.objects.filter(user=cast.anh).exists()


@pytest.mark.parametrize("who", ["an", "anh", "kim", "ngoc"])
def test_only_who_opens_periods_reminds(cast: Cast, form: Evaluation, who: str) -> None:
    assert signed_in(getattr(cast, who)).post(f"{BOARD}nhac/").status_code == 403


DAYS = Deadlines(date(2026, 12, 5), date(2026, 12, 10))


@pytest.mark.parametrize(
    ("day", "own", "confirming"),
    [
        (date(2026, 12, 2), "", ""),
        (date(2026, 12, 3), "sap", ""),
        (date(2026, 12, 5), "sap", ""),
        (date(2026, 12, 6), "qua-han", ""),
        (date(2026, 12, 8), "qua-han", "sap"),
        (date(2026, 12, 11), "qua-han", "qua-han"),
    ],
)
def test_the_digest_tells_two_days_before_and_when_overdue(
    cast: Cast, form: Evaluation, day: date, own: str, confirming: str
) -> None:
    opened(cast, days=DAYS)
    news = list(cycle_news(day))
    bao = [i.key.rpartition(":")[2] for i in news if i.user_id == cast.bao.pk]
    binh = [
        i.key.rpartition(":")[2] for i in news if i.user_id == cast.binh.pk and i.key.startswith("xac-nhan:")
    ]
    assert (bao, binh) == ([own] if own else [], [confirming] if confirming else [])
    assert not [i for i in news if i.user_id == cast.anh.pk]


def test_the_result_is_told_to_the_officer(cast: Cast, form: Evaluation) -> None:
    """Article 17.3: "được thông báo đến công chức"; the personnel unit finds it in its list."""
    after = confirmed(cast, form)
    notice = Notice.objects.get(user=cast.anh, key=f"ket-qua:{after.pk}")
    assert "93,00 điểm" in notice.text
    assert "Điều 22" in notice.text
    assert names(board(cast, query="?what=confirmed")) == {"Nguyễn Thị Ánh"}


def test_the_number_of_queries_does_not_grow_with_the_forms(cast: Cast, form: Evaluation) -> None:
    client = signed_in(cast.mai)

    def queries() -> int:
        client.get(BOARD)
        with CaptureQueriesContext(
            connection,
        ) as captured:
            client.get(BOARD)
        return len(captured)

    before = queries()
    for _n in range(3):
        PostingFactory(officer=OfficerFactory(), unit=cast.a)
    opened(cast)
    assert Evaluation.objects.count() == 12
    assert queries() == before
    assert today() > date(2026, 10, 10)
