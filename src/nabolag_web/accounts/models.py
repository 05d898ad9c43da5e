"""Who people are. An account is an e-mail address, a name and a password."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from nabolag_web.shell.models import Trace


class Accounts(BaseUserManager["User"]):
    """Finds an account however its address is written."""

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email=(username or "").lower())


class User(AbstractBaseUser):
    """A person with an account. What they may do is told by their programmes.

    The address is kept in small letters, so that it is found however it is written.
    """

    email = models.EmailField(max_length=254, unique=True)
    name = models.CharField(max_length=100)
    language = models.CharField(max_length=2, default="nb")
    is_active = models.BooleanField(default=True)
    is_administrator = models.BooleanField(default=False)
    made_at = models.DateTimeField()

    objects: ClassVar[Accounts] = Accounts()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("email"), name="accounts_one_per_address"),
            models.CheckConstraint(
                condition=models.Q(email=Lower("email")),
                name="accounts_addresses_in_small_letters",
            ),
            models.CheckConstraint(
                condition=~models.Q(name=""), name="accounts_have_a_name"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Operator(models.Model):
    """Who runs this installation, as its public statements say. There is one."""

    only = models.BooleanField(default=True, editable=False, unique=True)
    name = models.CharField(max_length=200, blank=True)
    contact = models.EmailField(blank=True)
    legal_basis = models.CharField(max_length=300, blank=True)
    not_accessible = models.TextField(max_length=4000, blank=True)
    assessed_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(only=True), name="accounts_one_operator"
            )
        ]

    def __str__(self) -> str:
        return self.name


class AccountTrace(Trace):
    """What was done with accounts and with the installation, and by whom.

    No line holds a name or an address: ``details`` has the number of whom it was done
    with, which leads nowhere when that account is deleted.
    """

    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    class Meta(Trace.Meta):
        abstract = False


class Draft(models.Model):
    """What someone has typed in the form of a page and not sent yet.

    ``fields`` holds each field's values, as a browser sends them.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="drafts")
    page = models.CharField(max_length=500)
    fields = models.JSONField(default=dict)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "page"], name="accounts_one_draft_a_page"
            ),
            models.CheckConstraint(
                condition=models.Q(page__startswith="/"),
                name="accounts_drafts_are_of_our_pages",
            ),
        ]
        indexes = [models.Index(fields=["saved_at"], name="accounts_drafts_by_age")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.page}"


class Attempt(models.Model):
    """How many have tried to sign in of late, counted by address and by account.

    Django's cache writes the table; only what is due is read and deleted here.
    """

    key = models.CharField(primary_key=True, max_length=255, db_column="cache_key")
    value = models.TextField()
    expires = models.DateTimeField()

    class Meta:
        managed = False
        db_table = "accounts_cache"

    def __str__(self) -> str:
        return self.key
