"""The promises Demarc makes, in the words customers read. A law test cites the number of the promise it stands for."""

PROMISES = {
    1: "Every open item has exactly one holder at every instant: a named, active person. Every signal that came in "
    "ended in an item, a group, or a signed record-only row.",
    2: "Across the line the sender holds until a person on the other side accepts. Nothing auto-accepts.",
    3: "Neither a decline, nor silence, nor a departure, nor a merge, nor a crash leaves an item without a holder.",
    4: "Nothing is quiet: every open item has a clock that will call somebody unless somebody acts.",
    5: "The age of a problem never pauses and never resets, not by passing, reopening, splitting or merging; every "
    "minute is attributed to a holder and to whoever is waited for.",
    6: "A decision is made by the matrix version in force, and says which row, version and window decided.",
    7: "A sound matrix gives every possible item exactly one effective row; each gap or overlap comes with a witness "
    "that the slow definition confirms.",
    8: "Any change, removal or reordering in the record, up to the last checkpoint a side keeps, is found by that side, "
    "offline.",
    9: "Nobody sees what is not theirs: not in lists, counts, search, exports, notifications or error texts; what access "
    "hides is counted, not silently absent.",
    10: "What was acknowledged as received is on disk; a kill at any moment loses nothing and doubles nothing in the "
    "record (a notice may come twice, with the same id).",
    11: "Every value that was read can be exported again, the original file comes back byte for byte, and both sides can "
    "leave with everything.",
    12: "Demarc costs an internal lead under 15 minutes a week, and shows the figure.",
}

SO_FAR = {
    9: "in every page and address, in search, in each side's export and in notices; the API is not built yet",
    11: "every value of a matrix, and each side's record; the original file is not kept yet",
    12: "on the demo's fourteen days, as an estimate from the record; no real engagement has been measured yet",
}
"""What of a promise is held today, where that is less than the whole."""
