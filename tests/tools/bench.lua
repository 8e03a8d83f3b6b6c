-- For wrk, run by scripts/bench.sh: sends the token, counts answers that are not 2xx, prints one line of figures.
local threads = {}
function setup(thread) table.insert(threads, thread) end
function init(_)
    refused = 0
    wrk.headers["Authorization"] = "Bearer " .. os.getenv("BENCH_TOKEN")
end
-- BENCH_CREATE=<unit id>: every request registers a project of another name, with its journal row
if os.getenv("BENCH_CREATE") then
    local count = 0
    local stem = tostring(os.time())
    function request()
        count = count + 1
        local body = string.format('{"name":"测速%s号第%d项目","content":"测速","lead_source":"visitor","lead_unit_id":%s,'
            .. '"confirmed_different":true,"parties":[{"name":"测速%s号%d公司","role":"investor"}]}',
            stem, count, os.getenv("BENCH_CREATE"), stem, count)
        return wrk.format("POST", nil, { ["Authorization"] = wrk.headers["Authorization"], ["Content-Type"] = "application/json" }, body)
    end
end
function response(status) if status < 200 or status > 299 then refused = refused + 1 end end
function done(summary, latency, _)
    local bad = summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
    for _, thread in ipairs(threads) do bad = bad + thread:get("refused") end
    local ms = function(percentile) return latency:percentile(percentile) / 1000 end
    print(string.format("FIGURES %.0f %.1f %.1f %.1f %.1f %d",
        summary.requests / (summary.duration / 1e6), ms(50), ms(95), ms(99), latency.max / 1000, bad))
end
