"""Documents of the personnel record as PDF. Their words are law or form, Vietnamese in every language."""
