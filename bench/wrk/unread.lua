-- One session has a quarter of the calls to the site, so there are as many sessions as connections.
local requests, count = {}, 0
function request()
	count = count % 64 + 1
	if not requests[count] then
		wrk.headers["Authorization"] = "Bearer bench-session-of-" .. count
		requests[count] = wrk.format("GET", "/chats/79/messages")
	end
	return requests[count]
end
