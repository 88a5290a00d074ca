# What is compiled once and for all takes half the time when sources that share most of their headers are compiled
# together: every preset does it but `debug`, which is for those who change one source at a time. In a layer marked
# TOGETHER no two sources may use a name for two things, unless one of them is marked APART.
option(KOD_TOGETHER "Compile the sources of a layer marked TOGETHER eight at a time" OFF)
set(CMAKE_UNITY_BUILD_BATCH_SIZE 8)

# A program takes half a second to start under sanitizers: what is run there as a whole takes a tenth of the time.
option(KOD_WHOLE "Make a program of tests one test, not each of its tests" OFF)

# For sources that bring many names of a library with them, or classes made of what only they see.
function(kod_apart)
  list(TRANSFORM ARGN PREPEND ${PROJECT_SOURCE_DIR}/)
  set_source_files_properties(${ARGN} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
endfunction()

# A layer is a folder, a namespace and a target of one name. CMake looks again when a file is added.
function(kod_layer name)
  cmake_parse_arguments(arg "TOGETHER" "" "USES" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/${name}/*.cpp)
  file(GLOB_RECURSE headers CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/${name}/*.hpp)
  if(NOT sources)
    add_library(kod_${name} INTERFACE)
    add_library(kod::${name} ALIAS kod_${name})
    target_include_directories(kod_${name} INTERFACE ${PROJECT_SOURCE_DIR})
    target_link_libraries(kod_${name} INTERFACE ${arg_USES})
    return()
  endif()
  add_library(kod_${name} STATIC ${sources} ${headers})
  add_library(kod::${name} ALIAS kod_${name})
  target_include_directories(kod_${name} PUBLIC ${PROJECT_SOURCE_DIR})
  target_link_libraries(kod_${name} PUBLIC ${arg_USES})
  if(arg_TOGETHER AND KOD_TOGETHER)
    set_target_properties(kod_${name} PROPERTIES UNITY_BUILD ON)
  endif()
endfunction()

# The tests of a layer stand in tests/<layer>/ and make one executable, so that heavy headers and
# the linker are paid for once.
function(kod_tests name)
  cmake_parse_arguments(arg "TOGETHER" "" "USES" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/tests/${name}/*_test.cpp)
  if(NOT sources)
    return()
  endif()
  add_executable(${name}_tests ${sources})
  target_include_directories(${name}_tests PRIVATE ${PROJECT_SOURCE_DIR})
  target_link_libraries(${name}_tests PRIVATE ${arg_USES} GTest::gmock GTest::gtest_main)
  if(arg_TOGETHER AND KOD_TOGETHER)
    set_target_properties(${name}_tests PROPERTIES UNITY_BUILD ON)
  endif()
  if(KOD_WHOLE)
    add_test(NAME ${name} COMMAND ${name}_tests --gtest_brief=1 WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
    set_tests_properties(${name} PROPERTIES TIMEOUT 900 LABELS ${name})
  else()
    gtest_discover_tests(${name}_tests WORKING_DIRECTORY ${PROJECT_SOURCE_DIR} DISCOVERY_TIMEOUT 60
      PROPERTIES TIMEOUT 600 LABELS ${name})
  endif()
endfunction()
