"""The verbs of emulation and awards: initiatives, proposals, sessions of the council, decisions."""
