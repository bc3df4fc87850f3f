// Tested by: store_test.cpp
#include "store/database.h"

#include <cmath>
#include <cstring>
#include <utility>

#include "base/check.h"
#include "store/duckdb_api.h"

namespace chancery::store {
namespace {

bool holds(const std::string& text, const char* words) { return text.find(words) != std::string::npos; }

/// What is wrong with the file or the machine, and what to do, in our words.
std::string explained(const std::string& path, const std::string& what) {
  const std::string shown = path.empty() ? "the store in memory" : path;
  if (holds(what, "Could not set lock on file")) {
    const std::size_t at = what.find("PID ");
    const std::string who = at == std::string::npos ? "" : " (" + what.substr(at, what.find(')', at) - at) + ")";
    return shown + ": another process works on this store" + who +
           "; wait until it ends, or work on a Parquet copy (chancery export)";
  }
  if (holds(what, "No space left on device") || holds(what, "File too large") || holds(what, "Disk quota")) {
    return shown + ": the disk is full; all that was stored before is kept; make room and run again";
  }
  if (holds(what, "Permission denied") || holds(what, "Read-only file system")) {
    return shown + ": may not be written here, or not be read: permission denied";
  }
  if (holds(what, "not a valid DuckDB database file") || holds(what, "Failed to load metadata pointer") ||
      holds(what, "corrupt")) {
    return shown + ": is no store of chancery, or is damaged: " + what;
  }
  if (holds(what, "version number")) {
    return shown + ": was written by a newer DuckDB than this program has; use the version of chancery that wrote it";
  }
  if (holds(what, "Out of Memory")) return shown + ": out of memory; give more with --memory";
  return shown + ": " + what;
}

bool is_fault_of_machine(const std::string& what) {
  return what.starts_with("IO Error") || what.starts_with("Fatal") || what.starts_with("FATAL") ||
         what.starts_with("INTERNAL") || what.starts_with("TransactionContext Error") ||
         what.starts_with("Out of Memory");
}

std::string_view bytes_of(const duckdb_string_t& string) {
  const std::uint32_t length = string.value.inlined.length;
  return {length <= 12 ? string.value.inlined.inlined : string.value.pointer.ptr, length};
}

bool valid_at(const std::uint64_t* validity, idx_t row) {
  return validity == nullptr || ((validity[row / 64] >> (row % 64)) & 1) != 0;
}

struct ColumnType {
  duckdb_type type = DUCKDB_TYPE_INVALID;  // of a decimal or enumeration: that of its numbers
  int scale = 0;
};

ColumnType type_of(duckdb_logical_type logical) {
  const DuckDb& db = duck();
  ColumnType column{db.get_type_id(logical), 0};
  if (column.type == DUCKDB_TYPE_DECIMAL) {
    column = {db.decimal_internal_type(logical), db.decimal_scale(logical)};
  } else if (column.type == DUCKDB_TYPE_ENUM) {
    column.type = db.enum_internal_type(logical);
  }
  return column;
}

double power_of_ten(int scale) { return std::pow(10.0, scale); }

}  // namespace

// ---- answers

struct Result::Impl {
  duckdb_result result{};
  std::vector<ColumnType> types;
  duckdb_data_chunk chunk = nullptr;
  idx_t row = 0;
  idx_t rows = 0;
  struct View {
    duckdb_vector vector = nullptr;
    const void* data = nullptr;
    const std::uint64_t* validity = nullptr;
  };
  std::vector<View> views;
  const Database* database = nullptr;
  std::string path;

