"""Pure rules of the site: no database, no request."""
