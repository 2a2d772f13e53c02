-- wrk: many users, each waiting a while between two requests, and a count of answers that are not what was asked for.
-- Arguments: path, the body to expect (or - for any), the longest pause in milliseconds (0 for none).
local path, expected, longest_pause = "/", "-", 0
local threads = {}

function setup(thread)
    table.insert(threads, thread)
end

function init(args)
    path, expected, longest_pause = args[1], args[2], tonumber(args[3])
    wrong = 0
    if longest_pause == 0 then delay = nil end
    if expected == "-" then response = nil end
end

function delay()
    return math.random(0, longest_pause)
end

function request()
    wrk.headers["X-User-Id"] = "user-" .. math.random(1, 5000)
    return wrk.format("GET", path)
end

function response(status, headers, body)
    if body ~= expected then wrong = wrong + 1 end
end

function done(summary, latency, requests)
    local sum = 0
    for _, thread in ipairs(threads) do sum = sum + (thread:get("wrong") or 0) end
    io.write("wrong bodies: ", sum, "\n")
end
