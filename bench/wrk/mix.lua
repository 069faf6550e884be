-- 80 in 100 ask for the list, 15 for a page, 5 send.
local count = 0
function request()
	count = count + 1
	local kind = count % 20
	if kind == 0 then
		wrk.headers["Content-Type"] = "application/json"
		return wrk.format("POST", "/chats/78/messages", nil, '{"text":"Hi!"}')
	elseif kind == 5 or kind == 10 or kind == 15 then
		return wrk.format("GET", "/chats/78/messages")
	end
	return wrk.format("GET", "/chats")
end
