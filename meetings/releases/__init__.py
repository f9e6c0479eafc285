"""Releases: everything that can be downloaded, as one dated bundle that never changes, to be cited and checked.

`bundle` writes the files, `changes` compares them with the release before, `papers` says what they are, `archive` makes
checksums and the zip, `publishing` does all of it in one go and records it; `shelf` knows where releases lie.
`recompute_gaps.py` goes into each as it is: a script for readers, which imports nothing of ours.
"""
