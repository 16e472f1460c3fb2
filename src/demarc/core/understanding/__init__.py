"""Written, tested, understood: who has confirmed which rows, what they are asked about them, and how a row stands."""
