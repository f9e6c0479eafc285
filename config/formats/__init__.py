"""How Django writes numbers in each language; see FORMAT_MODULE_PATH in the settings."""
