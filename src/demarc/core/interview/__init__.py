"""What a vendor answers when asked: verbatim, scored by two, capped by what was shown."""
