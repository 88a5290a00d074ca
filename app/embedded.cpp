#include "app/embedded.hpp"

#define KOD_EMBEDDED(name)                                                                         \
  extern "C" const char kod_##name##_begin[];                                                      \
  extern "C" const char kod_##name##_end[];                                                        \
  std::string_view kod::app::name() {                                                              \
    return {kod_##name##_begin, kod_##name##_end};                                                 \
  }

KOD_EMBEDDED(us_zcta)
KOD_EMBEDDED(geonames)
KOD_EMBEDDED(languages)
KOD_EMBEDDED(sample_agents)
KOD_EMBEDDED(sample_registrations)
KOD_EMBEDDED(contract)
