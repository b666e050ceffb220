"""The text as the detectors see it: lower case, without addresses, markup, numbers and control characters."""

import re

_MARKUP = re.compile(r"<[^<>]{0,300}>|&(?:\w{2,8}|#\w{1,7});")
_ADDRESS = re.compile(r"(?:https?://|ftp://|www\.)\S+", re.IGNORECASE)
_NUMBER = re.compile(r"\d[0-9a-zA-Z]*")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u200b\u2060\ufeff\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]+")
_TURKIC = re.compile("[əƏğĞşŞİı]")
_LOWER_TURKIC = {ord("I"): "ı", ord("İ"): "i"}


def prepare(text: str) -> str:
    """Take a text as it is and return what tells its language.

    Addresses, tags, entities and numbers are replaced by a space: `pycld2` takes the letters of a URL for English.
    Capitals are lowered, because it reads words in capitals as names; where letters of Turkish or Azerbaijani stand,
    `I` becomes `ı` and `İ` becomes `i`. Never raises.

    >>> prepare("BAKI, 5 MAY. İlham https://example.org/news?id=7")
    'bakı,  may. ilham  '
    """
    if "<" in text or "&" in text:
        text = _MARKUP.sub(" ", text)
    if "//" in text or "www." in text.lower():
        text = _ADDRESS.sub(" ", text)
    if "@" in text:
        text = " ".join(" " if "@" in token else token for token in re.split(r"[^\S\n]", text))
    text = _NUMBER.sub("", text)
    if "İ" in text or ("I" in text and _TURKIC.search(text)):
        text = text.translate(_LOWER_TURKIC)
    return _CONTROLS.sub(" ", text.lower())
