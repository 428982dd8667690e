"""The OpenAPI document: what can be called, with what, and what comes back. A test holds it to the table of addresses."""

from typing import Any

from cases.api.leads import LENGTHS, MOST, SOURCES
from cases.enums import LeadState

TEXT: dict[str, Any] = {"type": "string"}
DAY: dict[str, Any] = {"type": "string", "format": "date"}
LEAD_OUT = {
    "reference": {**TEXT, "description": "对方系统的编号"},
    "number": {"type": "integer", "description": "本系统的线索号"},
    "state": {**TEXT, "enum": list(LeadState.values)},
    "state_name": TEXT,
    "received_on": DAY,
    "case_number": {"type": ["string", "null"], "description": "立案后的案号"},
    "not_filed_reason": {**TEXT, "description": "不立案的理由"},
    "measure": {"type": ["string", "null"], "description": "不立案而采取的柔性措施"},
}
SCHEMAS: dict[str, Any] = {
    "Party": {
        "type": "object",
        "properties": {
            "name": {**TEXT, "maxLength": LENGTHS["name"], "description": "没有信用代码的必须填写"},
            "credit_code": {**TEXT, "description": "统一社会信用代码，核对校验位"},
        },
    },
    "LeadIn": {
        "type": "object",
        "required": ["reference", "description", "party"],
        "properties": {
            "reference": {
                **TEXT,
                "maxLength": LENGTHS["reference"],
                "description": "对方系统的编号，一个编号只登记一次",
            },
            "description": {**TEXT, "maxLength": LENGTHS["description"]},
            "party": {"$ref": "#/components/schemas/Party"},
            "source": {**TEXT, "enum": [str(source) for source in SOURCES], "default": str(SOURCES[0])},
            "received_on": {**DAY, "description": "不填为当天"},
        },
    },
    "Lead": {"type": "object", "properties": LEAD_OUT},
    "LeadRegistered": {
        "type": "object",
        "properties": {**LEAD_OUT, "is_new": {"type": "boolean", "description": "这一次才登记的"}},
    },
    "Outcome": {
        "type": "object",
        "properties": {
            "number": {"type": "integer"},
            "case_number": TEXT,
            "party": {"$ref": "#/components/schemas/Party"},
            "violation": TEXT,
            "violation_name": TEXT,
            "outcome": TEXT,
            "outcome_name": TEXT,
            "measure": {"type": ["string", "null"]},
            "fine_yuan": {"type": ["integer", "null"]},
            "decided_on": DAY,
            "references": {"type": "array", "items": TEXT, "description": "这个案件的线索在对方系统的编号"},
        },
    },
    "Error": {
        "type": "object",
        "properties": {
            "error": {
                "type": "object",
                "required": ["code", "message"],
                "properties": {
                    "code": TEXT,
                    "message": {**TEXT, "description": "中文，说明怎样办"},
                    "field": TEXT,
                    "faults": {
                        "type": "array",
                        "items": {"type": "object"},
                        "description": "逐条的错误：row、field、message",
                    },
                },
            }
        },
    },
}
FAILURES = {
    "401": "令牌不对、已到期或者已收回",
    "403": "令牌没有这项权限",
    "404": "没有，或者看不到",
    "405": "方法不对",
    "409": "状态不允许",
    "413": "内容太大",
    "422": "内容有错误，一条也没有登记",
    "429": "太快，看 Retry-After",
    "500": "系统出错，什么也没有登记",
}


def _json(schema: dict[str, Any], words: str) -> dict[str, Any]:
    return {"description": words, "content": {"application/json": {"schema": schema}}}


def _ref(name: str) -> dict[str, Any]:
    return {"$ref": f"#/components/schemas/{name}"}


def _listed(key: str, name: str, **more: Any) -> dict[str, Any]:
    return {"type": "object", "properties": {key: {"type": "array", "items": _ref(name)}, **more}}


def _answers(**good: dict[str, Any]) -> dict[str, Any]:
    bad = {status: _json(_ref("Error"), words) for status, words in FAILURES.items()}
    return {key.removeprefix("s"): value for key, value in good.items()} | bad


def _parameter(name: str, where: str, schema: dict[str, Any], words: str) -> dict[str, Any]:
    return {"name": name, "in": where, "required": where == "path", "schema": schema, "description": words}


def _paths() -> dict[str, Any]:
    registered = _listed("leads", "LeadRegistered")
    body = _listed("leads", "LeadIn")
    body["properties"]["leads"] |= {"minItems": 1, "maxItems": MOST}
    many = _listed("outcomes", "Outcome", next={"type": ["string", "null"], "description": "下一次的 after"})
    return {
        "/api/v1/openapi.json": {
            "get": {"summary": "本说明", "security": [], "responses": {"200": _json({"type": "object"}, "OpenAPI 3.1")}}
        },
        "/api/v1/leads/": {
            "post": {
                "summary": "报送线索",
                "description": "全部登记，或者一条也不登记。同一编号、同一内容再次报送，不重复登记。",
                "requestBody": {"required": True, "content": {"application/json": {"schema": body}}},
                "responses": _answers(s201=_json(registered, "已登记"), s200=_json(registered, "以前都已登记")),
            }
        },
        "/api/v1/leads/{reference}/": {
            "get": {
                "summary": "一条线索的去向",
                "parameters": [_parameter("reference", "path", TEXT, "对方系统的编号")],
                "responses": _answers(s200=_json(_ref("Lead"), "线索")),
            }
        },
        "/api/v1/outcomes/": {
            "get": {
                "summary": "办理结果",
                "parameters": [
                    _parameter("after", "query", TEXT, "上一次回答里的 next"),
                    _parameter("since", "query", DAY, "决定日期不早于"),
                ],
                "responses": _answers(s200=_json(many, "决定，按作出的先后")),
            }
        },
    }


def document() -> dict[str, Any]:
    """The whole document; the same for everybody."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "行政柔性执法系统对接接口",
            "version": "1",
            "description": "线索进，结果出。令牌由安全管理员发放，权限不超过它所代表的人员。",
        },
        "security": [{"token": []}],
        "paths": _paths(),
        "components": {"schemas": SCHEMAS, "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}},
    }