  ~Impl() {
    if (chunk != nullptr) duck().destroy_data_chunk(&chunk);
    duck().destroy_result(&result);
  }
  void begin() {
    const DuckDb& db = duck();
    const idx_t columns = db.column_count(&result);
    for (idx_t i = 0; i < columns; ++i) {
      duckdb_logical_type logical = db.column_logical_type(&result, i);
      types.push_back(type_of(logical));
      db.destroy_logical_type(&logical);
    }
    views.resize(columns);
  }
  template <class T>
  T at(std::size_t column) const {
    return static_cast<const T*>(views[column].data)[row];
  }
};

Result::Result(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Result::Result(Result&&) noexcept = default;
Result& Result::operator=(Result&&) noexcept = default;
Result::~Result() = default;

bool Result::next() {
  Impl& r = *impl_;
  const DuckDb& db = duck();
  if (r.chunk != nullptr && ++r.row < r.rows) return true;
  while (true) {
    if (r.chunk != nullptr) db.destroy_data_chunk(&r.chunk);
    r.chunk = db.fetch_chunk(r.result);
    if (r.chunk == nullptr) {
      // The end of a stream, or what stopped it.
      const char* error = db.result_error(&r.result);
      if (error != nullptr && *error != '\0') throw Error(explained(r.path, error));
      return false;
    }
    r.rows = db.data_chunk_get_size(r.chunk);
    if (r.rows > 0) break;
  }
  r.row = 0;
  for (std::size_t i = 0; i < r.views.size(); ++i) {
    Impl::View& view = r.views[i];
    view.vector = db.data_chunk_get_vector(r.chunk, i);
    view.data = db.vector_get_data(view.vector);
    view.validity = db.vector_get_validity(view.vector);
  }
  return true;
}

std::size_t Result::columns() const { return impl_->types.size(); }
std::string Result::name(std::size_t column) const { return duck().column_name(&impl_->result, column); }
bool Result::null(std::size_t column) const { return !valid_at(impl_->views[column].validity, impl_->row); }

std::int64_t Result::integer(std::size_t column) const {
  if (null(column)) return 0;
  const Impl& r = *impl_;
  switch (r.types[column].type) {
    case DUCKDB_TYPE_BOOLEAN:
    case DUCKDB_TYPE_UTINYINT:
      return r.at<std::uint8_t>(column);
    case DUCKDB_TYPE_TINYINT:
      return r.at<std::int8_t>(column);
    case DUCKDB_TYPE_SMALLINT:
      return r.at<std::int16_t>(column);
    case DUCKDB_TYPE_USMALLINT:
      return r.at<std::uint16_t>(column);
    case DUCKDB_TYPE_INTEGER:
    case DUCKDB_TYPE_DATE:
      return r.at<std::int32_t>(column);
    case DUCKDB_TYPE_UINTEGER:
      return r.at<std::uint32_t>(column);
    case DUCKDB_TYPE_BIGINT:
    case DUCKDB_TYPE_TIMESTAMP:
      return r.at<std::int64_t>(column);
    case DUCKDB_TYPE_UBIGINT:
      return static_cast<std::int64_t>(r.at<std::uint64_t>(column));
    case DUCKDB_TYPE_HUGEINT:
      return static_cast<std::int64_t>(r.at<duckdb_hugeint>(column).lower);  // sums of counts
    case DUCKDB_TYPE_DOUBLE:
      return static_cast<std::int64_t>(r.at<double>(column));
    default:
      CHANCERY_CHECK(false, "the column holds numbers");
      return 0;
  }
}

double Result::number(std::size_t column) const {
  if (null(column)) return 0;
  const ColumnType type = impl_->types[column];
  if (type.type == DUCKDB_TYPE_DOUBLE) return impl_->at<double>(column);
  if (type.type == DUCKDB_TYPE_FLOAT) return impl_->at<float>(column);
  return static_cast<double>(integer(column)) / power_of_ten(type.scale);
}

std::string_view Result::text(std::size_t column) const {
  if (null(column)) return {};
  CHANCERY_CHECK(impl_->types[column].type == DUCKDB_TYPE_VARCHAR || impl_->types[column].type == DUCKDB_TYPE_BLOB,
                 "the column holds words");
  return bytes_of(static_cast<const duckdb_string_t*>(impl_->views[column].data)[impl_->row]);
}

std::vector<std::string> Result::list(std::size_t column) const {
  std::vector<std::string> items;
  if (null(column)) return items;
  CHANCERY_CHECK(impl_->types[column].type == DUCKDB_TYPE_LIST, "the column holds lists");
  const duckdb_list_entry entry = impl_->at<duckdb_list_entry>(column);
  const duckdb_vector child = duck().list_vector_get_child(impl_->views[column].vector);
  const auto* strings = static_cast<const duckdb_string_t*>(duck().vector_get_data(child));
  const std::uint64_t* validity = duck().vector_get_validity(child);
  for (std::uint64_t i = entry.offset; i < entry.offset + entry.length; ++i) {
    items.emplace_back(valid_at(validity, i) ? bytes_of(strings[i]) : std::string_view());
  }
  return items;
}

std::int64_t Result::changed() const { return static_cast<std::int64_t>(duck().rows_changed(&impl_->result)); }

// ---- the database

struct Database::Impl {
  duckdb_database database = nullptr;
  duckdb_connection connection = nullptr;
  ~Impl() {
    if (connection != nullptr) duck().disconnect(&connection);
    if (database != nullptr) duck().close(&database);
  }
};

Database::Database(const std::string& path, Access access, const Resources& resources, const std::string& folder)
    : path_(path), impl_(std::make_unique<Impl>()) {
  const DuckDb& db = duck();
  duckdb_config config = nullptr;
  if (db.create_config(&config) != DuckDBSuccess) throw Error("out of memory");
  const auto set = [&](const char* name, const std::string& value) {
    if (db.set_config(config, name, value.c_str()) == DuckDBSuccess) return;
    db.destroy_config(&config);
    throw SqlError(std::string("'") + value + "' is no value for " + name);
  };
  set("access_mode", access == Access::Read ? "READ_ONLY" : "READ_WRITE");
  set("autoinstall_known_extensions", "false");
  set("autoload_known_extensions", "false");
  set("memory_limit", resources.memory);
  set("threads", std::to_string(resources.threads));
  char* error = nullptr;
  const bool opened =
      db.open_ext(path.empty() ? nullptr : path.c_str(), &impl_->database, config, &error) == DuckDBSuccess;
  db.destroy_config(&config);
  if (!opened) {
    const std::string what = error == nullptr ? "cannot be opened" : error;
    if (error != nullptr) db.free(error);
    throw Error(explained(path_, what));
  }
  if (db.connect(impl_->database, &impl_->connection) != DuckDBSuccess) throw Error(explained(path_, "no connection"));
  // From here on nothing but this file, and the folder that was given, can be read or written.
  if (!folder.empty()) query("SET allowed_directories = ?", {std::vector<std::string>{folder}});
  run("SET enable_external_access = false; SET lock_configuration = true;");
}

Database::~Database() = default;

void Database::fail(const std::string& what) const {
  if (is_fault_of_machine(what)) throw Error(explained(path_, what));
  throw SqlError(what);
}

void Database::run(const std::string& sql) {
  duckdb_result result{};
  const duckdb_state state = duck().query(impl_->connection, sql.c_str(), &result);
  const char* error = duck().result_error(&result);
  const std::string what = error == nullptr ? "" : error;
  duck().destroy_result(&result);
  if (state != DuckDBSuccess) fail(what);
}

void Database::rollback() noexcept {
  duckdb_result result{};
  duck().query(impl_->connection, "ROLLBACK", &result);
  duck().destroy_result(&result);
}

namespace {

void bind(duckdb_prepared_statement statement, idx_t at, const Value& value) {
  const DuckDb& db = duck();
  if (const auto* number = std::get_if<std::int64_t>(&value)) {
    db.bind_int64(statement, at, *number);
  } else if (const auto* real = std::get_if<double>(&value)) {
    db.bind_double(statement, at, *real);
  } else if (const auto* words = std::get_if<std::string>(&value)) {
    db.bind_varchar_length(statement, at, words->data(), words->size());
  } else if (std::holds_alternative<std::monostate>(value)) {
    db.bind_null(statement, at);
  } else {
    std::vector<duckdb_value> items;
    duckdb_type type = DUCKDB_TYPE_VARCHAR;
    if (const auto* texts = std::get_if<std::vector<std::string>>(&value)) {
      for (const std::string& text : *texts) items.push_back(db.create_varchar_length(text.data(), text.size()));
    } else {
      type = DUCKDB_TYPE_BIGINT;
      for (const std::int64_t item : std::get<std::vector<std::int64_t>>(value)) items.push_back(db.create_int64(item));
    }
    duckdb_logical_type logical = db.create_logical_type(type);
    duckdb_value none = nullptr;  // an empty list needs an address all the same
    duckdb_value list = db.create_list_value(logical, items.empty() ? &none : items.data(), items.size());
    db.bind_value(statement, at, list);
    db.destroy_value(&list);
    db.destroy_logical_type(&logical);
    for (duckdb_value& item : items) db.destroy_value(&item);
  }
}

struct Prepared {
  duckdb_prepared_statement statement = nullptr;
  ~Prepared() { duck().destroy_prepare(&statement); }
};

}  // namespace

Result Database::execute(const std::string& sql, const Values& values, bool streaming) {
  const DuckDb& db = duck();
  Prepared prepared;
  if (db.prepare(impl_->connection, sql.c_str(), &prepared.statement) != DuckDBSuccess) {
    const char* error = db.prepare_error(prepared.statement);
    fail(error == nullptr ? "the query cannot be read" : error);
  }
  CHANCERY_CHECK(db.nparams(prepared.statement) == values.size(), "every parameter has its value");
  for (std::size_t i = 0; i < values.size(); ++i) bind(prepared.statement, i + 1, values[i]);
  auto impl = std::make_unique<Result::Impl>();
  impl->path = path_;
  const duckdb_state state = streaming ? db.execute_prepared_streaming(prepared.statement, &impl->result)
                                       : db.execute_prepared(prepared.statement, &impl->result);
  if (state != DuckDBSuccess) {
    const char* error = db.result_error(&impl->result);
    fail(error == nullptr ? "the query failed" : error);
  }
  impl->begin();
  return Result(std::move(impl));
}

Result Database::query(const std::string& sql, const Values& values) { return execute(sql, values, false); }
Result Database::stream(const std::string& sql, const Values& values) { return execute(sql, values, true); }

std::int64_t Database::number(const std::string& sql, const Values& values) {
  Result result = query(sql, values);
  return result.next() ? result.integer(0) : 0;
}

std::vector<Database::Column> Database::describe(const std::string& sql, std::size_t* parameters) {
  const DuckDb& db = duck();
  duckdb_extracted_statements extracted = nullptr;
  const idx_t count = db.extract_statements(impl_->connection, sql.c_str(), &extracted);
  const char* error = count == 0 ? db.extract_statements_error(extracted) : nullptr;
  const std::string what = error == nullptr ? "" : error;
  db.destroy_extracted(&extracted);
  if (!what.empty()) throw SqlError(what);
  if (count != 1) throw SqlError("one question at a time; this is " + std::to_string(count));
  Prepared prepared;
  if (db.prepare(impl_->connection, sql.c_str(), &prepared.statement) != DuckDBSuccess) {
    const char* why = db.prepare_error(prepared.statement);
    fail(why == nullptr ? "the query cannot be read" : why);
  }
  if (db.prepared_statement_type(prepared.statement) != DUCKDB_STATEMENT_TYPE_SELECT) {
    throw SqlError(
        "only questions (SELECT, FROM, WITH, DESCRIBE, SHOW) are answered; a store is changed by ingest, "
        "import and recode");
  }
  if (parameters != nullptr) *parameters = db.nparams(prepared.statement);
  std::vector<Column> columns;
  const idx_t width = db.prepared_statement_column_count(prepared.statement);
  for (idx_t i = 0; i < width; ++i) {
    Column column;
    if (const char* name = db.prepared_statement_column_name(prepared.statement, i); name != nullptr) {
      column.name = name;
      db.free(const_cast<char*>(name));
    }
    switch (db.prepared_statement_column_type(prepared.statement, i)) {
      case DUCKDB_TYPE_BOOLEAN:
        column.kind = Column::Kind::Truth;
        break;
      case DUCKDB_TYPE_TINYINT:
      case DUCKDB_TYPE_SMALLINT:
      case DUCKDB_TYPE_INTEGER:
      case DUCKDB_TYPE_BIGINT:
      case DUCKDB_TYPE_HUGEINT:
      case DUCKDB_TYPE_UTINYINT:
      case DUCKDB_TYPE_USMALLINT:
      case DUCKDB_TYPE_UINTEGER:
      case DUCKDB_TYPE_UBIGINT:
      case DUCKDB_TYPE_UHUGEINT:
      case DUCKDB_TYPE_FLOAT:
      case DUCKDB_TYPE_DOUBLE:
      case DUCKDB_TYPE_DECIMAL:
        column.kind = Column::Kind::Number;
        break;
      case DUCKDB_TYPE_LIST:
      case DUCKDB_TYPE_STRUCT:
      case DUCKDB_TYPE_MAP:
      case DUCKDB_TYPE_ARRAY:
        column.kind = Column::Kind::Nested;
        break;
      default:
        break;
    }
    columns.push_back(std::move(column));
  }
  return columns;
}

// ---- appending

struct Rows::Impl {
  Database* database = nullptr;
  std::string table;
  duckdb_appender appender = nullptr;
  duckdb_data_chunk chunk = nullptr;
  std::vector<ColumnType> types;
  std::vector<duckdb_vector> vectors;
  std::vector<void*> data;
  std::vector<std::uint64_t> list_sizes;
  std::size_t column = 0;
  idx_t row = 0;
  idx_t capacity = 0;

  ~Impl() {
    if (chunk != nullptr) duck().destroy_data_chunk(&chunk);
    if (appender != nullptr) duck().appender_destroy(&appender);
  }
  void begin_chunk() {
    const DuckDb& db = duck();
    row = 0;
    for (std::size_t i = 0; i < types.size(); ++i) {
      vectors[i] = db.data_chunk_get_vector(chunk, i);
      db.vector_ensure_validity_writable(vectors[i]);
      data[i] = db.vector_get_data(vectors[i]);
      list_sizes[i] = 0;
    }
  }
  template <class T>
  void set(T value) {
    static_cast<T*>(data[column])[row] = value;
    ++column;
  }
};

Rows::Rows(Database& database, const std::string& table) : impl_(std::make_unique<Impl>()) {
  const DuckDb& db = duck();
  impl_->database = &database;
  impl_->table = table;
  // A temporary table lies in a database of its own, which can be written where the store itself is read only.
  const bool temporary = table.starts_with("temp.");
  const std::string name = temporary ? table.substr(5) : table;
  if (db.appender_create_ext(database.impl_->connection, temporary ? "temp" : nullptr, nullptr, name.c_str(),
                             &impl_->appender) != DuckDBSuccess) {
    const char* error = db.appender_error(impl_->appender);
    database.fail(error == nullptr ? "no table " + table : error);
  }
  const idx_t columns = db.appender_column_count(impl_->appender);
  std::vector<duckdb_logical_type> logical;
  for (idx_t i = 0; i < columns; ++i) {
    logical.push_back(db.appender_column_type(impl_->appender, i));
    impl_->types.push_back(type_of(logical.back()));
  }
  impl_->chunk = db.create_data_chunk(logical.data(), columns);
  for (duckdb_logical_type& type : logical) db.destroy_logical_type(&type);
  impl_->vectors.resize(columns);
  impl_->data.resize(columns);
  impl_->list_sizes.resize(columns);
  impl_->capacity = db.vector_size();
  impl_->begin_chunk();
}

Rows::~Rows() = default;

Rows& Rows::integer(std::int64_t value) {
  switch (impl_->types[impl_->column].type) {
    case DUCKDB_TYPE_BOOLEAN:
      impl_->set<bool>(value != 0);
      break;
    case DUCKDB_TYPE_UTINYINT:
      impl_->set<std::uint8_t>(static_cast<std::uint8_t>(value));
      break;
    case DUCKDB_TYPE_SMALLINT:
      impl_->set<std::int16_t>(static_cast<std::int16_t>(value));
      break;
    case DUCKDB_TYPE_USMALLINT:
      impl_->set<std::uint16_t>(static_cast<std::uint16_t>(value));
      break;
    case DUCKDB_TYPE_INTEGER:
    case DUCKDB_TYPE_DATE:
      impl_->set<std::int32_t>(static_cast<std::int32_t>(value));
      break;
    case DUCKDB_TYPE_UINTEGER:
      impl_->set<std::uint32_t>(static_cast<std::uint32_t>(value));
      break;
    case DUCKDB_TYPE_BIGINT:
    case DUCKDB_TYPE_UBIGINT:
    case DUCKDB_TYPE_TIMESTAMP:
      impl_->set<std::int64_t>(value);
      break;
    case DUCKDB_TYPE_DOUBLE:
      impl_->set<double>(static_cast<double>(value));
      break;
    default:
      CHANCERY_CHECK(false, "the column holds numbers");
      ++impl_->column;
  }
  return *this;
}

Rows& Rows::number(double value) {
  if (!std::isfinite(value)) return null();
  const ColumnType type = impl_->types[impl_->column];
  if (type.type == DUCKDB_TYPE_DOUBLE) {
    impl_->set<double>(value);
    return *this;
  }
  return integer(std::llround(value * power_of_ten(type.scale)));
}

Rows& Rows::text(std::string_view value) {
  CHANCERY_CHECK(
      impl_->types[impl_->column].type == DUCKDB_TYPE_VARCHAR || impl_->types[impl_->column].type == DUCKDB_TYPE_BLOB,
      "the column holds words");
  duck().vector_assign_string_element_len(impl_->vectors[impl_->column], impl_->row, value.data(), value.size());
  ++impl_->column;
  return *this;
}

Rows& Rows::list(const std::vector<std::string>& values) {
  CHANCERY_CHECK(impl_->types[impl_->column].type == DUCKDB_TYPE_LIST, "the column holds lists");
  const DuckDb& db = duck();
  const duckdb_vector vector = impl_->vectors[impl_->column];
  std::uint64_t& size = impl_->list_sizes[impl_->column];
  const duckdb_list_entry entry{size, values.size()};
  db.list_vector_reserve(vector, size + values.size());
  const duckdb_vector child = db.list_vector_get_child(vector);
  for (const std::string& value : values) {
    db.vector_assign_string_element_len(child, size, value.data(), value.size());
    ++size;
  }
  db.list_vector_set_size(vector, size);
  impl_->set<duckdb_list_entry>(entry);
  return *this;
}

Rows& Rows::null() {
  std::uint64_t* validity = duck().vector_get_validity(impl_->vectors[impl_->column]);
  validity[impl_->row / 64] &= ~(std::uint64_t{1} << (impl_->row % 64));
  if (impl_->types[impl_->column].type == DUCKDB_TYPE_LIST) {
    static_cast<duckdb_list_entry*>(impl_->data[impl_->column])[impl_->row] = {impl_->list_sizes[impl_->column], 0};
  }
  ++impl_->column;
  return *this;
}

void Rows::end() {
  CHANCERY_CHECK(impl_->column == impl_->types.size(), "every column has its value");
  impl_->column = 0;
  if (++impl_->row == impl_->capacity) hand_over();
}

void Rows::hand_over() {
  if (impl_->row == 0) return;
  const DuckDb& db = duck();
  db.data_chunk_set_size(impl_->chunk, impl_->row);
  if (db.append_data_chunk(impl_->appender, impl_->chunk) != DuckDBSuccess) {
    impl_->database->fail(db.appender_error(impl_->appender));
  }
  db.data_chunk_reset(impl_->chunk);
  impl_->begin_chunk();
}

void Rows::flush() {
  hand_over();
  const DuckDb& db = duck();
  if (db.appender_flush(impl_->appender) != DuckDBSuccess) impl_->database->fail(db.appender_error(impl_->appender));
}

}  // namespace chancery::store
