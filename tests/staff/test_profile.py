"""The curriculum vitae form: masked facts stay unseen, and of two editors the second loses nothing."""

from datetime import date

import pytest

from staff.models import Officer, Profile
from staff.services.editing import Overtaken, seen_of
from staff.services.errors import DomainError
from staff.services.profile import keep_profile, seen_of_profile
from tests.conftest import Cast
from tests.staff.screens import text, url

PHONE = "0912345678"


@pytest.fixture
def profile(cast: Cast) -> Profile:
    """Ánh: religion, home and telephone are known; written by mai."""
    return keep_profile(
        actor=cast.mai,
        officer=cast.officer("anh"),
        seen=None,
        religion="Không",
        home_place="Phú Thọ",
        phone=PHONE,
        height_cm=160,
    )


def form(cast: Cast, **typed: str) -> dict[str, str]:
    officer = cast.officer("anh")
    stored = Profile.objects.filter(officer=officer).first() or Profile()
    plain = {"religion": stored.religion, "home_place": stored.home_place}
    return plain | {"seen": str(seen_of_profile(officer)), "seen_officer": str(seen_of(officer))} | typed


def test_what_was_typed_is_stored_with_its_author(cast: Cast, as_) -> None:
    answer = as_(cast.mai).post(
        url("profile_edit", "CC-anh"), form(cast, birth_place="  Xã   Sơn Đông ", enlisted_on="01/09/2003")
    )
    assert answer.status_code == 302
    stored = Profile.objects.get()
    assert (stored.birth_place, stored.enlisted_on) == ("Xã Sơn Đông", date(2003, 9, 1))
    assert stored.history.get().history_user == cast.mai


def test_the_form_does_not_show_masked_facts(cast: Cast, profile: Profile, as_) -> None:
    Officer.objects.filter(number="CC-anh").update(citizen_id="026085001234")
    page = text(as_(cast.mai).get(url("profile_edit", "CC-anh")))
    assert PHONE not in page
    assert "026085001234" not in page
    assert 'value="160"' not in page
    assert "•••••••678" in page
    assert 'value="Phú Thọ"' in page


def test_a_masked_fact_left_empty_stays_typed_is_replaced_ticked_is_taken_out(
    cast: Cast, profile: Profile, as_
) -> None:
    client, address = as_(cast.mai), url("profile_edit", "CC-anh")
    client.post(address, form(cast))
    assert Profile.objects.get().phone == PHONE
    client.post(address, form(cast, phone="0987000111"))
    assert Profile.objects.get().phone == "0987000111"
    client.post(address, form(cast, clear=["phone", "height_cm"]))
    stored = Profile.objects.get()
    assert (stored.phone, stored.height_cm) == ("", None)


def test_the_identity_number_is_entered_here_too(cast: Cast, as_) -> None:
    client, address = as_(cast.mai), url("profile_edit", "CC-anh")
    assert "12 chữ số" in text(client.post(address, form(cast, citizen_id="12345")))
    assert cast.officer("anh").citizen_id == ""
    client.post(address, form(cast, citizen_id="026085001234"))
    officer = cast.officer("anh")
    assert officer.citizen_id == "026085001234"
    assert officer.history.first().history_user == cast.mai


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"enlisted_on": "31/02/2003"}, "15/06/1965"),
        ({"enlisted_on": "01/01/1800"}, "01/01/1900"),
        ({"enlisted_on": "01/01/2005", "discharged_on": "01/01/2004"}, "ngày xuất ngũ trước ngày nhập ngũ"),
        ({"citizen_id_issued_on": "01/01/1960"}, "ngày cấp trước ngày sinh"),
        ({"height_cm": "16"}, "165"),
        ({"weight_kg": "6000"}, "60"),
        ({"work_email": "không phải thư"}, "email"),
        ({"religion": "x" * 61}, "60"),
    ],
)
def test_bad_input_is_told_at_its_field_and_changes_nothing(
    cast: Cast, as_, typed: dict[str, str], told: str
) -> None:
    page = text(as_(cast.mai).post(url("profile_edit", "CC-anh"), form(cast, **typed)))
    assert told in page
    assert 'class="errorlist"' in page
    assert not Profile.objects.exists()


