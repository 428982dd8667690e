"""Two roles in our own cluster: one owns the tables and migrates, the application's cannot rewrite proof (records/rights.py)."""

import secrets
import subprocess
from typing import TYPE_CHECKING

from .words import Trouble, say

if TYPE_CHECKING:
    from .postgres import Cluster

KEEPER = "postgres"


def separate(cluster: "Cluster") -> None:
    """Gives the owner its password, and, where an earlier version had one role for both, the tables. Once; may be killed."""
    names = cluster.names
    if not names.owner or cluster.credentials().get("separate"):
        return
    said = cluster.credentials()
    said.setdefault("owner_password", secrets.token_urlsafe(24))
    cluster.keep_credentials(said)
    say("分开数据库的两个角色", "separating the two roles of the database")
    as_keeper(cluster, _statements(names.role, names.owner, names.database, said["owner_password"]))
    cluster.keep_credentials(said | {"separate": "yes"})


def _statements(role: str, owner: str, database: str, password: str) -> str:
    """The rights given here let the application work until the next migration gives it the exact ones."""
    return f"""
        DO $$ BEGIN
            IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = '{owner}') THEN CREATE ROLE {owner}; END IF;
        END $$;
        ALTER ROLE {owner} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD '{password}';
        ALTER DATABASE {database} OWNER TO {owner};
        REASSIGN OWNED BY {role} TO {owner};
        GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role};
        GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role};
    """


def as_keeper(cluster: "Cluster", sql: str) -> None:
    """As the cluster's own superuser, whom only this account and root reach, by the socket."""
    command = [cluster.program("psql"), "-Xq", "-1", "-v", "ON_ERROR_STOP=1", "-h", cluster.sockets, "-U", KEEPER]
    options = cluster.account.popen_options()
    options.pop("stdin")
    done = subprocess.run(
        [str(part) for part in [*command, cluster.names.database]],
        input=sql,
        capture_output=True,
        text=True,
        env={"LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"},
        **options,
    )
    if done.returncode != 0:
        raise Trouble("数据库的角色没有分开。", "The roles were not separated.", details=done.stderr[-2000:])
