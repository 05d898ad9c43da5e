"""What may change about accounts. Every change is written in the trail with it."""

from nabolag_web.accounts.actions.drafts import (
    DraftTooLong,
    discard_draft,
    save_draft,
)
from nabolag_web.accounts.actions.installation import (
    LastAdministrator,
    close_account,
    describe_operator,
    make_administrator,
    offer_new_password,
    open_account,
    take_second_factor,
    unmake_administrator,
)
from nabolag_web.accounts.actions.making import (
    AlreadyStarted,
    make_account,
    make_first_account,
)
from nabolag_web.accounts.actions.own import (
    AddressTaken,
    StillNeeded,
    carry_out,
    change_address,
    choose_language,
    connect,
    data_copied,
    delete_account,
    describe_account,
    disconnect,
    set_password,
)
from nabolag_web.accounts.actions.tidying import (
    tidy_up,
)
from nabolag_web.accounts.actions.trail import (
    mail,
    note,
)

__all__ = [
    "AddressTaken",
    "AlreadyStarted",
    "DraftTooLong",
    "LastAdministrator",
    "StillNeeded",
    "carry_out",
    "change_address",
    "choose_language",
    "close_account",
    "connect",
    "data_copied",
    "delete_account",
    "describe_account",
    "describe_operator",
    "discard_draft",
    "disconnect",
    "mail",
    "make_account",
    "make_administrator",
    "make_first_account",
    "note",
    "offer_new_password",
    "open_account",
    "save_draft",
    "set_password",
    "take_second_factor",
    "tidy_up",
    "unmake_administrator",
]
