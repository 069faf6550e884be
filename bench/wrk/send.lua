wrk.method = "POST"
wrk.body = '{"text":"Hi!"}'
wrk.headers["Content-Type"] = "application/json"
