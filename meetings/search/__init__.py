"""Search: what was typed, what it can mean on record, and the rows that have it.

``words`` reads what was typed; ``meaning`` asks the database for the stems of each word in every language and for the
names that are spelt so in any script; ``sessions`` turns that into the condition of the timeline's text filter.
"""
