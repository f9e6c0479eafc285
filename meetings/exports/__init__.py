"""The researchers' tables: each declared once, from which come header, cells, codebook and table schema.

`columns` is the language of declarations, `csv_form` the form of a cell and a line, `stream` the way from a queryset to
bytes, `expressions` what several tables read alike; the tables stand in modules named for their subject. Which tables
exist is told by `config.exports`, the only module that knows all apps.
"""
