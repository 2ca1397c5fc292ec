"""Histories by workbook (workbooks, section 8): one shape of sheet, the title row names the kind."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from staff.access import ReachCode, grant
from staff.imports.histories import HISTORY_GUIDES, import_histories
from staff.imports.report import ImportReport
from staff.kinds import KINDS, kind_by_slug
from staff.models import (
    AwardHeld,
    Discipline,
    Officer,
    PartyMembership,
    Posting,
    Profile,
    Qualification,
    RankHolding,
    Relation,
    SalaryStep,
    User,
)
from tests.conftest import Cast
from tests.factories import OfficerFactory, PostingFactory, UnitFactory
from tests.workbooks import Rows, Value, table, workbook

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

HEADINGS = ("Số hiệu", "Họ và tên", "Từ ngày", "Đến ngày", "Nội dung", "Đơn vị", "Số quyết định", "Lý do")
Row = Mapping[str, Value]


def sheet(title: str, *rows: Row) -> Rows:
    return [[title], ["Cập nhật đến 20/11/2026"], *table(HEADINGS, rows)]


def row(start: Value, content: Value = None, **more: Value) -> dict[str, Value]:
    named = {"unit": "Đơn vị", "end": "Đến ngày", "decision": "Số quyết định", "reason": "Lý do"}
    named |= {"name": "Họ và tên", "number": "Số hiệu"}
    return {"Số hiệu": "CC1", "Từ ngày": start, "Nội dung": content} | {named[k]: v for k, v in more.items()}


def book(**sheets: Rows) -> Path:
    return workbook(sheets)


def bring_in(path: Path, *, actor: User | None = None, dry_run: bool = False) -> ImportReport:
    return import_histories(path, name=path.name, actor=actor, dry_run=dry_run)


def told(report: ImportReport) -> list[tuple[str, str]]:
    return [(problem.cell, problem.message) for problem in report.errors]


@pytest.fixture
def officer() -> Officer:
    """Recruited on 01/03/2010, in P1 since 01/05/2015."""
    p = UnitFactory(code="P")
    p1 = UnitFactory(code="P1", parent=p)
    UnitFactory(code="P2", parent=p, start=date(2008, 1, 1))
    found = OfficerFactory(number="CC1", full_name="Nguyễn Văn An", service_start=date(2010, 3, 1))
    PostingFactory(officer=found, unit=p1, start=date(2015, 5, 1))
    return found


def test_an_earlier_posting_lasts_until_the_stored_one(officer: Officer) -> None:
    report = bring_in(book(a=sheet("QUÁ TRÌNH CÔNG TÁC", row("01/03/2010", "; Tuyển dụng", unit="P2"))))
    assert told(report) == []
    assert report.summary_line == "created 1, updated 0, unchanged 0, errors 0"
    first, second = Posting.objects.filter(officer=officer).order_by("start")
    assert (first.unit.code, first.act, first.end) == ("P2", "recruited", date(2015, 5, 1))
    assert (second.unit.code, second.end) == ("P1", None)


def test_a_career_comes_in_one_file_and_the_second_time_changes_nothing(officer: Officer) -> None:
    path = book(
        a=sheet(
            "Quá trình công tác",
            row("01/03/2010", "; Tuyển dụng", unit="P2", end="01/01/2013"),
            row("01/01/2013", "; Điều động", unit="P2"),
        ),
        b=sheet("Ngạch công chức", row("01/03/2010", "01.003"), row("01/06/2015", "Chấp hành viên sơ cấp")),
        c=sheet(
            "Bậc lương",
            row("01/03/2010", "1; 2,34; Khi tuyển dụng"),
            row("01/03/2013", "2; 2,67; Nâng bậc thường xuyên", decision="44/QĐ-CTHADS"),
        ),
        d=sheet("Ngoại ngữ", row("2009", "Tiếng Anh B"), row("2009", "Tiếng Pháp A")),
    )
    assert bring_in(path).summary_line == "created 8, updated 0, unchanged 0, errors 0"
    again = bring_in(path)
    assert (told(again), again.summary_line) == ([], "created 0, updated 0, unchanged 8, errors 0")
    assert [p.end for p in Posting.objects.order_by("start")] == [date(2013, 1, 1), date(2015, 5, 1), None]
    assert [(r.rank.code, r.end) for r in RankHolding.objects.order_by("start")] == [
        ("01.003", date(2015, 6, 1)),
        ("03.301", None),
    ]
    steps = SalaryStep.objects.order_by("start")
    assert [(s.step, s.coefficient, s.decision) for s in steps] == [
        (1, Decimal("2.34"), ""),
        (2, Decimal("2.67"), "44/QĐ-CTHADS"),
    ]
    languages = Qualification.objects.filter(kind="language")
    assert {q.title for q in languages} == {"Tiếng Anh B", "Tiếng Pháp A"}
    assert {q.start_precision for q in languages} == {"year"}


def test_a_row_of_the_same_day_corrects_and_an_empty_part_states_nothing(officer: Officer) -> None:
    bring_in(
        book(
            a=sheet(
                "Danh hiệu, khen thưởng", row("26/12/2024", "Danh hiệu thi đua; Lao động tiên tiến; 2024")
            )
        )
    )
    bring_in(
        book(
            a=sheet(
                "Danh hiệu, khen thưởng", row("26/12/2024", "Danh hiệu thi đua; Lao động tiên tiến; ; 759000")
            )
        )
    )
    held = AwardHeld.objects.get()
    assert (held.year, held.money) == (2024, 759_000)


def test_the_preview_says_what_a_correction_changes(officer: Officer) -> None:
    title = "Kỷ luật"
    bring_in(book(a=sheet(title, row("05/09/2023", "Cảnh cáo; vi phạm nội quy; Chính quyền"))))
    report = bring_in(
        book(a=sheet(title, row("05/09/2023", "Cảnh cáo; vi phạm quy chế; Chính quyền", end="05/09/2024"))),
        dry_run=True,
    )
    changed = {(change.field, change.old, change.new) for change in report.changes}
    assert ("hành vi vi phạm", "vi phạm nội quy", "vi phạm quy chế") in changed
    assert report.summary_line == "created 0, updated 1, unchanged 0, errors 0"
    assert Discipline.objects.get().act == "vi phạm nội quy"


def test_the_first_day_in_the_party_reaches_the_officer(officer: Officer) -> None:
    bring_in(book(a=sheet("Đảng viên", row("03/02/2012", "Chi bộ 1; 03/02/2013"))))
    officer.refresh_from_db()
    assert (PartyMembership.objects.get().official_on, officer.party_joined) == (
        date(2013, 2, 3),
        date(2012, 2, 3),
    )


# title of the sheet, broken row, column at fault, a part of the message
BROKEN: dict[str, tuple[str, dict[str, Any], str, str]] = {
    "unknown number": ("Tin học", row("2010", "A", number="CC9"), "A", "CC9"),
    "another name": ("Tin học", row("2010", "A", name="Lê Thị Hà"), "B", "Nguyễn Văn An"),
    "31 February": ("Tin học", row("31/02/2010", "A"), "C", "dd/mm/yyyy"),
    "no first day": ("Tin học", row(None, "A"), "C", "phải điền"),
    "end before the beginning": ("Tin học", row("01/05/2012", "A", end="01/05/2012"), "D", "trước"),
    "no content": ("Kỷ luật", row("01/01/2020"), "E", "phải điền"),
    "unknown form": ("Kỷ luật", row("01/01/2020", "Phê bình; x; Đảng"), "E", "Khiển trách"),
    "hạ bậc lương after 01/07/2025": (
        "Kỷ luật",
        row("01/07/2025", "Hạ bậc lương; vi phạm; Chính quyền"),
        "E",
        "khiển trách, cảnh cáo, cách chức, buộc thôi việc",
    ),
    "unknown level": ("Trình độ chuyên môn", row("01/01/2008", "12/12"), "E", "Tiến sĩ"),
    "unknown rank": ("Ngạch công chức", row("01/01/2016", "03.999"), "E", "danh mục"),
    "step above the table": ("Bậc lương", row("01/01/2016", "10; 4,98"), "E", "9 bậc"),
    "no unit": ("Quá trình công tác", row("01/01/2014", ""), "F", "phải điền"),
    "unknown unit": ("Quá trình công tác", row("01/01/2014", "", unit="P9"), "F", "P9"),
    "before the first day of service": (
        "Quá trình công tác",
        row("01/01/2009", "", unit="P2"),
        "C",
        "01/03/2010",
    ),
    "not a whole number": (
        "Danh hiệu, khen thưởng",
        row("01/01/2020", "Danh hiệu thi đua; LĐTT; năm 2019"),
        "E",
        "số nguyên",
    ),
    "too many parts": ("Biệt phái", row("01/01/2020", "Trưởng phòng; x; y", unit="P2"), "E", "chức vụ"),
    "loan to the own unit": ("Biệt phái", row("01/01/2020", "", unit="P1"), "F", "đang công tác"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_row_is_named_at_its_cell_and_nothing_is_written(officer: Officer, case: str) -> None:
    RankHolding.objects.create(officer=officer, rank_id=_rank("03.301"), start=date(2010, 3, 1), end=None)
    title, broken, column, part = BROKEN[case]
    sound = row("01/01/2011", "Danh hiệu thi đua; Lao động tiên tiến; 2011")
    before = Posting.objects.count()
    report = bring_in(book(a=sheet(title, broken), b=sheet("Danh hiệu, khen thưởng", sound)))
    ((cell, message),) = told(report)
    assert (cell, part in message) == (f"{column}4", True), message
    assert AwardHeld.objects.count() == 0
    assert Posting.objects.count() == before


def _rank(code: str) -> int:
    from staff.models import Rank

    return Rank.objects.get(code=code).pk


def test_a_sheet_that_names_no_kind_is_refused_with_the_list_of_kinds(officer: Officer) -> None:
    report = bring_in(book(Bang1=sheet("BẢNG TỔNG HỢP", row("2010", "A"))))
    ((_cell, message),) = told(report)
    assert "Quá trình công tác" in message
    assert "Kỷ luật" in message


def test_what_a_rule_advises_against_needs_a_reason_which_is_kept(officer: Officer) -> None:
    """A gap between two postings (issue: refused, or a written reason that is kept)."""
    gap = row("01/03/2010", "; Tuyển dụng", unit="P2", end="01/01/2014")
    bring_in(book(a=sheet("Quá trình công tác", gap)))
    late = row("01/06/2014", "; Điều động", unit="P2", end="01/05/2015")
    refused = bring_in(book(a=sheet("Quá trình công tác", late)))
    assert "01/01/2014" in told(refused)[0][1]
    assert "lý do" in told(refused)[0][1]
    assert Posting.objects.count() == 2
    accepted = bring_in(book(a=sheet("Quá trình công tác", late | {"Lý do": "nghỉ chờ sắp xếp"})))
    assert told(accepted) == []
    assert Posting.objects.get(start=date(2014, 6, 1)).reason == "nghỉ chờ sắp xếp"


class TestReach:
    """`--as`: within the verbs and units of that person."""

    def test_officers_of_other_offices_are_refused(self, cast: Cast) -> None:
        line = row("26/12/2024", "Danh hiệu thi đua; Lao động tiên tiến", number="CC-bao")
        grant(cast.ngoc, ReachCode.MANAGE_PEOPLE, cast.a)
        report = bring_in(book(a=sheet("Danh hiệu, khen thưởng", line)), actor=cast.ngoc)
        assert told(report)[0][0] == "A4"
        assert not AwardHeld.objects.exists()
        assert told(bring_in(book(a=sheet("Danh hiệu, khen thưởng", line)), actor=cast.mai)) == []

    def test_a_unit_out_of_reach_only_for_time_that_is_over(self, cast: Cast) -> None:
        grant(cast.ngoc, ReachCode.MANAGE_PEOPLE, cast.a)
        over = row("01/06/2020", "Trưởng phòng", unit="T-B", end="01/06/2021", number="CC-anh")
        open_ = row("01/06/2022", "Trưởng phòng", unit="T-B", number="CC-anh")
        assert told(bring_in(book(a=sheet("Biệt phái", over)), actor=cast.ngoc)) == []
        assert told(bring_in(book(a=sheet("Biệt phái", open_)), actor=cast.ngoc))[0][0] == "F4"


def test_relatives_stay_masked_in_the_preview(officer: Officer) -> None:
    line = row("01/05/2012", "Vợ / chồng; Lê Thị Bí Mật; 1988; giáo viên")
    bring_in(book(a=sheet("Quan hệ gia đình, lợi ích", line)))
    later = line | {"Nội dung": "Vợ / chồng; Lê Thị Bí Mật; 1989; bác sĩ"}
    report = bring_in(book(a=sheet("Quan hệ gia đình, lợi ích", later)), dry_run=True)
    shown = " ".join(f"{change.subject} {change.old} {change.new}" for change in report.changes)
    assert report.changes
    assert "giáo viên" not in shown
    assert "bác sĩ" not in shown
    assert Relation.objects.get().birth_year == 1988


def test_the_command_says_what_it_did(officer: Officer, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("import_histories", str(book(a=sheet("Tin học", row("2010", "Tin học cơ bản")))))
    assert capsys.readouterr().out.strip().splitlines()[-1] == "created 1, updated 0, unchanged 0, errors 0"


def test_every_kind_has_a_sheet_in_the_blank_workbook_that_the_import_recognises() -> None:
    assert len(HISTORY_GUIDES) == len(KINDS) + 1
    assert len({guide.sheet for guide in HISTORY_GUIDES}) == len(KINDS) + 1
    assert all(len(guide.sheet) <= 31 for guide in HISTORY_GUIDES)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.slug)
def test_the_example_of_the_blank_workbook_would_come_in(officer: Officer, kind: Any) -> None:
    """What the guide shows as an example is accepted by the reader of parts."""
    from hrm.kernel.workbook.book import Cell
    from hrm.kernel.workbook.cells import Reader
    from staff.imports.histories.parts import Lists, read_parts

    guide = HISTORY_GUIDES[KINDS.index(kind)]
    example = str(guide.lines["content"][1])
    reader = Reader("mau.xlsx")
    values = read_parts(reader, kind, Cell("A", 4, 5, example), Lists())
    assert reader.problems == []
    assert values is not None
    assert bool(values) == bool(example)
    assert kind_by_slug(kind.slug) is kind


class TestCurricula:
    """The sheet “Lý lịch”: facts of a person without dates, one row an officer."""

    def sheet(self, **cells: Value) -> Path:
        headings = ("Số hiệu", "Họ và tên", "Quê quán", *(h for h in cells if h != "Quê quán"))
        return workbook({"Lý lịch": table(headings, [{"Số hiệu": "CC1", "Quê quán": "Vĩnh Yên"} | cells])})

    def test_a_row_fills_in_what_it_states_and_leaves_the_rest(self, officer: Officer) -> None:
        cells: dict[str, Value] = {"Tôn giáo": "Không", "Ngày nhập ngũ": "01/03/2003", "Chiều cao (cm)": 168}
        assert bring_in(self.sheet(**cells)).summary_line.startswith("created 1, updated 0")
        again = bring_in(self.sheet(**{"Nhóm máu": "O"}))
        assert again.summary_line == "created 0, updated 1, unchanged 0, errors 0"
        profile = officer.profile
        profile.refresh_from_db()
        assert (profile.home_place, profile.religion, profile.blood_group) == ("Vĩnh Yên", "Không", "O")
        assert (profile.enlisted_on, profile.height_cm) == (date(2003, 3, 1), 168)
        assert bring_in(self.sheet(**{"Nhóm máu": "O"})).counts.unchanged == 1

    @pytest.mark.parametrize(
        ("heading", "value", "part"),
        [
            ("Chiều cao (cm)", 1680, "tính bằng cm"),
            ("Ngày cấp CCCD", "01/01/1800", "dd/mm/yyyy"),
            ("Thư điện tử công vụ", "an@", "email"),
            ("Mã số BHXH", "1" * 21, "20"),
        ],
    )
    def test_what_cannot_be_is_named_at_its_cell(
        self, officer: Officer, heading: str, value: Value, part: str
    ) -> None:
        ((cell, message),) = told(bring_in(self.sheet(**{heading: value})))
        assert cell == "D2"
        assert part in message
        assert not Profile.objects.exists()

    def test_masked_facts_stay_masked_in_the_preview(self, officer: Officer) -> None:
        bring_in(self.sheet(**{"Điện thoại": "0912345678"}))
        report = bring_in(self.sheet(**{"Điện thoại": "0987654321"}), dry_run=True)
        shown = " ".join(f"{change.old} {change.new}" for change in report.changes)
        assert report.changes
        assert "0987654321" not in shown
        assert "0912345678" not in shown
