# Sourced by `bench`: what the engine does when ten times as much is asked of it as it can do. New requests are
# offered whatever comes of them; beside them eight agents accept, as they do without the load. Generator and engine
# share the machine: the ratios say something, the figures little.

memory_kb() {
  sed -n 's/^VmRSS:[[:space:]]*\([0-9]*\) kB$/\1/p' "/proc/$server/status"
}

flood() { "$bench" flood --server "$address" --intake-token "$intake" --seconds "$seconds" "$@"; }

# agents_beside COMMAND...: runs it while eight agents work, and sets `agents_did` and `result`.
agents_beside() {
  load --mode cycles --clients 8 "${access[@]}" >"$work/agents.json" &
  local agents_pid=$!
  result=$("$@")
  wait "$agents_pid"
  agents_did=$(<"$work/agents.json")
}

measure_overload() {
  local calm peak=0 peaks=() before_kb begin_kb
  calm=$(load --mode cycles --clients 8 "${access[@]}")
  before_kb=$(memory_kb)
  for clients in 64 128 256; do
    agents_beside flood --clients "$clients"
    peaks+=("$result")
  done
  peak=$(jq -s 'map(.taken_per_second) | max' <<<"${peaks[*]}")
  begin_kb=$(memory_kb)
  agents_beside flood --clients 3000 --per-second "$(jq -n "$peak * 10 | round")"
  jq -n --argjson calm "$calm" --argjson peaks "$(jq -s . <<<"${peaks[*]}")" --argjson peak "$peak" \
    --argjson flood "$result" --argjson agents "$agents_did" \
    --argjson memory_kb "[$before_kb, $begin_kb, $(memory_kb)]" '
    def taken: .taken_per_second * .seconds;
    (($memory_kb[1] - $memory_kb[0]) / ($peaks | map(taken) | add)) as $at_peak
    | (($memory_kb[2] - $memory_kb[1]) / ($flood | taken)) as $flooded
    | {peak_per_second: $peak, peaks: $peaks, calm: $calm, flood: $flood, agents: $agents, memory_kb: $memory_kb,
       kb_for_each_taken: {peak: $at_peak, flood: $flooded},
       ratios: {
         asked_of_peak: (($flood.offered_per_second + $flood.withheld_per_second) / $peak),
         sent_of_peak: ($flood.offered_per_second / $peak),
         goodput_of_peak: ($flood.taken_per_second / $peak),
         accepts_answered: (1 - $agents.accepts_refused / ([$agents.accepts, 1] | max))}}'
}

print_overload() {
  jq -r '
    def whole: round | tostring;
    def share: . * 100 | round / 100 | tostring;
    "peak        \(.peak_per_second | whole) new requests/s taken, each cancelled again",
    "asked       \(.ratios.asked_of_peak | share) times the peak, of which \(.ratios.sent_of_peak | share) were sent: a connection with too many unanswered holds the rest back",
    "taken       \(.flood.taken_per_second | whole)/s, \(.ratios.goodput_of_peak | share) of the peak  (p50 \(.flood.p50_us) us, p99 \(.flood.p99_us) us)",
    "refused     \(.flood.refused_per_second | whole)/s",
    "accepts     \(.ratios.accepts_answered * 100 | share) % of \(.agents.accepts) answered, p99 \(.agents.accept_p99_us) us (calm: \(.calm.accept_p99_us) us)",
    "memory      \(.kb_for_each_taken.flood | share) kB for each request taken, at the peak \(.kb_for_each_taken.peak | share) kB"'
}
