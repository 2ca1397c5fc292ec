"""Forms of emulation and awards: what people type about proposals, sessions, decisions, initiatives."""
