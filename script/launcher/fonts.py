"""The fonts of official papers, laid out under var/fonts with one fonts.conf: the same output on every machine.

仿宋, 楷体 and 小标宋 come out of a Debian package that is downloaded but never installed, 黑体 and rare characters out of a
Python wheel. A bureau that owns 方正小标宋 or 仿宋_GB2312 puts the files into fonts/ or var/fonts-local/ and they come first.
"""

import hashlib
import shutil
from pathlib import Path
from xml.sax.saxutils import escape

from . import debian
from .layout import ROOT, VAR, VENV, VENV_PYTHON
from .shell import Failed, run
from .words import step, warn

FONTS = VAR / "fonts"
CONFIG = FONTS / "fonts.conf"
SOURCE_PACKAGE = "texlive-lang-chinese"
FANDOL = ("FandolSong-Bold.otf", "FandolSong-Regular.otf", "FandolFang-Regular.otf", "FandolKai-Regular.otf")
NOTO = ("NotoSansSC-Regular.otf", "NotoSerifSC-Regular.otf")
LOCAL_FOLDERS = (ROOT / "fonts", VAR / "fonts-local")
LOCAL_KINDS = {".ttf", ".otf", ".ttc"}
# Where Debian's package could not be had, its families are answered by these.
STANDINS = {"FandolSong": "Noto Serif SC", "FandolFang R": "Noto Serif SC", "FandolKai": "Noto Serif SC"}
GENERIC = {"sans-serif": "Noto Sans SC", "serif": "Noto Serif SC", "monospace": "Noto Sans SC", "system-ui": "Noto Sans SC"}


def prepare() -> None:
    """Brings var/fonts up to date. Without the Debian package the papers use the wheel's fonts, and this says so."""
    if not all((FONTS / name).exists() for name in (*NOTO, "GWNum.otf")) or not has_official():
        with step("准备公文字体", "preparing the fonts of official papers"):
            _prepare_free()
    _prepare_local()
    CONFIG.write_text(config(), encoding="utf-8")


def has_official() -> bool:
    return all((FONTS / name).exists() for name in FANDOL)


def config() -> str:
    """One folder, one cache, and what generic family names mean."""
    aliases = GENERIC if has_official() else GENERIC | STANDINS
    lines = ["<?xml version='1.0'?>", "<!DOCTYPE fontconfig SYSTEM 'fonts.dtd'>", "<fontconfig>"]
    lines += [f"  <dir>{escape(str(FONTS))}</dir>", f"  <cachedir>{escape(str(VAR / 'cache' / 'fontconfig'))}</cachedir>"]
    for family, answer in aliases.items():
        lines.append(f"  <alias binding='same'><family>{family}</family><prefer><family>{answer}</family></prefer></alias>")
    return "\n".join([*lines, "</fontconfig>", ""])


def local_files() -> list[Path]:
    """The bureau's own licensed fonts."""
    return [path for folder in LOCAL_FOLDERS for path in sorted(folder.rglob("*")) if path.suffix.lower() in LOCAL_KINDS]


def _prepare_free() -> None:
    raw = FONTS / "unfinished"
    shutil.rmtree(raw, ignore_errors=True)
    raw.mkdir(parents=True)
    for name in NOTO:
        for found in VENV.glob(f"lib/python3*/site-packages/pylopdf_fonts_zh_cn/{name}"):
            shutil.copyfile(found, raw / name)
    if not has_official():
        _fetch_fandol(raw)
    run([VENV_PYTHON, ROOT / "script" / "main.py", "fonts", raw, FONTS], name="fonts")
    shutil.rmtree(raw)


def _fetch_fandol(folder: Path) -> None:
    downloads = VAR / "download"
    try:
        if not debian.has_apt():
            raise Failed("apt-get", "not here")
        (package,) = debian.download((SOURCE_PACKAGE,), downloads / SOURCE_PACKAGE)
        debian.unpack_files(package, tuple(f"*/{name}" for name in FANDOL), folder)
    except Failed:
        warn(
            "未能取得仿宋、楷体、小标宋字体，公文暂用思源宋体。联网后重新启动会再试一次；"
            f"也可以把本单位的正版字体放进 {LOCAL_FOLDERS[1]}。",
            "The 仿宋, 楷体 and 小标宋 fonts could not be downloaded, papers use Noto Serif for now. Start again with a network, "
            f"or put your own licensed fonts into {LOCAL_FOLDERS[1]}.",
        )
    finally:
        shutil.rmtree(downloads, ignore_errors=True)


def _prepare_local() -> None:
    files = local_files()
    key = hashlib.sha256(repr([(str(path), path.stat().st_size, path.stat().st_mtime_ns) for path in files]).encode()).hexdigest()
    target, stamp = FONTS / "local", FONTS / "local.stamp"
    if (stamp.read_text(encoding="ascii") if stamp.exists() else "") == key:
        return
    shutil.rmtree(target, ignore_errors=True)
    if files:
        with step("准备本单位字体", "preparing the bureau's own fonts"):
            raw = FONTS / "unfinished"
            shutil.rmtree(raw, ignore_errors=True)
            raw.mkdir()
            for number, path in enumerate(files):
                shutil.copyfile(path, raw / f"{number:03}{path.suffix.lower()}")
            run([VENV_PYTHON, ROOT / "script" / "main.py", "fonts", raw, target], name="fonts")
            shutil.rmtree(raw)
    stamp.write_text(key, encoding="ascii")
