-- One alert per POST to Alertmanager's own interface, about 1 kB, each with labels of its own.
local count = 0
local run = tostring(os.time()) .. "-" .. tostring(math.random(1e9))
local filler = string.rep("x", 700)

wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"

function request()
  count = count + 1
  return wrk.format(nil, nil, nil, '[{"labels":{"alertname":"benchmark","n":"' .. run .. "-" .. count ..
    '","severity":"high","site":"hq"},"annotations":{"text":"' .. filler .. '"}}]')
end
