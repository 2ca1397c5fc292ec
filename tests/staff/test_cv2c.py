"""Form 2C-BNV/2008 as PDF: what it says, what stands masked, and who is on record for seeing it whole."""

import io
from datetime import date

import pytest
from django.core.files.base import ContentFile
from PIL import Image
from pypdf import PdfReader

from staff.models import (
    Allowance,
    AwardHeld,
    Discipline,
    Disclosure,
    Officer,
    PartyPost,
    PriorWork,
    Profile,
    Qualification,
    Rank,
    RankHolding,
    RecordFile,
    Relation,
    SalaryStep,
)
from tests.conftest import Cast
from tests.kernel.test_pdf import ALPHABET, fonts_of_shown_text, text_of
from tests.staff.screens import text, url

SECRETS = {
    "citizen_id": "001085012345",
    "insurance_number": "2601234567",
    "permanent_address": "Số 5 đường Lê Lợi",
    "current_address": "Ngõ 9 phố Bến Nghé",
    "health": "Loại hai",
    "relative": "Trần Văn Thân Nhân",
    "occupation": "Giáo viên mầm non",
}


@pytest.fixture
def person(cast: Cast) -> Officer:
    """Ánh with a whole record."""
    anh = cast.officer("anh")
    anh.citizen_id, anh.ethnicity, anh.party_joined = SECRETS["citizen_id"], "Tày", date(2012, 5, 19)
    anh.save()
    Profile.objects.create(
        officer=anh,
        birth_place="Xã Tam Hồng",
        religion="Không",
        strengths="Thuyết phục đương sự",
        **{n: SECRETS[n] for n in ("insurance_number", "permanent_address", "current_address", "health")},
    )
    facts = {"officer": anh, "start": date(2015, 1, 1)}
    rank = Rank.objects.get(code="03.301")
    RankHolding.objects.create(rank=rank, **facts)
    SalaryStep.objects.create(step=3, coefficient="3.00", **facts)
    Allowance.objects.create(name="Phụ cấp trách nhiệm", percent=25, **facts)
    Qualification.objects.create(
        kind="education", level="university", title="Đại học", specialty="Luật", school="ĐH Luật", **facts
    )
    PriorWork.objects.create(
        organisation="Công ty Sao Mai",
        job="Pháp chế",
        officer=anh,
        start=date(2008, 2, 1),
        end=date(2009, 3, 1),
    )
    PartyPost.objects.create(title="Bí thư", committee="Chi bộ 2", **facts)
    AwardHeld.objects.create(kind="title", name="Chiến sĩ thi đua cơ sở", year=2014, **facts)
    Discipline.objects.create(form="khien_trach", act="chậm", side="state", **facts)
    for side in ("own", "spouse"):
        Relation.objects.create(
            relationship="parent",
            side=side,
            full_name=SECRETS["relative"],
            birth_year=1950,
            occupation=SECRETS["occupation"],
            **facts,
        )
    return anh


def printed(response) -> str:
    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    return " ".join(text_of(response.content).split())


PDF = ("officer_cv_pdf", "CC-anh")


def test_the_form_holds_the_record(cast: Cast, person, as_) -> None:
    form = printed(as_(cast.mai).get(url(*PDF)))
    for answer in (
        "SƠ YẾU LÝ LỊCH CÁN BỘ, CÔNG CHỨC",
        "NGUYỄN THỊ ÁNH",
        "6) Dân tộc: Tày, 7) Tôn giáo: Không",
        "4) Nơi sinh: Xã Tam Hồng",
        "Chấp hành viên sơ cấp, Mã ngạch: 03.301",
        "Bậc lương: 3, Hệ số: 3,00, Ngày hưởng: 01/01/2015",
        "Phụ cấp trách nhiệm: 25,00%",
        "15.2- Trình độ chuyên môn cao nhất: Đại học, Luật",
        "16) Ngày vào Đảng Cộng sản Việt Nam: 19/05/2012",
        "20) Sở trường công tác: Thuyết phục đương sự",
        "Chiến sĩ thi đua cơ sở (2014)",
        "Khiển trách, chính quyền (2015)",
        "02/2008 - 02/2009 Pháp chế, Công ty Sao Mai",
        "Bí thư, Chi bộ 2",
        "01/2020 - nay",
        "03.301/3",
    ):
        assert answer in form, answer


@pytest.mark.parametrize("secret", SECRETS.values(), ids=SECRETS.keys())
def test_masked_facts_stand_masked_even_for_who_may_see_them(cast: Cast, person, as_, secret) -> None:
    assert secret not in printed(as_(cast.mai).get(url(*PDF)))
    assert not Disclosure.objects.exists()


