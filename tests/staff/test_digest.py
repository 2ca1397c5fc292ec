"""The daily digest: who is told what, once; one e-mail a day and person at most."""

from datetime import date, datetime, timedelta

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import call_command
from django.utils import timezone

from staff import registries
from staff.models import Hindrance, Notice, User
from staff.registries import DigestSource, News
from staff.selectors.notices import notices_of
from staff.services.digest import ONE_BY_ONE, send_digest
from staff.services.notices import tell
from tests.conftest import Cast
from tests.factories import OfficerFactory, PostingFactory
from tests.staff.due_cast import DAY, in_position

NEXT = DAY + timedelta(days=1)


@pytest.fixture
def addresses(cast: Cast) -> Cast:
    for user in User.objects.all():
        user.email = f"{user.username}@example.vn"
        user.save()
    return cast


def texts(user: User) -> list[str]:
    return list(Notice.objects.filter(user=user).values_list("text", flat=True))


def receivers() -> set[str]:
    return {address for message in mail.outbox for address in message.to}


class TestTelling:
    def test_the_officer_and_those_in_reach_are_told_and_nobody_else(self, addresses: Cast) -> None:
        in_position(addresses.officer("bao"), addresses.b)
        send_digest(day=DAY)
        told = set(Notice.objects.values_list("user__username", flat=True))
        assert told == {"bao", "binh", "mai", "kim"}
        [own] = texts(addresses.bao)
        assert own.startswith("Định kỳ chuyển đổi vị trí công tác")
        assert "01/12/2026" in own
        [leader] = texts(addresses.binh)
        assert leader.startswith("Đỗ Quốc Bảo (CC-bao): ")

    def test_told_again_only_when_it_comes_nearer(self, addresses: Cast) -> None:
        in_position(addresses.officer("bao"), addresses.b)
        days = [date(2025, 11, 30), date(2025, 12, 1), date(2026, 5, 31), date(2026, 6, 1), date(2026, 9, 1)]
        counts = []
        for day in [*days, date(2026, 12, 1), date(2026, 12, 2), date(2027, 5, 1)]:
            send_digest(day=day)
            counts.append(len(texts(addresses.bao)))
        # 12 months, 6, 3, overdue: four times in all.
        assert counts == [0, 1, 1, 2, 3, 3, 4, 4]

    def test_what_is_blocked_is_not_told_until_the_block_ends(self, addresses: Cast) -> None:
        in_position(addresses.officer("bao"), addresses.b)
        Hindrance.objects.create(
            officer=addresses.officer("bao"), kind="nursing", start=DAY, end=date(2027, 2, 1)
        )
        send_digest(day=DAY)
        assert texts(addresses.bao) == []
        send_digest(day=date(2027, 2, 1))
        assert len(texts(addresses.bao)) == 1

    def test_very_many_new_ones_become_one_message_and_stay_told(self, addresses: Cast) -> None:
        for _n in range(ONE_BY_ONE + 1):
            officer = OfficerFactory()
            PostingFactory(officer=officer, unit=addresses.a)
            in_position(officer, addresses.a)
        send_digest(day=DAY)
        unread = Notice.objects.filter(user=addresses.an, read_at=None)
        assert [notice.text for notice in unread] == [
            f"Đơn vị của bạn có thêm {ONE_BY_ONE + 1} việc đến hạn; mở trang Đến hạn để xem."
        ]
        assert list(notices_of(addresses.an)) == list(unread), "the others are kept, not shown"
        before = Notice.objects.count()
        send_digest(day=NEXT)
        assert Notice.objects.count() == before

    def test_an_account_that_is_closed_is_told_nothing(self, addresses: Cast) -> None:
        in_position(addresses.officer("bao"), addresses.b)
        User.objects.filter(username="binh").update(is_active=False)
        send_digest(day=DAY)
        assert texts(addresses.binh) == []

    def test_other_apps_add_to_it(self, addresses: Cast, monkeypatch) -> None:
        source = DigestSource(
            "mine",
            lambda day: [News(addresses.loan.pk, "mine:1", "Tin khác", "/tin/")],
            lambda n, day: ("", ""),
        )
        monkeypatch.setattr(registries, "digest_sources", registries.digest_sources)
        registries.digest_sources.append(source)
        try:
            send_digest(day=DAY)
            send_digest(day=DAY)
        finally:
            registries.digest_sources.remove(source)
        assert texts(addresses.loan) == ["Tin khác"]


