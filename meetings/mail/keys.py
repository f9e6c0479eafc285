"""The signed links in mails. Nothing is stored: a key is the number of the subscription and a signature."""

from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.core.signing import BadSignature, SignatureExpired, Signer, TimestampSigner
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

CONFIRM_WITHIN = timedelta(days=7)
_INCOMPLETE = gettext_lazy(
    "This link is not complete. Copy the whole address from the mail, to its last slash."
)


class BadKey(ValueError):
    """A link that was cut off or altered, or that is too old; its text is a sentence for the visitor."""


# A salt each, so that no key opens the other door. Keys made earlier stay valid under SECRET_KEY_FALLBACKS.
def _confirming() -> TimestampSigner:
    return TimestampSigner(salt="meetings.mail.confirm", sep=".")


def _managing() -> Signer:
    return Signer(salt="meetings.mail.manage", sep=".")


def confirm_address(subscription_id: int) -> str:
    """Where the subscription is confirmed, for a week."""
    return f"{settings.SITE_URL}/subscribe/confirm/{_confirming().sign(str(subscription_id))}/"


def manage_address(subscription_ids: Iterable[int]) -> str:
    """Where these subscriptions are changed and ended, for ever."""
    value = "-".join(map(str, sorted(subscription_ids)))
    return f"{settings.SITE_URL}/subscriptions/{_managing().sign(value)}/"


def read_confirm_key(key: str) -> int:
    """The subscription's number. Raises BadKey."""
    try:
        return int(_confirming().unsign(key, max_age=CONFIRM_WITHIN))
    except SignatureExpired as error:
        raise BadKey(
            _("This link is more than a week old and no longer works. Ask for a new one.")
        ) from error
    except BadSignature as error:
        raise BadKey(str(_INCOMPLETE)) from error


def read_manage_key(key: str) -> list[int]:
    """The subscriptions' numbers. Raises BadKey."""
    try:
        return [int(number) for number in _managing().unsign(key).split("-")]
    except BadSignature as error:
        raise BadKey(str(_INCOMPLETE)) from error
