"""How gunicorn serves wherever it is started: `gunicorn --config python:config.web_server config.wsgi`.

By itself it takes path and scheme from headers (`SCRIPT_NAME`, `PATH_INFO`, `X-Forwarded-Proto`) of whoever connects from
the same machine, which a proxy there does for every visitor. What a proxy says is believed by the settings: BEHIND_PROXY.
"""

forwarded_allow_ips = ""
worker_class = "gthread"
control_socket_disable = True
# Many filters make a long address; 8 kB is what proxies take, and the most that gunicorn does.
limit_request_line = 8190
