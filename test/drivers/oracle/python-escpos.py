"""
Bytes that python-escpos sends for what a ticket is made of, and the QR codes that it draws.

    pip install python-escpos
    python test/drivers/oracle/python-escpos.py && npx prettier --write test/drivers/oracle

Writes python-escpos.json beside itself. Needed only to record anew; no test runs it.
"""

import json
from pathlib import Path

import qrcode
from PIL import Image
from escpos.constants import QR_ECLEVEL_L, QR_ECLEVEL_M, QR_MODEL_2
from escpos.printer import Dummy


def bytes_of(act):
    printer = Dummy()
    act(printer)
    return printer.output.hex(" ").upper()


def picture(rows):
    image = Image.new("1", (len(rows[0]), len(rows)), 1)
    for y, row in enumerate(rows):
        for x, dot in enumerate(row):
            if dot == "#":
                image.putpixel((x, y), 0)
    return image


def pattern(width, height):
    """Dots that repeat nowhere near: a wrong byte order or a lost row shows."""
    return ["".join("#" if (x * x + 3 * y + x * y) % 7 < 3 else "." for x in range(width)) for y in range(height)]


def matrices(content):
    """The QR code under each of the eight masks, for programs may choose another one."""
    rows = []
    for mask in range(8):
        code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=4, mask_pattern=mask)
        code.add_data(qrcode.util.QRData(content.encode(), mode=qrcode.util.MODE_8BIT_BYTE))
        code.make(fit=True)
        rows.append(["".join("#" if dot else "." for dot in row) for row in code.get_matrix()])
    return rows


pictures = [["#"], ["##", ".."], ["#.#.#.#.#", ".#.#.#.#.", "#########"], pattern(24, 17), pattern(13, 300), pattern(64, 513)]
codes = [
    ("1234", 3, QR_ECLEVEL_L, 0),
    ("https://hall.example/t/A012", 5, QR_ECLEVEL_M, 1),
    ("https://hall.example/t/\u529e\u7a0e?n=12", 6, QR_ECLEVEL_M, 1),
]
cuts = [("feedPartial", "PART", False), ("partial", "PART", True), ("full", "FULL", True)]

recording = {
    "initialise": bytes_of(lambda p: p.hw("INIT")),
    "pictures": [
        {
            "rows": rows,
            "hex": bytes_of(lambda p: p.image(picture(rows), impl="bitImageRaster", fragment_height=256, center=False)),
        }
        for rows in pictures
    ],
    "codes": [
        {
            "content": content,
            "module": size,
            "correction": number,
            "hex": bytes_of(lambda p: p.qr(content, ec=ec, size=size, model=QR_MODEL_2, native=True)),
        }
        for content, size, ec, number in codes
    ],
    "drawn": [{"content": content, "masks": matrices(content)} for content, *_ in codes[1:]],
    "cuts": [{"cut": name, "hex": bytes_of(lambda p: p.cut(mode=mode, feed=feed))} for name, mode, feed in cuts],
    "sizes": [
        {"scale": scale, "hex": bytes_of(lambda p: p.set(custom_size=True, width=scale, height=scale))}
        for scale in (1, 2, 3, 4, 8)
    ],
    "alignments": [
        {"align": number, "hex": bytes_of(lambda p: p.set(align=align))}
        for number, align in enumerate(("left", "center", "right"))
    ],
}
Path(__file__).with_suffix(".json").write_text(json.dumps(recording, indent=1) + "\n")
