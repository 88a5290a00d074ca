// Files that travel in the binary, so that it needs none beside it.
    .section .rodata

    .macro embed name, file
    .global kod_\name\()_begin
    .global kod_\name\()_end
kod_\name\()_begin:
    .incbin "\file"
kod_\name\()_end:
    .byte 0
    .endm

    embed us_zcta, "data/us_zcta.tsv"
    embed geonames, "data/ky_zip_not_zcta_geonames.tsv"
    embed languages, "data/languages.tsv"
    embed sample_agents, "data/sample_agents.csv"
    embed sample_registrations, "data/sample_registrations.jsonl"
    embed contract, "http/openapi.yaml"

    .section .note.GNU-stack, "", %progbits