@pytest.mark.parametrize("secret", SECRETS.values(), ids=SECRETS.keys())
def test_in_full_on_an_explicit_choice(cast: Cast, person, as_, secret) -> None:
    assert secret in printed(as_(cast.mai).post(url(*PDF)))


def test_each_group_of_facts_seen_whole_is_logged(cast: Cast, person, as_) -> None:
    as_(cast.mai).post(url(*PDF))
    logged = Disclosure.objects.filter(officer=person, viewer=cast.mai).values_list("field", flat=True)
    assert sorted(logged) == ["citizen_id", "contact", "health", "relations"]


def test_nothing_to_see_is_not_logged(cast: Cast, as_) -> None:
    as_(cast.mai).post(url(*PDF))
    assert not Disclosure.objects.exists()


def test_the_own_form_whole(cast: Cast, person, as_) -> None:
    assert SECRETS["citizen_id"] in printed(as_(cast.anh).post(url(*PDF)))


@pytest.mark.parametrize(("who", "status"), [("an", 403), ("kim", 403), ("binh", 404), ("ngoc", 404)])
def test_without_the_verb_or_out_of_reach_never_whole(cast: Cast, person, as_, who, status) -> None:
    assert as_(getattr(cast, who)).post(url(*PDF)).status_code == status
    assert not Disclosure.objects.exists()


def test_a_leader_gets_the_form_without_life_and_family(cast: Cast, person, as_) -> None:
    form = printed(as_(cast.an).get(url(*PDF)))
    assert "Chấp hành viên sơ cấp" in form
    assert "Xã Tam Hồng" not in form
    assert "người in không có quyền xem các phần này" in form
    assert "Open" not in text(as_(cast.an).get(url("officer_cv", "CC-anh")))


@pytest.mark.parametrize("name", ["officer_cv", "officer_cv_pdf"])
def test_out_of_reach_there_is_no_form(cast: Cast, person, as_, name) -> None:
    assert as_(cast.binh).get(url(name, "CC-anh")).status_code == 404
    assert as_(cast.bao).get(url(name, "CC-anh")).status_code == 404


def test_the_form_is_of_the_day_asked_for(cast: Cast, person, as_) -> None:
    assert "01/2020 - nay" not in printed(as_(cast.mai).get(url(*PDF, at="01/01/2019")))
    assert as_(cast.mai).get(url(*PDF, at="x")).status_code == 200


def test_every_letter_survives_and_nothing_stands_in_a_core_font(cast: Cast, person, as_) -> None:
    Profile.objects.filter(officer=person).update(personal_history=" ".join(ALPHABET))
    content = as_(cast.mai).get(url(*PDF)).content
    assert [letter for letter in ALPHABET if letter not in text_of(content)] == []
    assert {font.split("-")[0] for font in fonts_of_shown_text(content)} == {"Tinos"}


def test_pages_are_numbered_from_the_second(cast: Cast, person, as_) -> None:
    pages = PdfReader(io.BytesIO(as_(cast.mai).get(url(*PDF)).content)).pages
    firsts = [page.extract_text().split()[0] for page in pages]
    assert len(firsts) >= 2
    assert firsts[1:] == [str(n) for n in range(2, len(firsts) + 1)]
    assert firsts[0] != "1"


def photo(officer: Officer, content: bytes) -> None:
    RecordFile.objects.create(
        officer=officer,
        kind="photo",
        title="Ảnh",
        file=ContentFile(content, "anh.jpg"),
        content_type="image/jpeg",
        size=len(content),
        sha256="0" * 64,
    )


def jpeg() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (300, 400), (10, 120, 200)).save(out, "JPEG")
    return out.getvalue()


def test_the_photo_stands_on_the_first_page_only(cast: Cast, person, as_, settings, tmp_path) -> None:
    photo(person, jpeg())
    pages = PdfReader(io.BytesIO(as_(cast.mai).get(url(*PDF)).content)).pages
    assert [len(page.images) for page in pages] == [1, *[0] * (len(pages) - 1)]


def test_a_file_that_is_no_picture_leaves_the_place_empty(cast: Cast, person, as_) -> None:
    photo(person, b"not a picture")
    pages = PdfReader(io.BytesIO(as_(cast.mai).get(url(*PDF)).content)).pages
    assert sum(len(page.images) for page in pages) == 0
    assert "Ảnh màu" in pages[0].extract_text()