def test_the_ends_of_lines_a_browser_sends_are_no_change(cast: Cast, as_) -> None:
    client, address = as_(cast.mai), url("profile_edit", "CC-anh")
    for ending in ("\n", "\r\n"):
        client.post(address, form(cast, personal_history=f"Học ở quê.{ending}Đi bộ đội."))
    stored = Profile.objects.get()
    assert stored.personal_history == "Học ở quê.\nĐi bộ đội."
    assert stored.history.count() == 1


def test_nothing_new_leaves_no_trace(cast: Cast, profile: Profile, as_) -> None:
    as_(cast.mai).post(url("profile_edit", "CC-anh"), form(cast))
    assert profile.history.count() == 1


class TestTwoEditors:
    """mai opened the form; kim's colleague saved meanwhile."""

    @pytest.fixture
    def typed(self, cast: Cast, profile: Profile) -> dict[str, str]:
        opened = form(cast, religion="Phật giáo")
        keep_profile(
            actor=cast.ngoc,
            officer=cast.officer("anh"),
            seen=seen_of_profile(cast.officer("anh")),
            home_place="Hà Nội",
            phone="0987000111",
        )
        return opened

    def test_the_second_is_told_who_changed_what_and_nothing_is_written(self, cast: Cast, typed, as_) -> None:
        page = text(as_(cast.mai).post(url("profile_edit", "CC-anh"), typed))
        assert "Bùi Thị Ngọc đã lưu hồ sơ này" in page
        assert "<del>Phú Thọ</del> → Hà Nội" in page
        assert "0987000111" not in page
        assert Profile.objects.get().religion == "Không"

    def test_what_they_typed_comes_back_over_the_new_values(self, cast: Cast, typed, as_) -> None:
        page = text(as_(cast.mai).post(url("profile_edit", "CC-anh"), typed))
        assert 'value="Phật giáo"' in page
        assert 'value="Hà Nội"' in page
        assert 'value="Phú Thọ"' not in page

    def test_saving_again_keeps_both(self, cast: Cast, typed, as_) -> None:
        client, address = as_(cast.mai), url("profile_edit", "CC-anh")
        client.post(address, typed)
        again = form(cast, religion="Phật giáo", home_place="Hà Nội")
        assert client.post(address, again).status_code == 302
        stored = Profile.objects.get()
        assert (stored.religion, stored.home_place, stored.phone) == ("Phật giáo", "Hà Nội", "0987000111")

    def test_saving_again_may_overwrite_knowingly(self, cast: Cast, typed, as_) -> None:
        as_(cast.mai).post(url("profile_edit", "CC-anh"), form(cast, home_place="Phú Thọ"))
        assert Profile.objects.get().home_place == "Phú Thọ"

    def test_a_version_made_up_by_hand_overwrites_nothing(self, cast: Cast, typed, as_) -> None:
        for seen in ("x", "-1", "", "9" * 40):
            as_(cast.mai).post(url("profile_edit", "CC-anh"), typed | {"seen": seen})
        assert Profile.objects.get().home_place == "Hà Nội"


def test_two_who_both_begin_the_first_profile(cast: Cast) -> None:
    officer = cast.officer("anh")
    keep_profile(actor=cast.ngoc, officer=officer, seen=0, religion="Không")
    with pytest.raises(Overtaken, match="Bùi Thị Ngọc"):
        keep_profile(actor=cast.mai, officer=officer, seen=0, religion="Phật giáo")


def test_a_refused_number_writes_no_other_fact_either(cast: Cast, as_) -> None:
    as_(cast.mai).post(url("profile_edit", "CC-anh"), form(cast, citizen_id="1", religion="Không"))
    assert not Profile.objects.exists()


@pytest.mark.parametrize(
    ("who", "status"), [("mai", 200), ("an", 403), ("anh", 403), ("kim", 403), ("ngoc", 404), ("binh", 403)]
)
def test_who_may_open_the_form(cast: Cast, as_, who: str, status: int) -> None:
    assert as_(getattr(cast, who)).get(url("profile_edit", "CC-anh")).status_code == status


def test_implausible_facts_are_named_by_field(cast: Cast) -> None:
    with pytest.raises(DomainError) as refusal:
        keep_profile(actor=cast.mai, officer=cast.officer("anh"), seen=None, height_cm=400)
    assert refusal.value.field == "height_cm"
