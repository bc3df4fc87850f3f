# How a folder of src/ says what it is made of.
#
#   chancery_library(text SOURCES a.cpp b.cpp USES base TESTS a_test.cpp)
#
# makes the library chancery_text and, where tests are built, the test program text_test.

if(CHANCERY_TESTS)
  enable_testing()
  find_package(GTest REQUIRED)
  include(GoogleTest)
endif()

add_library(chancery_options INTERFACE)
target_include_directories(chancery_options INTERFACE ${PROJECT_SOURCE_DIR}/src ${PROJECT_SOURCE_DIR}/include)
target_compile_options(chancery_options INTERFACE -Wall -Wextra $<$<BOOL:${CHANCERY_WERROR}>:-Werror>
  # g++ 12 sees overlaps that cannot be in std::string's operator+ (its bug 105651).
  $<$<AND:$<CXX_COMPILER_ID:GNU>,$<VERSION_LESS:$<CXX_COMPILER_VERSION>,13>>:-Wno-restrict>
  # The same answer everywhere: no fused multiply-add behind our back.
  -ffp-contract=off)
target_compile_definitions(chancery_options INTERFACE $<$<BOOL:${CHANCERY_CHECKS}>:CHANCERY_CHECKS>)

function(chancery_library NAME)
  cmake_parse_arguments(ARG "" "" "SOURCES;USES;LINKS;TESTS" ${ARGN})
  add_library(chancery_${NAME} STATIC ${ARG_SOURCES})
  target_link_libraries(chancery_${NAME} PUBLIC chancery_options)
  foreach(other ${ARG_USES})
    target_link_libraries(chancery_${NAME} PUBLIC chancery_${other})
  endforeach()
  target_link_libraries(chancery_${NAME} PUBLIC ${ARG_LINKS})
  if(CHANCERY_TESTS AND ARG_TESTS)
    chancery_test(${NAME}_test SOURCES ${ARG_TESTS} USES ${NAME})
  endif()
endfunction()

# A GoogleTest program. It runs in the source folder, so that tests name files from there; the build folder and the
# program are in the environment as CHANCERY_BUILD and CHANCERY_PROGRAM, and a Coder finds its files by CHANCERY_DATA,
# CHANCERY_MODEL and CHANCERY_PLACES.
function(chancery_test NAME)
  cmake_parse_arguments(ARG "" "" "SOURCES;USES;LINKS" ${ARGN})
  add_executable(${NAME} ${ARG_SOURCES})
  foreach(other ${ARG_USES})
    target_link_libraries(${NAME} PRIVATE chancery_${other})
  endforeach()
  target_link_libraries(${NAME} PRIVATE ${ARG_LINKS} GTest::gtest_main)
  # As an "emulator" and not as a property ENVIRONMENT, of which gtest_discover_tests keeps the first entry only.
  set_target_properties(${NAME} PROPERTIES CROSSCOMPILING_EMULATOR
    "${CMAKE_COMMAND};-E;env;CHANCERY_BUILD=${PROJECT_BINARY_DIR};CHANCERY_PROGRAM=${PROJECT_BINARY_DIR}/chancery;CHANCERY_DATA=${PROJECT_BINARY_DIR}/chancery.data;CHANCERY_MODEL=${PROJECT_BINARY_DIR}/syntax.model;CHANCERY_PLACES=${PROJECT_BINARY_DIR}/chancery.places;CHANCERY_PAIR_MODEL=${PROJECT_BINARY_DIR}/pair.model")
  gtest_discover_tests(${NAME} WORKING_DIRECTORY ${PROJECT_SOURCE_DIR} DISCOVERY_MODE PRE_TEST)
endfunction()
