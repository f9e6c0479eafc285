"""What others hang on addresses to see who followed them: no part of what the address names."""

# Beginnings of names of parameters. Those of this list are dropped from addresses of ours too.
TRACKING = ("utm_", "fbclid", "gclid", "mc_", "mtm_", "pk_", "_ga", "igshid", "ref_src")
