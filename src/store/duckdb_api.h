// The functions of DuckDB that the store uses, found when the first store is opened.
//
// DuckDB is a shared library of 70 MB. It is loaded by name at run time and not linked, so that the commands that need
// no store start as fast as if there were none. The types of the functions come from its C header.
#pragma once

#include <duckdb.h>

namespace chancery::store {

// The formatter goes back and forth between two forms of this list.
// clang-format off
#define CHANCERY_DUCKDB_FUNCTIONS(USE)                                                                                 \
  USE(create_config)                                                                                                   \
  USE(set_config)                                                                                                      \
  USE(destroy_config)                                                                                                  \
  USE(open_ext)                                                                                                        \
  USE(close)                                                                                                           \
  USE(connect)                                                                                                         \
  USE(disconnect)                                                                                                      \
  USE(interrupt)                                                                                                       \
  USE(free) USE(query) USE(prepare) USE(prepare_error) USE(destroy_prepare) USE(nparams) USE(bind_int64)               \
      USE(bind_double) USE(bind_varchar_length) USE(bind_null) USE(bind_value) USE(execute_prepared)                   \
          USE(execute_prepared_streaming) USE(prepared_statement_type) USE(prepared_statement_column_count)            \
              USE(prepared_statement_column_name) USE(prepared_statement_column_type) USE(extract_statements)          \
                  USE(extract_statements_error) USE(destroy_extracted) USE(destroy_result) USE(result_error)           \
                      USE(rows_changed) USE(column_count) USE(column_name) USE(column_logical_type) USE(fetch_chunk)   \
                          USE(create_varchar_length) USE(create_list_value) USE(create_int64) USE(destroy_value)       \
                              USE(create_logical_type) USE(destroy_logical_type) USE(get_type_id)                      \
                                  USE(decimal_internal_type) USE(decimal_scale) USE(enum_internal_type)                \
                                      USE(enum_dictionary_size) USE(enum_dictionary_value) USE(create_data_chunk)      \
                                          USE(destroy_data_chunk) USE(data_chunk_reset) USE(data_chunk_get_size)       \
                                              USE(data_chunk_set_size) USE(data_chunk_get_vector) USE(vector_size)     \
                                                  USE(vector_get_data) USE(vector_get_validity)                        \
                                                      USE(vector_ensure_validity_writable) USE(                        \
                                                          vector_assign_string_element_len) USE(list_vector_get_child) \
                                                          USE(list_vector_get_size) USE(list_vector_set_size)          \
                                                              USE(list_vector_reserve) USE(appender_create_ext)        \
                                                                  USE(appender_column_count) USE(appender_column_type) \
                                                                      USE(appender_error) USE(appender_flush)          \
                                                                          USE(appender_destroy) USE(append_data_chunk)
// clang-format on

struct DuckDb {
#define CHANCERY_DUCKDB_POINTER(name) decltype(&::duckdb_##name) name = nullptr;
  CHANCERY_DUCKDB_FUNCTIONS(CHANCERY_DUCKDB_POINTER)
#undef CHANCERY_DUCKDB_POINTER
};

/// Loads libduckdb.so the first time; any thread may call. It is looked for where CHANCERY_DUCKDB says, beside the
/// executable, in ../lib/chancery from there, and where the system looks for libraries. Throws Error where it is not
/// found, or lacks a function.
const DuckDb& duck();

}  // namespace chancery::store
