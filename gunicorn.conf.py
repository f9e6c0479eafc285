"""What gunicorn reads in the directory where it is started.

By itself it takes path and scheme from headers (`SCRIPT_NAME`, `PATH_INFO`, `X-Forwarded-Proto`) of whoever connects from
this machine, which a proxy here does for every visitor. What a proxy says is believed by the settings: BEHIND_PROXY.
"""

forwarded_allow_ips = ""
