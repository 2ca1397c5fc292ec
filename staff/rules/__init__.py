"""Rules about people as pure functions on plain values: no database, no request."""
