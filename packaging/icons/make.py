"""Draws the icons and packs them: make.py DRAWINGS TARGET NODE_MODULES.

A drawing NAME.svg lies on a 16-pixel grid; NAME-24.svg is the same for the one size that this grid does not fit.
"""

import json
import pathlib
import struct
import subprocess
import sys
import zlib

NAMES = ["rso-toolbox", "rso-pack"]
SIZES = [16, 24, 32, 48, 64, 128, 256, 512, 1024]
# The largest is for macOS alone, inside the .icns.
PNG_SIZES = SIZES[:-1]
ICO_SIZES = [16, 24, 32, 48, 64, 256]
# Up to here Windows and its older tools want plain bitmaps.
BITMAP_UP_TO = 64
# Type and pixels, as iconutil names them; the second of each size is for screens with two pixels a point.
ICNS_PICTURES = [
    (b"ic11", 32), (b"ic12", 64), (b"ic07", 128), (b"ic13", 256), (b"ic08", 256), (b"ic14", 512), (b"ic09", 512),
    (b"ic10", 1024),
]
# Sizes below 32 points are read reliably only as colours and mask of the older form.
ICNS_PLAIN = [(b"is32", b"s8mk", 16), (b"il32", b"l8mk", 32)]

DRAW = """
const { Resvg } = require(process.argv[1] + "/@resvg/resvg-js");
const { readFileSync, writeFileSync } = require("node:fs");
for (const { drawing, size, target } of JSON.parse(readFileSync(0, "utf8"))) {
    const fitTo = { mode: "width", value: size };
    const picture = new Resvg(readFileSync(drawing, "utf8"), { fitTo, font: { loadSystemFonts: false } }).render();
    if (picture.width !== size || picture.height !== size) throw new Error(`${drawing} is not square`);
    writeFileSync(target, picture.pixels);
}
"""


def draw(drawings, target, modules):
    """Pixels of every icon and size, as (red, green, blue, opacity), colours not multiplied by opacity."""
    asked = []
    for name in NAMES:
        for size in SIZES:
            fitting = drawings / f"{name}-{size}.svg"
            drawing = fitting if fitting.exists() else drawings / f"{name}.svg"
            asked.append({"drawing": str(drawing), "size": size, "target": str(target / f"{name}-{size}.raw")})
    subprocess.run(["node", "-e", DRAW, str(modules)], input=json.dumps(asked), text=True, check=True)
    pictures = {}
    for name in NAMES:
        for size in SIZES:
            raw = target / f"{name}-{size}.raw"
            pictures[name, size] = straight(raw.read_bytes())
            raw.unlink()
    return pictures


def straight(pixels):
    """The drawing program multiplies colours by opacity; no icon file wants that."""
    out = bytearray(pixels)
    for place in range(0, len(out), 4):
        opacity = out[place + 3]
        if 0 < opacity < 255:
            for channel in range(place, place + 3):
                out[channel] = min(255, (out[channel] * 255 + opacity // 2) // opacity)
    return bytes(out)


def png(pixels, size):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    # The filter "up" turns the flat colours of an icon into runs of zeros.
    row, lines, above = size * 4, bytearray(), bytes(size * 4)
    for start in range(0, len(pixels), row):
        line = pixels[start:start + row]
        lines += b"\x02" + bytes((new - old) & 255 for new, old in zip(line, above))
        above = line
    header = struct.pack(">IIBBBBB", size, size, 8, 6, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(lines), 9)) + chunk(b"IEND", b"")


def bitmap(pixels, size):
    """As an .ico holds it: bottom row first, blue first, then one bit a pixel of what is clear."""
    rows = [pixels[start:start + size * 4] for start in range(0, len(pixels), size * 4)][::-1]
    colours, clear = bytearray(), bytearray()
    for row in rows:
        for place in range(0, len(row), 4):
            red, green, blue, opacity = row[place:place + 4]
            colours += bytes((blue, green, red, opacity))
        bits = "".join("0" if row[place + 3] else "1" for place in range(0, len(row), 4))
        padded = bits.ljust((size + 31) // 32 * 32, "0")
        clear += int(padded, 2).to_bytes(len(padded) // 8, "big")
    # The height counts colours and mask.
    header = struct.pack("<IiiHHIIiiII", 40, size, size * 2, 1, 32, 0, len(colours) + len(clear), 0, 0, 0, 0)
    return header + colours + clear


def ico(pictures, name):
    entries, bodies = b"", b""
    for size in ICO_SIZES:
        pixels = pictures[name, size]
        body = bitmap(pixels, size) if size <= BITMAP_UP_TO else png(pixels, size)
        offset = 6 + 16 * len(ICO_SIZES) + len(bodies)
        entries += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(body), offset)
        bodies += body
    return struct.pack("<HHH", 0, 1, len(ICO_SIZES)) + entries + bodies


def runs(channel):
    """One channel in the packing of the older .icns forms: runs of three and more, and what stands between them."""
    out, place, loose = bytearray(), 0, bytearray()

    def put_loose():
        for start in range(0, len(loose), 128):
            part = loose[start:start + 128]
            out.extend(bytes((len(part) - 1,)) + part)
        loose.clear()

    while place < len(channel):
        length = 1
        while length < 130 and place + length < len(channel) and channel[place + length] == channel[place]:
            length += 1
        if length >= 3:
            put_loose()
            out.extend((length + 125, channel[place]))
        else:
            loose.extend(channel[place:place + length])
        place += length
    put_loose()
    return bytes(out)


def icns(pictures, name):
    parts = []
    for colours, mask, size in ICNS_PLAIN:
        pixels = pictures[name, size]
        parts.append((colours, b"".join(runs(pixels[channel::4]) for channel in range(3))))
        parts.append((mask, pixels[3::4]))
    parts += [(kind, png(pictures[name, size], size)) for kind, size in ICNS_PICTURES]
    body = b"".join(kind + struct.pack(">I", len(data) + 8) + data for kind, data in parts)
    return b"icns" + struct.pack(">I", len(body) + 8) + body


def main():
    drawings, target, modules = map(pathlib.Path, sys.argv[1:])
    pictures = draw(drawings, target, modules)
    for name in NAMES:
        for size in PNG_SIZES:
            (target / f"{name}-{size}.png").write_bytes(png(pictures[name, size], size))
        (target / f"{name}.ico").write_bytes(ico(pictures, name))
        (target / f"{name}.icns").write_bytes(icns(pictures, name))


main()
