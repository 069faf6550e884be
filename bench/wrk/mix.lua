-- 80 in 100 ask for the list, 15 for a page, 5 send. One session has a quarter of the calls to the site, so there are as many
-- sessions as connections.
local count = 0
function request()
	count = count + 1
	wrk.headers["Authorization"] = "Bearer bench-session-of-" .. count % 64
	local kind = count % 20
	if kind == 0 then
		wrk.headers["Content-Type"] = "application/json"
		return wrk.format("POST", "/chats/78/messages", nil, '{"text":"Hi!"}')
	end
	wrk.headers["Content-Type"] = nil
	if kind == 5 or kind == 10 or kind == 15 then
		return wrk.format("GET", "/chats/78/messages")
	end
	return wrk.format("GET", "/chats")
end
