"""The record for programs: `/api/v1/`, read-only JSON with the filters of the timeline.

Nothing is described twice: fields, their types, meanings and closed lists are the columns of the files
(`meetings.exports`), and which rows are public is what the files give. `resources` says what a resource is, `values` and
`schemas` make JSON and its schema from columns, `reading` finds a page or one record, `serving` is what every answer
shares, `operations` makes the addresses. Which resources there are is told by `config.api`, which knows all apps.
"""
