"""Small, true rows for tests. Names are invented."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from hrm.kernel.text import fold, vietnamese_name_key
from staff.models import Officer, Posting, Unit, User


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"nguoi{n}")
    password = factory.django.Password("mat-khau-thu-2026")


class UnitFactory(DjangoModelFactory):
    class Meta:
        model = Unit

    code = factory.Sequence(lambda n: f"DV{n:03d}")
    name = factory.LazyAttribute(lambda o: f"Đơn vị {o.code}")
    kind = "phong_khu_vuc"
    start = date(2020, 1, 1)


class OfficerFactory(DjangoModelFactory):
    class Meta:
        model = Officer

    number = factory.Sequence(lambda n: f"CC{n:04d}")
    full_name = factory.Sequence(lambda n: f"Nguyễn Văn Thử {n}")
    name_key = factory.LazyAttribute(lambda o: vietnamese_name_key(o.full_name))
    folded_name = factory.LazyAttribute(lambda o: fold(o.full_name))
    birth_date = date(1985, 6, 15)
    sex = "male"
    service_start = date(2010, 1, 1)


class PostingFactory(DjangoModelFactory):
    class Meta:
        model = Posting

    officer = factory.SubFactory(OfficerFactory)
    unit = factory.SubFactory(UnitFactory)
    start = date(2020, 1, 1)
