"""Tables, workbooks, cards and messages of the site."""
