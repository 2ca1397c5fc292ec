"""Every environment variable of the product, typed, in one place."""

import os
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


@dataclass(frozen=True)
class Env:
    """What an operator may set; the defaults run the demonstration."""

    database_url: str
    secret_key: str
    allowed_hosts: tuple[str, ...]
    base_url: str
    data_dir: Path
    evaluate_contract_staff: bool
    email_host: str
    email_port: int
    email_user: str
    email_password: str
    email_tls: bool
    email_from: str


def _flag(name: str, default: bool) -> bool:
    return os.environ.get(name, str(default)).strip().lower() in {"1", "true", "yes", "on"}


def read_env() -> Env:
    """Read the process environment once, at start."""
    data_dir = Path(os.environ.get("DATA_DIR", str(ROOT / "var")))
    return Env(
        database_url=os.environ.get("DATABASE_URL", f"sqlite:///{data_dir / 'db.sqlite3'}"),
        secret_key=os.environ.get("SECRET_KEY", ""),
        allowed_hosts=tuple(h for h in os.environ.get("ALLOWED_HOSTS", "").split(",") if h),
        base_url=os.environ.get("BASE_URL", "http://127.0.0.1:8000"),
        data_dir=data_dir,
        evaluate_contract_staff=_flag("EVALUATE_CONTRACT_STAFF", True),
        email_host=os.environ.get("EMAIL_HOST", "localhost"),
        email_port=int(os.environ.get("EMAIL_PORT", "25")),
        email_user=os.environ.get("EMAIL_USER", ""),
        email_password=os.environ.get("EMAIL_PASSWORD", ""),
        email_tls=_flag("EMAIL_TLS", False),
        email_from=os.environ.get("EMAIL_FROM", "thads@localhost"),
    )
