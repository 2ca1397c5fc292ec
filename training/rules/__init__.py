"""Pure rules of training: no database, no request."""
