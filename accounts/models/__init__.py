"""The bureau, its people, and who signed in."""

from accounts.models.access import LiveSession, PastPassword, RecoveryCode, SecondFactor
from accounts.models.people import (
    Bureau,
    DateRange,
    GroupSeat,
    GroupSeatQuerySet,
    SavedFilter,
    SavedFilterQuerySet,
    Section,
    StandIn,
    StandInQuerySet,
    User,
    UserManager,
    whole_days,
)
from accounts.models.sign_ins import SignIn
from accounts.models.systems import ConnectedSystem, SystemCall, SystemReceipt

__all__ = [
    "Bureau",
    "ConnectedSystem",
    "DateRange",
    "GroupSeat",
    "GroupSeatQuerySet",
    "LiveSession",
    "PastPassword",
    "RecoveryCode",
    "SavedFilter",
    "SavedFilterQuerySet",
    "SecondFactor",
    "Section",
    "SignIn",
    "StandIn",
    "StandInQuerySet",
    "SystemCall",
    "SystemReceipt",
    "User",
    "UserManager",
    "whole_days",
]
