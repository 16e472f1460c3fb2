"""With whom, on which conditions, or not at all: what fit, proposals and interviews add up to before anybody signs."""
