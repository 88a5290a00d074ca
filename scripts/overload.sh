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
  local calm peak=0 peaks=() middle
  calm=$(load --mode cycles --clients 8 "${access[@]}")
  for clients in 64 128 256; do
    agents_beside flood --clients "$clients"
    peaks+=("$result")
  done
  peak=$(jq -s 'map(.taken_per_second) | max' <<<"${peaks[*]}")
  local begin_kb middle_kb
  begin_kb=$(memory_kb)
  (sleep "$((seconds / 2))" && memory_kb >"$work/middle") &
  middle=$!
  agents_beside flood --clients 3000 --per-second "$(jq -n "$peak * 10 | round")"
  wait "$middle"
  middle_kb=$(<"$work/middle")
  jq -n --argjson calm "$calm" --argjson peaks "$(jq -s . <<<"${peaks[*]}")" --argjson peak "$peak" \
    --argjson flood "$result" --argjson agents "$agents_did" \
    --argjson memory_kb "[$begin_kb, $middle_kb, $(memory_kb)]" '
    {peak_per_second: $peak, peaks: $peaks, calm: $calm, flood: $flood, agents: $agents, memory_kb: $memory_kb,
     ratios: {
       offered_of_peak: ($flood.offered_per_second / $peak),
       goodput_of_peak: ($flood.taken_per_second / $peak),
       accepts_answered: (1 - $agents.accepts_refused / ([$agents.accepts, 1] | max)),
       memory_end_of_begin: ($memory_kb[2] / $memory_kb[0])}}'
}

print_overload() {
  jq -r '
    def whole: round | tostring;
    def share: . * 100 | round / 100 | tostring;
    "peak        \(.peak_per_second | whole) new requests/s taken, each cancelled again",
    "offered     \(.flood.offered_per_second | whole)/s, \(.ratios.offered_of_peak | share) of the peak",
    "taken       \(.flood.taken_per_second | whole)/s, \(.ratios.goodput_of_peak | share) of the peak  (p50 \(.flood.p50_us) us, p99 \(.flood.p99_us) us)",
    "refused     \(.flood.refused_per_second | whole)/s",
    "accepts     \(.ratios.accepts_answered * 100 | share) % of \(.agents.accepts) answered, p99 \(.agents.accept_p99_us) us (calm: \(.calm.accept_p99_us) us)",
    "memory      \(.memory_kb | map(. / 1024 | whole) | join(", ")) MiB at the beginning, the middle and the end"'
}
