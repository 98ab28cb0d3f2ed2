"""Control words of Rich Text, by what becomes of them."""

from __future__ import annotations

# Words that stand for a character.
CHARACTERS = {
    "line": "\n", "lbr": "\n", "tab": "\t", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’",
    "ldblquote": "“", "rdblquote": "”", "bullet": "•", "emspace": " ", "enspace": " ", "qmspace": " ",
}  # fmt: skip
SIGNS = {"~": "\u00a0", "_": "-", "\\": "\\", "{": "{", "}": "}", "\t": "\t"}
PARAGRAPH_SIGNS = frozenset("\r\n")  # a backslash at the end of a line ends the paragraph

# Groups that print nothing in the text.
SILENT = frozenset(
    (
        "colortbl", "filetbl", "listtable", "listoverridetable", "revtbl", "rsidtbl", "generator", "pict", "objdata",
        "header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf",
        "annotation", "atnid", "atnauthor", "atndate", "atnref", "atnicn", "atnparent",
        "ftnsep", "ftnsepc", "ftncn", "aftnsep", "aftnsepc", "aftncn", "fldinst", "bkmkstart", "bkmkend",
        "shprslt", "nonshppict", "nonesttables", "themedata", "colorschememapping", "latentstyles", "datastore",
        "xmlnstbl", "pnseclvl", "pn", "template", "xe", "tc", "rxe", "txe", "sp", "mmathPr", "mmath", "upr",
        "pgdsctbl", "falt", "panose", "fontemb", "userprops", "operator", "comment",
    )
)  # fmt: skip
# Groups marked as optional (``\*``) that are read all the same; all others are left out.
READ_THOUGH_OPTIONAL = frozenset(
    ("shpinst", "do", "dptxbxtext", "shptxt", "nesttableprops", "listtext", "pntext", "cs", "ud", "result")
)
TARGETS = {"fonttbl": "fonts", "stylesheet": "styles", "info": "info", "listtext": "label", "pntext": "label"}
TEXT_BOXES = frozenset(("shptxt", "dptxbxtext"))
INFORMATION = ("title", "author")
