from exemptions.models.baseline import Baseline, BaselineBand
from exemptions.models.calendar import CalendarDay, CalendarYear
from exemptions.models.gate import GateReason
from exemptions.models.imports import ListImport
from exemptions.models.law import Provision, Renumbering, Statute, StatuteVersion
from exemptions.models.lists import ItemBasis, ItemExample, ListItem, ListSignature, ListVersion
from exemptions.models.offence import Offence, OffenceRule
from exemptions.models.pack import FactDefinition, Pack, PackLoad, RuleSetting, SettingChange
from exemptions.models.replay import Replay, Shadow
from exemptions.models.use import Claim, Licence

__all__ = [
    "Baseline",
    "BaselineBand",
    "CalendarDay",
    "CalendarYear",
    "Claim",
    "FactDefinition",
    "GateReason",
    "ItemBasis",
    "ItemExample",
    "Licence",
    "ListImport",
    "ListItem",
    "ListSignature",
    "ListVersion",
    "Offence",
    "OffenceRule",
    "Pack",
    "PackLoad",
    "Provision",
    "Renumbering",
    "Replay",
    "RuleSetting",
    "SettingChange",
    "Shadow",
    "Statute",
    "StatuteVersion",
]
