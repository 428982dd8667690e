"""What the database role of the public door may do: read what open pages and the parties' own show, add what parties send.

No password, session, lead, informant, evidence, proposal for publication or setting of the bureau is within its reach;
what it may change are single columns. Given by the owner of the tables after each migration:
`manage.py grant_public_role ROLE`.
"""

# Laws, lists and the calendar, which are public anyway.
EXEMPTIONS = (
    "calendarday", "calendaryear", "itembasis", "itemexample", "listitem", "listversion", "offence", "offencerule", "pack",
    "provision", "rulesetting", "statute", "statuteversion",
)  # fmt: skip
# What the page of a party is made of.
CASES = (
    "act", "answer", "case", "caseofficer", "casepaper", "correction", "correctionextension", "obligation", "offer", "opinion",
    "partylink", "partymessage", "partymessage_files", "penaltyprocedure", "priornotice", "service",
)  # fmt: skip
READ = (
    *(f"exemptions_{name}" for name in EXEMPTIONS),
    *(f"cases_{name}" for name in CASES),
    "accounts_bureau", "accounts_section", "disclosure_disclosed", "disclosure_throttle",
    "oversight_yearlydata", "parties_party", "records_event", "records_paper", "records_paperbytes", "records_storedfile",
    "training_learninganswer", "training_learningoffer", "training_learningreading", "training_learningunit",
)  # fmt: skip
ADD = (
    "cases_answer", "cases_partymessage", "cases_partymessage_files", "oversight_complaint", "oversight_rating",
    "disclosure_throttle", "records_event", "records_notice", "records_storedfile", "training_learninganswer",
    "training_learningreading",
)  # fmt: skip
# Columns alone: a state moves on, a version counts, a duty is done; no word of the file changes.
CHANGE = {
    "cases_act": ("state",),
    "cases_case": ("version",),
    "cases_obligation": ("fulfilled_at", "fulfilled_by_id", "fulfilled_words"),
    "cases_partylink": ("opened_at",),
    "disclosure_throttle": ("span", "count"),
    "training_learningoffer": ("link_until",),
}
# Whom to call: name and telephone, never how somebody signs in.
SHUT = {"accounts_user": ("password",)}

# Of these only what is published; the words before names were removed stand in the other columns.
ONLY = {"oversight_typicalcase": ("id", "state", "section_id", "published_at", "public", "sha256", "paper_id")}


def grant(cursor, role: str) -> None:
    """Exactly these rights, whatever the role had before."""
    to = _named([role])
    cursor.execute(
        f"GRANT USAGE ON SCHEMA public TO {to}; REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {to};"
        f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {to};"
    )
    cursor.execute(f"GRANT SELECT ON {_named(READ)} TO {to}; GRANT INSERT ON {_named(ADD)} TO {to};")
    for table in set(ADD) - set(READ):
        # A new row answers with its number.
        cursor.execute(f'GRANT SELECT ("id") ON "{table}" TO {to}')
    cursor.execute(f'GRANT DELETE ON "disclosure_throttle" TO {to}')
    for table, columns in CHANGE.items():
        cursor.execute(f'GRANT UPDATE ({_named(columns)}) ON "{table}" TO {to}')
    for table, columns in ONLY.items():
        cursor.execute(f'GRANT SELECT ({_named(columns)}) ON "{table}" TO {to}')
    for table, shut in SHUT.items():
        cursor.execute(
            "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped",
            [table],
        )
        columns = [name for (name,) in cursor.fetchall() if name not in shut]
        cursor.execute(f'GRANT SELECT ({_named(columns)}) ON "{table}" TO {to}')


def _named(names) -> str:
    return ", ".join(f'"{name}"' for name in names)
