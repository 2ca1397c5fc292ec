"""A second province of the demonstration, small: what is meant for one province must not reach the other."""

from hrm.kernel.dates import PartialDate, parse_date
from staff.models import Post, Rank, Unit
from staff.services.officers import recruit
from staff.services.units import open_unit, set_quota

OPENED = "01/07/2025"
AGENCY = ("TQ", "Thi hành án dân sự tỉnh Tuyên Quang", "thads_tinh")
OFFICE = ("TQ-KV1", "Phòng Thi hành án dân sự khu vực 1", "phong_khu_vuc")
SEATS = {"TQ": 4, "TQ-KV1": 5}
# Number, name, sex, born, in service since, unit, code of the rank, post.
PEOPLE = (
    ("TQ0001", "Ma Văn Đoàn", "male", "14/02/1971", "01/09/1995", "TQ", "03.299", "Trưởng THADS tỉnh"),
    ("TQ0002", "Hoàng Thị Thơm", "female", "20/10/1983", "01/06/2007", "TQ", "01.003", None),
    ("TQ0003", "Nông Thị Hiền", "female", "05/05/1985", "01/03/2010", "TQ-KV1", "03.300", "Trưởng phòng"),
    ("TQ0004", "Lý Quang Anh", "male", "11/11/1990", "01/08/2014", "TQ-KV1", "03.301", None),
    ("TQ0005", "Triệu Thị Mây", "female", "30/01/1996", "01/10/2020", "TQ-KV1", "03.302", None),
)
# Number and username of the one who has an account.
NEIGHBOUR = ("TQ0004", "anhlq")


def load_neighbour() -> None:
    """Open the second province with one office and take its people into service; once, on a new database.

    It hangs under no department: the first province's personnel officer holds a grant there, which would flow
    down to this one.
    """
    agency = _open(AGENCY, None)
    units = {unit.code: unit for unit in (agency, _open(OFFICE, agency))}
    posts = {post.name: post for post in Post.objects.all()}
    for number, name, sex, born, since, unit, rank, post in PEOPLE:
        recruit(
            actor=None,
            number=number,
            full_name=name,
            birth_date=parse_date(born),
            sex=sex,
            service_start=parse_date(since),
            unit=units[unit],
            rank=Rank.objects.get(code=rank),
            post=posts[post] if post else None,
        )


def _open(facts: tuple[str, str, str], parent: Unit | None) -> Unit:
    code, name, kind = facts
    unit = open_unit(actor=None, code=code, name=name, kind=kind, parent=parent)
    opened: PartialDate = parse_date(OPENED)
    set_quota(actor=None, unit=unit, seats=SEATS[code], start=opened, decision="1898/QĐ-BTP")
    return unit
