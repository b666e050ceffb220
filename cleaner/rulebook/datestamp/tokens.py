"""What date stamps are made of: numbers, clocks, zones, words and the marks between them."""

import re

TOKEN = re.compile(
    r"(?P<iso>\d{4}[-/.]\s?\d{1,2}[-/.]\s?\d{1,2}(?!\d))"
    r"|(?P<numeric>\d{1,2}[./·-]\s?\d{1,2}[./·-]\s?(?:\d{4}|\d{2})(?!\d))"
    r"|(?P<clock>\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?!\d))"
    r"|(?P<zone>(?:(?:gmt|utc)\s?)?[+-]\s?\d{1,2}(?::?\d{2})?(?!\d))"
    r"|(?P<number>\d+)"
    r"|(?P<word>(?:[^\W\d_]|[\u0300-\u036f\u0900-\u0dff])+(?:['.’-](?:[^\W\d_])+)*)"
    r"|(?P<space>\s+)"
    r"|(?P<mark>[,.;:՝|/·•()\[\]–—−'`\"‧・،-]|\u200f|\u200e)"
)
COUNTERS = {
    **dict.fromkeys("年년", "year"),
    **dict.fromkeys("月월", "month"),
    **dict.fromkeys("日일號号", "day"),
    **dict.fromkeys("時时點点시h", "hour"),
}
MONTH_BEFORE = frozenset(["tháng"])
"""Words before the number of a month."""
ORDINALS = frozenset(["st", "nd", "rd", "th", "er", "re", "º", "ª", "e", "o", "a", "οσ", "η"])
HALVES = {
    **dict.fromkeys(["am", "a.m", "上午", "午前", "오전"], 0),
    **dict.fromkeys(["pm", "p.m", "下午", "午後", "오후"], 12),
}
ZERO_ZONES = frozenset(["z", "utc", "gmt"])
ZONES = ZERO_ZONES | {
    *("et", "est", "edt", "ct", "cst", "cdt", "mt", "mst", "mdt", "pt", "pst", "pdt"),
    *("akst", "akdt", "hst", "nst", "brt", "art", "clt", "wet", "west", "trt", "azt", "amt", "get", "gst", "pkt"),
    *("sast", "eat", "wat", "cat", "ict", "wib", "wita", "hkt", "sgt", "jst", "kst", "awst", "aest", "aedt", "nzst"),
    *("bst", "ist", "cet", "cest", "eet", "eest", "msk", "мск", "ast", "nzdt"),
}
WIDE = str.maketrans("：／．－（），　～", ":/.-(), -")
"""Marks of East Asian width as their narrow selves."""
