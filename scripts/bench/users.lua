-- wrk: every request names one of 100 000 users in a header. The requests are made once, before the clock runs.
local requests, next_request = {}, 0

function init(args)
    math.randomseed(7)
    for i = 1, 100000 do
        wrk.headers["X-User-Id"] = "user-" .. math.random(1, 100000)
        requests[i] = wrk.format("GET", "/item/17?colour=blue")
    end
end

function request()
    next_request = next_request % 100000 + 1
    return requests[next_request]
end
