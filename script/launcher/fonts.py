"""The fonts of official papers, laid out under var/fonts with one fonts.conf: the same output on every machine.

仿宋, 楷体 and 小标宋 come out of a Debian package that is downloaded but never installed, 黑体 and rare characters out of a
Python wheel. A bureau that owns 方正小标宋 or 仿宋_GB2312 puts the files into fonts/ or var/fonts-local/; the papers ask for
those families first.
"""

import hashlib
import shutil
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

from . import debian
from .layout import ROOT, VAR, VENV, VENV_PYTHON
from .shell import Failed, run
from .words import step, warn

FONTS = VAR / "fonts"
CONFIG = FONTS / "fonts.conf"
SOURCE_PACKAGE = "texlive-lang-chinese"
WHEEL_FOLDER = "pylopdf_fonts_zh_cn"
LOCAL_FOLDERS = (ROOT / "fonts", VAR / "fonts-local")
LOCAL_KINDS = {".ttf", ".otf", ".ttc"}
GENERIC = {"sans-serif": "Gongwen Hei", "serif": "Gongwen Rare", "monospace": "Gongwen Hei", "system-ui": "Gongwen Hei"}


@dataclass(frozen=True)
class Face:
    """One font of the papers. `latin_only` cuts it to digits and letters.

    The cut is a file of its own, because unicode-range on an installed font restricts that font everywhere.
    """

    source: str
    family: str
    latin_only: bool = False

    @property
    def file_name(self) -> str:
        return self.family.replace(" ", "") + ".otf"

    @property
    def from_debian(self) -> bool:
        return self.source.startswith("Fandol")


FACES = (
    Face("FandolSong-Bold.otf", "Gongwen Song"),
    Face("FandolFang-Regular.otf", "Gongwen Fang"),
    Face("FandolKai-Regular.otf", "Gongwen Kai"),
    Face("NotoSansSC-Regular.otf", "Gongwen Hei"),
    Face("NotoSerifSC-Regular.otf", "Gongwen Rare"),
    # The digits inside the free 仿宋 look too dark.
    Face("NotoSerifSC-Regular.otf", "Gongwen Num", latin_only=True),
)


def prepare() -> None:
    """Brings var/fonts up to date. Where the Debian package cannot be had the papers use the wheel's fonts, and this says so."""
    if lacking():
        with step("准备公文字体", "preparing the fonts of official papers"):
            _prepare_free(lacking())
    _prepare_local()
    CONFIG.write_text(config(), encoding="utf-8")


def lacking() -> list[Face]:
    return [face for face in FACES if not (FONTS / face.file_name).exists()]


def config() -> str:
    """One folder, one cache, and what generic family names mean."""
    lines = ["<?xml version='1.0'?>", "<!DOCTYPE fontconfig SYSTEM 'fonts.dtd'>", "<fontconfig>"]
    lines += [
        f"  <dir>{escape(str(FONTS))}</dir>",
        f"  <cachedir>{escape(str(VAR / 'cache' / 'fontconfig'))}</cachedir>",
    ]
    for family, answer in GENERIC.items():
        lines.append(
            f"  <alias binding='same'><family>{family}</family><prefer><family>{answer}</family></prefer></alias>"
        )
    return "\n".join([*lines, "</fontconfig>", ""])


def local_files() -> list[Path]:
    """The bureau's own licensed fonts."""
    return [
        path for folder in LOCAL_FOLDERS for path in sorted(folder.rglob("*")) if path.suffix.lower() in LOCAL_KINDS
    ]


def _prepare_free(faces: list[Face]) -> None:
    raw = _empty_folder()
    for name in {face.source for face in faces if not face.from_debian}:
        for found in VENV.glob(f"lib/python3*/site-packages/{WHEEL_FOLDER}/{name}"):
            shutil.copyfile(found, raw / name)
    if any(face.from_debian for face in faces):
        _fetch_fandol(raw)
    _make(raw, FONTS)


def _fetch_fandol(folder: Path) -> None:
    downloads = VAR / "download"
    try:
        if not debian.has_apt():
            raise Failed("apt-get", "not here")
        (package,) = debian.download((SOURCE_PACKAGE,), downloads)
        debian.unpack_files(package, tuple(f"*/{face.source}" for face in FACES if face.from_debian), folder)
    except Failed:
        warn(
            "未能取得仿宋、楷体、小标宋字体，公文暂用思源宋体。下次启动会再试；"
            f"也可以把本单位的正版字体放进 {LOCAL_FOLDERS[1]}。",
            "The 仿宋, 楷体 and 小标宋 fonts could not be downloaded: papers use Noto Serif for now, and the next start tries again. "
            f"Or put your own licensed fonts into {LOCAL_FOLDERS[1]}.",
        )
    finally:
        shutil.rmtree(downloads, ignore_errors=True)


def _prepare_local() -> None:
    files = local_files()
    key = hashlib.sha256(
        repr([(str(path), path.stat().st_size, path.stat().st_mtime_ns) for path in files]).encode()
    ).hexdigest()
    target, stamp = FONTS / "local", FONTS / "local.stamp"
    if (stamp.read_text(encoding="ascii") if stamp.exists() else "") == key:
        return
    shutil.rmtree(target, ignore_errors=True)
    if files:
        with step("准备本单位字体", "preparing the bureau's own fonts"):
            raw = _empty_folder()
            for number, path in enumerate(files):
                shutil.copyfile(path, raw / f"{number:03}{path.suffix.lower()}")
            _make(raw, target)
    stamp.write_text(key, encoding="ascii")


def _empty_folder() -> Path:
    folder = VAR / "fonts.unfinished"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def _make(raw: Path, target: Path) -> None:
    run([VENV_PYTHON, ROOT / "script" / "main.py", "fonts", raw, target], name="fonts")
    shutil.rmtree(raw)
