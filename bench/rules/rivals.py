"""The same lists in zen-engine and openfisca-core, as their own documentation would have one write them."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import numpy as np
import zen
from openfisca_core import periods
from openfisca_core.entities import build_entity
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from bench.rules.scene import KINDS, MEASURES, OFFENCES, Band

PERIOD = "2026"
INPUTS = ("violation", "kind", "error_ratio", "error_amount", "first_offence")


# --- zen: one decision table, the lightest rows first, first hit -----------------------


def zen_decide(items: list[Band]) -> Callable[[dict[str, Any]], str | None]:
    """One decision by key, the table parsed once; the measure of the lightest row, None where none is met."""
    content = zen.ZenDecisionContent(json.dumps(_table(items)))
    engine = zen.ZenEngine({"loader": lambda key: content})

    def decide(case: dict[str, Any]) -> str | None:
        context = {name: case[key] for name, key in zip(INPUTS, _KEYS, strict=True)}
        result: dict[str, Any] = engine.evaluate("list", context)["result"]
        return result.get("measure") if result else None

    return decide


_KEYS = ("violation", "party.kind", "error_ratio", "error_amount", "first_offence")


def _table(items: list[Band]) -> dict[str, Any]:
    lightest_first = sorted(items, key=lambda one: MEASURES.index(one.measure))
    columns = [{"id": name, "name": name, "field": name, "type": "expression"} for name in INPUTS]
    content = {
        "hitPolicy": "first",
        "inputs": columns,
        "outputs": [{"id": "measure", "name": "measure", "field": "measure", "type": "expression"}],
        "rules": [_row(place, one) for place, one in enumerate(lightest_first)],
    }
    nodes = [
        {"id": "in", "name": "in", "type": "inputNode", "position": {"x": 0, "y": 0}},
        {"id": "table", "name": "table", "type": "decisionTableNode", "content": content, "position": {"x": 1, "y": 0}},
        {"id": "out", "name": "out", "type": "outputNode", "position": {"x": 2, "y": 0}},
    ]
    edges = [
        {"id": "1", "sourceId": "in", "targetId": "table", "type": "edge"},
        {"id": "2", "sourceId": "table", "targetId": "out", "type": "edge"},
    ]
    return {"contentType": "application/vnd.gorules.decision", "nodes": nodes, "edges": edges}


def _row(place: int, one: Band) -> dict[str, str]:
    return {
        "_id": str(place),
        "violation": ", ".join(f"'{code}'" for code in one.offences),
        "kind": ", ".join(f"'{code}'" for code in one.kinds),
        "error_ratio": f"<= {one.ratio}",
        "error_amount": f"<= {one.amount}",
        "first_offence": "true" if one.first_only else "",
        "measure": f"'{one.measure}'",
    }


# --- openfisca: columns in, one vectorial formula ---------------------------------------


class Country:
    """A system of one entity with the facts as variables and "is an item met" as a formula over all cases at once."""

    def __init__(self, items: list[Band]) -> None:
        self.case = build_entity(key="case", plural="cases", label="case", is_person=True)
        self.system = TaxBenefitSystem([self.case])
        for name, kind in (
            ("violation", int),
            ("kind", int),
            ("error_ratio", int),
            ("error_amount", int),
            ("first_offence", bool),
        ):
            self._add(name, kind, None)
        self._add("listed", bool, _formula(items))

    def _add(self, name: str, kind: type, formula: Any) -> None:
        fields: dict[str, Any] = {
            "value_type": kind,
            "entity": self.case,
            "definition_period": periods.DateUnit.YEAR,
        }
        if formula is not None:
            fields["formula"] = formula
        self.system.add_variable(type(name, (Variable,), fields))

    def simulation(self, columns: dict[str, Any]) -> Any:
        """A simulation with its inputs loaded."""
        many = len(columns["violation"])
        builder = SimulationBuilder()
        made = builder.build_default_simulation(self.system, many)
        for name in INPUTS:
            made.set_input(name, PERIOD, columns[name])
        return made

    @staticmethod
    def run(simulation: Any) -> Any:
        return simulation.calculate("listed", PERIOD)


def _formula(items: list[Band]) -> Any:
    def formula(case: Any, period: Any) -> Any:
        violation, kind = case("violation", period), case("kind", period)
        ratio, amount, first = case("error_ratio", period), case("error_amount", period), case("first_offence", period)
        met = np.zeros(len(violation), dtype=bool)
        for one in items:
            of_offence = np.isin(violation, [OFFENCES.index(code) for code in one.offences])
            of_kind = np.isin(kind, [KINDS.index(code) for code in one.kinds])
            here = of_offence & of_kind & (ratio <= one.ratio) & (amount <= one.amount)
            met |= here & first if one.first_only else here
        return met

    return formula
