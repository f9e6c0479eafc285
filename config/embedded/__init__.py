"""PostgreSQL and a Redis-compatible broker started by the project itself, for the demo, the tests and
management commands on a machine that has neither. Production never imports this package: there
`DATABASE_URL` and `REDIS_URL` are set, and with them set nothing here starts anything.

state       the state directory: its lock, its files, who runs in it
processes   starting, recognising and stopping processes
installation  which PostgreSQL there is, and as whom it runs
postgres    the database server
broker      the Redis-compatible server
backend     both together, as far as the environment does not name others
supervisor  keeps a set of processes running
demo, prepare, accounts    `make demo`
run         `make test`: one command beside a fresh pair of servers
attach      `manage.py`: the demo's servers, running or not
environment the virtual environment from the hash lock (standard library only)
"""
