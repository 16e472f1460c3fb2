-- One alert per POST, about 1 kB, each with a dedupe key of its own. The token comes in as the first argument.
local count = 0
local run = tostring(os.time()) .. "-" .. tostring(math.random(1e9))
local filler = string.rep("x", 700)

function init(arguments)
  wrk.method = "POST"
  wrk.headers["Content-Type"] = "application/json"
  wrk.headers["Authorization"] = "Bearer " .. (arguments[1] or "none")
end

function request()
  count = count + 1
  local id = run .. "-" .. count
  return wrk.format(nil, nil, nil, '{"id":"' .. id .. '","fingerprint":"' .. id ..
    '","subject":"benchmark","severity":"high","topic":"edr-alert","site":"hq","status":"firing","text":"' .. filler .. '"}')
end
