"""A light stemmer: the same stem for the forms of a word that a row title may use, without a dictionary.

It need not be right English, only the same for `patch`, `patches`, `patched` and `patching`, and different for words
that mean something else. What rules cannot fold stands in `forms.py`.
"""

SHORTEST_STEM = 3
SHORTEST_BEFORE_MENT = 5
AS_THEY_ARE = frozenset({"department", "equipment", "windows"})
"""Words whose ending is no ending."""
VOWELS = frozenset("aeiouy")


def stem(word: str) -> str:
    """Return the stem of one lower-case word; words with a digit and short words stay as they are."""
    if len(word) <= SHORTEST_STEM or word in AS_THEY_ARE or not word.isalpha():
        return word
    return _silent(_noun(_verb(_plural(word))))


def _plural(word: str) -> str:
    if word.endswith("ies") and len(word) > len("dies"):
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _verb(word: str) -> str:
    for ending in ("ing", "ed"):
        bare = word.removesuffix(ending)
        if bare != word and len(bare) >= SHORTEST_STEM and VOWELS & set(bare):
            return bare[:-1] if bare[-1] == bare[-2] and bare[-1] not in "lsz" else bare
    return word


def _noun(word: str) -> str:
    bare = word.removesuffix("ment")
    if bare != word and len(bare) >= SHORTEST_BEFORE_MENT:
        return bare
    if word.endswith(("tion", "sion")) and len(word) > len("ation"):
        return word[:-3]
    return word


def _silent(word: str) -> str:
    if word.endswith("e") and len(word) > SHORTEST_STEM:
        return word[:-1]
    return word[:-1] + "i" if word.endswith("y") and len(word) > SHORTEST_STEM and word[-2] not in VOWELS else word