class TestMail:
    def test_one_e_mail_a_person_in_vietnamese_with_links(self, addresses: Cast, settings) -> None:
        settings.WAGTAILADMIN_BASE_URL = "https://nhansu.example.vn"
        in_position(addresses.officer("bao"), addresses.b)
        tell(users=[addresses.bao], key="other", text="Chỉ thị mới", url="/chi-thi/")
        result = send_digest(day=DAY)
        assert (result.mailed, result.failed) == (4, 0)
        [message] = [message for message in mail.outbox if message.to == ["bao@example.vn"]]
        assert message.subject == "[THADS] 2 thông báo ngày 30/09/2026"
        assert "Kính gửi ông/bà Đỗ Quốc Bảo," in message.body
        assert "- Chỉ thị mới\n  https://nhansu.example.vn/chi-thi/\n" in message.body
        assert "https://nhansu.example.vn/nhan-su/ho-so-cua-toi/?tab=den-han" in message.body
        assert "https://nhansu.example.vn/thong-bao/" in message.body
        assert not message.alternatives

    def test_a_second_run_on_the_day_sends_and_tells_nothing(self, addresses: Cast) -> None:
        in_position(addresses.officer("bao"), addresses.b)
        send_digest(day=DAY)
        sent, told = len(mail.outbox), Notice.objects.count()
        tell(users=[addresses.bao], key="later", text="Đến sau", url="/")
        again = send_digest(day=DAY)
        assert (again.told, again.mailed, len(mail.outbox), Notice.objects.count()) == (0, 0, sent, told + 1)
        send_digest(day=NEXT)
        [message] = mail.outbox[sent:]
        assert message.to == ["bao@example.vn"]
        assert "Đến sau" in message.body
        assert "chuyển đổi" not in message.body, "yesterday's is not sent again"

    @pytest.mark.parametrize("off", [{"daily_mail": False}, {"email": ""}, {"is_active": False}])
    def test_only_to_those_who_want_it_and_have_an_address(self, addresses: Cast, off) -> None:
        tell(users=[addresses.bao, addresses.binh], key="k", text="x", url="/")
        User.objects.filter(username="bao").update(**off)
        send_digest(day=DAY)
        assert receivers() == {"binh@example.vn"}

    def test_what_was_read_inside_is_not_sent(self, addresses: Cast) -> None:
        tell(users=[addresses.bao], key="k", text="x", url="/")
        Notice.objects.update(read_at=timezone.now())
        assert send_digest(day=DAY).mailed == 0

    def test_one_address_that_fails_does_not_stop_the_others_and_is_tried_again(
        self, addresses: Cast, monkeypatch, caplog
    ) -> None:
        tell(users=[addresses.bao, addresses.binh], key="k", text="x", url="/")
        sends = EmailBackend.send_messages

        def refuse_bao(self: EmailBackend, messages: list[mail.EmailMessage]) -> int:
            if messages[0].to == ["bao@example.vn"]:
                raise OSError("mailbox unavailable")
            return sends(self, messages)

        monkeypatch.setattr(EmailBackend, "send_messages", refuse_bao)
        result = send_digest(day=DAY)
        assert (result.mailed, result.failed, receivers()) == (1, 1, {"binh@example.vn"})
        assert "mailbox unavailable" in caplog.text
        monkeypatch.setattr(EmailBackend, "send_messages", sends)
        assert send_digest(day=DAY).mailed == 1
        assert receivers() == {"bao@example.vn", "binh@example.vn"}

    def test_the_time_of_sending_is_kept(self, addresses: Cast) -> None:
        tell(users=[addresses.bao], key="k", text="x", url="/")
        send_digest(day=DAY)
        assert timezone.localtime(Notice.objects.get().mailed_at).date() == DAY

    def test_a_line_break_in_a_name_adds_no_header(self, addresses: Cast) -> None:
        User.objects.filter(username="bao").update(last_name="x\r\nBcc: y@example.vn")
        tell(users=[User.objects.get(username="bao")], key="k", text="x", url="/")
        send_digest(day=DAY)
        assert receivers() == {"bao@example.vn"}


class TestCommand:
    def run(self, capsys, *args: str) -> str:
        call_command("send_digest", *args)
        return " ".join(capsys.readouterr().out.split())

    def test_it_says_what_it_did(self, addresses: Cast, capsys) -> None:
        in_position(addresses.officer("bao"), addresses.b)
        assert self.run(capsys, "--date", "2026-09-30") == (
            "30/09/2026: đã thông báo 4 việc, số thư đã gửi: 4, không gửi được: 0."
        )

    def test_a_dry_run_changes_nothing(self, addresses: Cast, capsys) -> None:
        in_position(addresses.officer("bao"), addresses.b)
        said = self.run(capsys, "--date", "30/09/2026", "--dry-run")
        assert "sẽ thông báo 4 việc, số thư sẽ gửi: 4; chưa thực hiện gì." in said
        assert not Notice.objects.exists()
        assert mail.outbox == []

    def test_a_wrong_day_is_one_sentence_and_exit_1(self, addresses: Cast, capsys) -> None:
        with pytest.raises(SystemExit) as stopped:
            call_command("send_digest", "--date", "31/02/2026")
        assert stopped.value.code == 1
        assert "31/02/2026" in capsys.readouterr().err

    def test_today_by_default(self, addresses: Cast, capsys) -> None:
        today = timezone.localdate()
        assert self.run(capsys).startswith(f"{today:%d/%m/%Y}")
        assert datetime.now().year >= 2026


def test_the_queries_for_finding_due_dates_do_not_grow_with_people(addresses: Cast) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            send_digest(day=DAY, dry_run=True)
        return len(captured)

    in_position(addresses.officer("bao"), addresses.b)
    queries()  # what a process asks once in its life
    few = queries()
    for _n in range(10):
        officer = OfficerFactory()
        PostingFactory(officer=officer, unit=addresses.a)
        in_position(officer, addresses.a)
    assert queries() == few
