"""Settings by place: dev (default of manage.py), test, production."""
