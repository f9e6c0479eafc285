"""The demo's three accounts, with passwords of their own, written down where the operator finds them."""

import secrets
import string
from dataclasses import dataclass

from django.contrib.auth.models import Group, User

from config.embedded.state import StateDirectory

ROLES = ("editor", "reviewer", "admin")
_GROUPS = {"editor": "editors", "reviewer": "reviewers"}


@dataclass(frozen=True)
class DemoAccount:
    """One line of accounts.txt."""

    role: str
    name: str
    password: str

    def __str__(self) -> str:
        return f"{self.role} {self.name} {self.password}"


def _password() -> str:
    """Fourteen letters and digits: hard to guess, easy to type and to copy."""
    return "".join(secrets.choice(string.ascii_letters + string.digits) for _ in range(14))


def read_accounts(state: StateDirectory) -> list[DemoAccount]:
    """What accounts.txt says; empty if there is none or if it is not complete."""
    try:
        lines = state.accounts.read_text("utf-8").splitlines()
    except OSError:
        return []
    accounts = [DemoAccount(*parts) for line in lines if len(parts := line.split()) == 3]
    return accounts if [account.role for account in accounts] == list(ROLES) else []


def ensure_accounts(state: StateDirectory) -> list[DemoAccount]:
    """Make the accounts that are missing. An account that exists keeps its password, unless the file with
    the passwords is lost: then all get new ones."""
    known = read_accounts(state)
    accounts = known or [DemoAccount(role, role, _password()) for role in ROLES]
    for account in accounts:
        user, created = User.objects.get_or_create(
            username=account.name,
            defaults={"is_staff": True, "is_superuser": account.role == "admin"},
        )
        if created or not known:
            user.set_password(account.password)
            user.save(update_fields=["password"])
        if group := _GROUPS.get(account.role):
            user.groups.add(Group.objects.get(name=group))
    if not known:
        state.write_private(state.accounts, "".join(f"{account}\n" for account in accounts))
    return accounts
