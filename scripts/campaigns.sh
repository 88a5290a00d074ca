# Sourced by `test`: what runs for as long as one likes, each time with another course of events. Every program appends
# what it did to $KOD_FIGURES, one JSON object a line; the table at the end is their sum.

# What computes, and beside it what waits for processes and disks.
simulate_and_fuzz() {
  KOD_SECONDS=$((long_seconds * 4 / 10)) KOD_FIRST_SEED=$first_seed \
    build/release/tests/simulation_tests --gtest_filter='*HoldsInEveryRun' 2>/dev/null
  # Each of eleven tests goes on for so long.
  KOD_SECONDS=$((long_seconds * 2 / 10 / 11 + 1)) KOD_FIRST_SEED=$first_seed \
    build/release/tests/persistence_tests --gtest_filter='*PowerCut*:FailingDisk*:BitFlips*' \
    2>/dev/null
  build/release/tests/mutants/mutants_tests --gtest_brief=1 2>/dev/null
  KOD_FUZZ_SECONDS=$((long_seconds * 3 / 10 / 3)) scripts/fuzz
}

# In rounds, since each ends with a search through the whole history.
kill_and_cut() {
  local round end=$((SECONDS + long_seconds * 6 / 10))
  for ((round = 0; SECONDS < end; ++round)); do
    KOD_SEED=$((first_seed + round)) python3 -B -m unittest -q tests.end_to_end.test_campaign
  done
  KOD_SEED=$first_seed KOD_CUTS=$((long_seconds / 20 + 1)) \
    python3 -B -m unittest -q tests.end_to_end.test_power_cut
  KOD_SEED=$first_seed KOD_BACKUP_ROUNDS=$((long_seconds / 30 + 4)) \
    python3 -B -m unittest -q tests.end_to_end.test_backups
  python3 -B -m unittest -q tests.end_to_end.test_{full_disk,recovery,hostile,stuck} \
    tests.end_to_end.test_{clock,clock_changes,crowd}
}

run_campaigns() {
  # One that no campaign had before it, and printed, so that a failure can be had again.
  first_seed=${KOD_FIRST_SEED:-$((1000 + (RANDOM * 32768 + RANDOM) * 1000))}
  export KOD_FIGURES=$root/build/figures.jsonl
  echo "first seed $first_seed"
  rm -f "$KOD_FIGURES"
  local failed=0
  (set -e; simulate_and_fuzz) >build/campaigns_computing.log 2>&1 &
  local computing=$!
  # Beside it as well: left of `||` a shell goes on after what fails.
  (set -e; kill_and_cut) >build/campaigns_waiting.log 2>&1 &
  local waiting=$!
  wait "$waiting" || failed=1
  wait "$computing" || failed=1
  (($(sum_of violations) == 0)) || failed=1
  ((failed == 0)) || tail -n 60 build/campaigns_computing.log build/campaigns_waiting.log
  print_figures
  return $failed
}

sum_of() {
  jq -s "map(.$1 // 0) | add // 0" "$KOD_FIGURES"
}

print_figures() {
  jq -rs '
    map(to_entries[]) | group_by(.key) | map({key: .[0].key, value: (map(.value) | add)}) | from_entries as $sum
    | ["seeds", "simulated_hours", "commands", "requests", "accepts", "crashes", "journal_failures", "exceptions",
       "deaths", "put_aside", "notifications", "power_cuts", "torn_writes", "failed_syncs", "full_disks", "flipped_bits", "kills", "unknown",
       "fuzz_runs", "mutants", "found", "violations"][]
    | select($sum[.] != null) | "\(gsub("_"; " "))\t\($sum[.] | round)"' "$KOD_FIGURES" | column -t -s $'\t'
}
