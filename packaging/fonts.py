"""Copies whole fonts and makes the renamed subsets that web pages and icons use.

Usage: fonts.py NODE_MODULES NOTO_FOLDER ASSETS
"Source" is a reserved font name, so a subset saved as a file is renamed: RSO Sans, RSO Serif, RSO Icons.
"""
import json
import pathlib
import re
import shutil
import sys

from fontTools import subset
from fontTools.ttLib import TTFont

modules, noto, assets = (pathlib.Path(argument) for argument in sys.argv[1:4])
expo = modules / "@expo-google-fonts"

SOURCE = {
    "SourceSans3-Regular.ttf": expo / "source-sans-3/400Regular/SourceSans3_400Regular.ttf",
    "SourceSans3-Italic.ttf": expo / "source-sans-3/400Regular_Italic/SourceSans3_400Regular_Italic.ttf",
    "SourceSans3-SemiBold.ttf": expo / "source-sans-3/600SemiBold/SourceSans3_600SemiBold.ttf",
    "SourceSerif4-Regular.ttf": expo / "source-serif-4/400Regular/SourceSerif4_400Regular.ttf",
    "SourceSerif4-Medium.ttf": expo / "source-serif-4/500Medium/SourceSerif4_500Medium.ttf",
    "SourceSerif4-SemiBold.ttf": expo / "source-serif-4/600SemiBold/SourceSerif4_600SemiBold.ttf",
}
NOTO = ["Thai", "Khmer", "Lao", "Myanmar", "Bengali", "Sinhala", "Tamil", "Devanagari", "Arabic"]
# Basic Latin, Latin-1, Latin Extended-A, Vietnamese, combining marks, punctuation, a few signs.
WEB_RANGES = "U+0020-007E,U+00A0-017F,U+01A0-01A1,U+01AF-01B0,U+0300-0303,U+0309,U+0323,U+1EA0-1EF9,U+2010-2027,U+2030-203A,U+20AB-20AC,U+2122,U+2190-2193,U+2212"
WEB = {
    "rso-sans-400.woff2": ("SourceSans3-Regular.ttf", "RSO Sans"),
    "rso-sans-600.woff2": ("SourceSans3-SemiBold.ttf", "RSO Sans"),
    "rso-serif-400.woff2": ("SourceSerif4-Regular.ttf", "RSO Serif"),
    "rso-serif-500.woff2": ("SourceSerif4-Medium.ttf", "RSO Serif"),
    "rso-serif-600.woff2": ("SourceSerif4-SemiBold.ttf", "RSO Serif"),
}
ICONS = """
arrow-left arrow-square-out arrow-u-up-left arrow-u-up-right arrows-clockwise book-open books calendar-blank
caret-down caret-left caret-right caret-up check check-circle check-square circle clock-counter-clockwise copy
dots-six-vertical dots-three download-simple envelope-simple export file-html file-pdf file-text file-zip folder-open
funnel-simple gear globe-simple hard-drives house info keyboard lightning link-simple list list-bullets
list-numbers list-magnifying-glass lock-simple magnifying-glass magnifying-glass-minus magnifying-glass-plus minus minus-circle monitor
moon note-pencil paper-plane-tilt plugs-connected plus printer qr-code question radio-button receipt seal-check sparkle
square squares-four stamp sun tag timer trash translate users warning warning-circle x x-circle
""".split()


def rename(font, family):
    for record in list(font["name"].names):
        if record.nameID in (1, 16):
            font["name"].setName(family, record.nameID, record.platformID, record.platEncID, record.langID)
        elif record.nameID in (3, 4, 6):
            text = family.replace(" ", "") if record.nameID == 6 else family
            font["name"].setName(text, record.nameID, record.platformID, record.platEncID, record.langID)


def cut(source, target, family, unicodes, flavor=None, layout=("*",)):
    options = subset.Options()
    options.flavor = flavor
    options.layout_features = list(layout)
    options.hinting = False
    options.recalc_timestamp = False
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14, 16, 17]
    font = subset.load_font(str(source), options)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=unicodes)
    cutter.subset(font)
    rename(font, family)
    font.flavor = flavor
    font.save(str(target))


def copy_whole():
    folder = assets / "fonts/source"
    folder.mkdir(parents=True, exist_ok=True)
    for name, path in SOURCE.items():
        shutil.copy(path, folder / name)
    shutil.copy(expo / "source-sans-3/LICENSE_FONT", folder / "OFL.txt")
    folder = assets / "fonts/noto"
    folder.mkdir(parents=True, exist_ok=True)
    for script in NOTO:
        for weight in ("Regular", "Bold"):
            shutil.copy(noto / f"NotoSans{script}-{weight}.ttf", folder)
    shutil.copy(expo / "noto-emoji/400Regular/NotoEmoji_400Regular.ttf", folder / "NotoEmoji-Regular.ttf")
    shutil.copy(expo / "noto-emoji/LICENSE_FONT", folder / "OFL.txt")


def make_web():
    folder = assets / "fonts/web"
    folder.mkdir(parents=True, exist_ok=True)
    unicodes = subset.parse_unicodes(WEB_RANGES.replace("U+", ""))
    for name, (source, family) in WEB.items():
        cut(assets / "fonts/source" / source, folder / name, family, unicodes, "woff2", ("kern", "liga", "mark", "mkmk", "ccmp", "locl"))
    shutil.copy(assets / "fonts/source/OFL.txt", folder / "OFL.txt")


def make_icons():
    folder = assets / "icons"
    (folder / "svg").mkdir(parents=True, exist_ok=True)
    points = {}
    for style, family, prefix in (("regular", "Phosphor", "ph"), ("fill", "Phosphor-Fill", "ph-fill")):
        css = (modules / f"@phosphor-icons/web/src/{style}/style.css").read_text()
        found = dict(re.findall(r"\." + prefix + r"\.ph-([a-z0-9-]+):before\s*{\s*content:\s*\"\\([0-9a-f]+)\"", css))
        chosen = {name: int(found[name], 16) for name in ICONS if name in found}
        missing = [name for name in ICONS if name not in found]
        if missing:
            raise SystemExit(f"no such icon: {missing}")
        cut(modules / f"@phosphor-icons/web/src/{style}/{family}.ttf", folder / f"RSOIcons-{style.capitalize()}.ttf",
            "RSO Icons" if style == "regular" else "RSO Icons Fill", list(chosen.values()), None, ())
        points[style] = chosen
    for name in ICONS:
        shutil.copy(modules / f"@phosphor-icons/core/assets/regular/{name}.svg", folder / "svg")
    (folder / "icons.json").write_text(json.dumps(points, indent=1, sort_keys=True) + "\n")
    shutil.copy(modules / "@phosphor-icons/core/LICENSE", folder / "LICENSE-Phosphor")


copy_whole()
make_web()
make_icons()
