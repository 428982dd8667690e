"""What a gate of procedure is: a pure question to the facts, answered yes, no or not known, with its article and the way out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from rules.procedure_facts import ProcedureFacts


@dataclass(frozen=True)
class GateSpec:
    """What stands about a gate in every table: its name, articles, what follows from a fault, and how to put it right."""

    key: str
    title_zh: str
    citations: tuple[str, ...]
    consequences: tuple[str, ...]
    way_out_zh: str


@dataclass(frozen=True)
class Gate:
    """The answer of a gate. `ok`: None = the facts do not tell. `applies`: False = this gate has no place here (ok is True).

    `past`: a legal period has run out, nothing can be made up for. `asks`: the unknown fact-sheet keys that decide it.
    """

    key: str
    title_zh: str
    ok: bool | None
    message_zh: str
    way_out_zh: str
    citations: tuple[str, ...]
    applies: bool = True
    past: bool = False
    asks: tuple[str, ...] = ()

    @property
    def citation(self) -> str:
        """The article that carries the gate."""
        return self.citations[0] if self.citations else ""

    @property
    def fault(self) -> bool:
        return self.ok is False

    def sentence(self) -> str:
        """The message with the articles that name the duty, as a procedure fault is printed."""
        return f"{self.message_zh}（{'、'.join(self.citations[:3])}）"


@dataclass(frozen=True)
class Finding:
    """What a gate's own function returns; `law` are citations that depend on the facts (their day, the kind of party)."""

    ok: bool | None
    message_zh: str
    asks: tuple[str, ...] = ()
    past: bool = False
    applies: bool = True
    law: tuple[str, ...] = ()


GateFunction = Callable[[ProcedureFacts], Gate]
SPECS: dict[str, GateSpec] = {}
GATES: dict[str, GateFunction] = {}


def gate(
    title_zh: str, *citations: str, way_out: str, consequences: tuple[str, ...] = ()
) -> Callable[[Callable[[ProcedureFacts], Finding]], GateFunction]:
    """Register a gate under its function's name. The wrapped function takes ProcedureFacts and returns a Gate."""

    def wrap(judge: Callable[[ProcedureFacts], Finding]) -> GateFunction:
        spec = GateSpec(judge.__name__, title_zh, citations, consequences, way_out)

        def answer(facts: ProcedureFacts) -> Gate:
            return _answer(spec, judge(facts))

        answer.__name__ = answer.__qualname__ = spec.key
        answer.__doc__ = judge.__doc__
        SPECS[spec.key] = spec
        GATES[spec.key] = answer
        return answer

    return wrap


def _answer(spec: GateSpec, finding: Finding) -> Gate:
    fault = finding.ok is False
    named = (*spec.citations, *finding.law, *(spec.consequences if fault else ()))
    return Gate(
        key=spec.key,
        title_zh=spec.title_zh,
        ok=finding.ok,
        message_zh=finding.message_zh,
        way_out_zh=spec.way_out_zh if fault else "",
        citations=tuple(dict.fromkeys(named)),
        applies=finding.applies,
        past=finding.past,
        asks=finding.asks,
    )


def passed(message_zh: str, law: tuple[str, ...] = ()) -> Finding:
    return Finding(True, message_zh, law=law)


def failed(message_zh: str, law: tuple[str, ...] = (), *, past: bool = False) -> Finding:
    return Finding(False, message_zh, law=law, past=past)


def unknown(message_zh: str, *asks: str, law: tuple[str, ...] = ()) -> Finding:
    return Finding(None, message_zh, asks=asks, law=law)


def no_place(message_zh: str) -> Finding:
    """The gate does not arise (yet): it neither blocks nor asks."""
    return Finding(True, message_zh, applies=False)
