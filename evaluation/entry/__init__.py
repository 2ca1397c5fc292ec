"""Forms of the parts of the app; the ten lines of Mẫu số 01 are in `evaluation.forms`."""
