"""What people may send in about accounts. No form asks for more than three things."""

from nabolag_web.accounts.forms.new import FirstAccount, NewAccount
from nabolag_web.accounts.forms.own import (
    Accessibility,
    DeletedAccount,
    DescribedAccount,
    DescribedOperator,
    NewAddress,
)

__all__ = [
    "Accessibility",
    "DeletedAccount",
    "DescribedAccount",
    "DescribedOperator",
    "FirstAccount",
    "NewAccount",
    "NewAddress",
]
