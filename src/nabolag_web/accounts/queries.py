"""What is looked up about accounts and about the installation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.core import signing
from django.db.models import QuerySet

from nabolag_web.accounts.models import AccountTrace, Draft, Operator, User
from nabolag_web.shell.registry import kept

FIRST_LASTS = timedelta(days=1)
_FIRST, _FIRST_SALT = "first", "nabolag.first"
ADDRESS_LASTS = timedelta(days=1)
_ADDRESS_SALT = "nabolag.address"
_DRAFT_SALT = "nabolag.draft"


def account(email: str) -> User | None:
    """Give the account with an address, however it is written."""
    return User.objects.filter(email=email.lower()).first()


def accounts() -> QuerySet[User]:
    """Give every account, by name."""
    return User.objects.order_by("name", "pk")


def account_with(email: str) -> User | None:
    """Give the open account that someone signs in to with an address."""
    return User.objects.filter(email=email.strip().lower(), is_active=True).first()


def other_administrators(user: User) -> QuerySet[User]:
    """Give those who would still run the installation without someone."""
    return User.objects.filter(is_administrator=True, is_active=True).exclude(
        pk=user.pk
    )


def is_first_start() -> bool:
    """Tell whether no one has an account yet."""
    return not User.objects.exists()


def first_token() -> str:
    """Give what the link to making the first account ends with."""
    return signing.dumps(_FIRST, salt=_FIRST_SALT)


def is_first_token(token: str) -> bool:
    """Tell whether a link to making the first account is ours, and new."""
    try:
        said = signing.loads(token, salt=_FIRST_SALT, max_age=FIRST_LASTS)
    except signing.BadSignature:
        return False
    return bool(said == _FIRST)


def address_token(user: User, email: str) -> str:
    """Give what a link ends with that proves who reads the mail at a new address."""
    asked = {"who": user.pk, "now": user.email, "new": email}
    return signing.dumps(asked, salt=_ADDRESS_SALT)


def asked_address(token: str, user: User) -> str | None:
    """Give the new address someone asked for by a link, while it holds for them."""
    try:
        asked = signing.loads(token, salt=_ADDRESS_SALT, max_age=ADDRESS_LASTS)
    except signing.BadSignature:
        return None
    holds = asked["who"] == user.pk and asked["now"] == user.email
    return str(asked["new"]) if holds else None


def password_key(user: User) -> str:
    """Give what a link ends with that lets someone choose a new password, once."""
    return f"{user_pk_to_url_str(user)}-{default_token_generator.make_token(user)}"


def has_second_factor(user: User) -> bool:
    """Tell whether someone signs in with a code from an app as well."""
    codes = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP)
    return bool(codes.exists())


def connected(user: User) -> QuerySet[SocialAccount]:
    """Give the sign-ins of the municipality's own that someone has connected."""
    found: QuerySet[SocialAccount] = SocialAccount.objects.filter(user=user)
    return found.order_by("pk")


def trail() -> QuerySet[AccountTrace]:
    """Give what has been done with accounts, the newest first."""
    return AccountTrace.objects.select_related("by")


def trail_about(user: User) -> QuerySet[AccountTrace]:
    """Give what someone did with accounts, and what was done with theirs."""
    by_them = AccountTrace.objects.filter(by=user)
    with_them = AccountTrace.objects.filter(details__person=user.pk)
    return (by_them | with_them).distinct()


def names(numbers: Iterable[int]) -> Mapping[int, str]:
    """Give the names of accounts that still are, by number."""
    return dict(User.objects.filter(pk__in=set(numbers)).values_list("pk", "name"))


def draft(user: User, page: str) -> Draft | None:
    """Give what someone typed in a page's form and has not sent."""
    return user.drafts.filter(page=page).first()


def draft_key(user: User, page: str) -> str:
    """Give what the address ends with that keeps what someone types on a page.

    It is signed when they are shown the page, so it proves that they were let in there,
    and that the page is ours.
    """
    return signing.Signer(salt=_DRAFT_SALT).sign_object([user.pk, page])


def page_of_draft(key: str, user: User) -> str | None:
    """Give the page that a key is for, or nothing where it is not theirs."""
    try:
        whose, page = signing.Signer(salt=_DRAFT_SALT).unsign_object(key)
    except signing.BadSignature:
        return None
    return str(page) if whose == user.pk else None


def operator() -> Operator:
    """Give who runs this installation, or an empty answer."""
    return Operator.objects.first() or Operator()


def due_now(*, at: datetime) -> Mapping[str, int]:
    """Give how much is due of each kind that is stored, where something can be due."""
    counts = {}
    for thing in kept():
        before = at - (thing.how_long or timedelta())
        if thing.due is not None:
            counts[thing.key] = thing.due(before).count()
        if thing.loose is not None:
            counts[thing.key] = sum(1 for _name in thing.loose(before))
    return counts


def last_tidied() -> AccountTrace | None:
    """Give the last time something that was due was taken out."""
    return AccountTrace.objects.filter(done="tidied").first()
