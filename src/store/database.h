// DuckDB as the store uses it: a database with one connection, questions with parameters, answers row by row, and rows
// that are appended column by column.
//
// Values never become part of a query's text: they are bound. All of it belongs to one thread at a time. What goes
// wrong throws: SqlError where a query is wrong, Error where the file or the machine is.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "chancery/error.h"

namespace chancery::store {

/// A query that cannot be read or carried out; the text is DuckDB's.
class SqlError : public Error {
 public:
  using Error::Error;
};

/// A parameter: nothing, a number, words, a list of words or of numbers.
using Value = std::variant<std::monostate, std::int64_t, double, std::string, std::vector<std::string>,
                           std::vector<std::int64_t>>;
using Values = std::vector<Value>;

/// The rows of an answer, the next at a time. Views live until the next call of `next`.
class Result {
 public:
  Result(Result&&) noexcept;
  Result& operator=(Result&&) noexcept;
  ~Result();
  /// One row further; false behind the last.
  bool next();
  std::size_t columns() const;
  std::string name(std::size_t column) const;
  /// Of the row where `next` stands. A number is 0 and a text empty where the value is null.
  bool null(std::size_t column) const;
  std::int64_t integer(std::size_t column) const;  // also booleans, days since 1970-01-01, and places in an enumeration
  double number(std::size_t column) const;
  std::string_view text(std::size_t column) const;  // of VARCHAR and BLOB
  std::vector<std::string> list(std::size_t column) const;
  /// Rows that a change has touched.
  std::int64_t changed() const;

 private:
  friend class Database;
  struct Impl;
  explicit Result(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

enum class Access : std::uint8_t { Read, Write };

struct Resources {
  std::string memory = "600MB";
  std::size_t threads = 2;
};

class Database {
 public:
  /// Opens `path` (empty: a database in memory). Extensions are neither loaded nor fetched; nothing outside of the file
  /// can be reached, but for `folder` where it is given (for COPY), and no query can change that.
  Database(const std::string& path, Access access, const Resources& resources = {}, const std::string& folder = "");
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  /// Runs one statement; the answer is complete in memory.
  Result query(const std::string& sql, const Values& values = {});
  /// The same, but rows are made while they are read: for long answers. Nothing else runs until it is read or dropped.
  Result stream(const std::string& sql, const Values& values = {});
  /// Runs statements without parameters or answers, apart by semicolons.
  void run(const std::string& sql);
  /// The first number of the first row; 0 where there is none.
  std::int64_t number(const std::string& sql, const Values& values = {});

  struct Column {
    std::string name;
    enum class Kind : std::uint8_t { Text, Number, Truth, Nested } kind = Kind::Text;
  };
  /// What the one statement of `sql` would answer. Throws SqlError where it is no question, or not one.
  std::vector<Column> describe(const std::string& sql, std::size_t* parameters = nullptr);

  /// After a failure of the machine the rest of a transaction is given up; never throws.
  void rollback() noexcept;
  const std::string& path() const { return path_; }

 private:
  friend class Rows;
  Result execute(const std::string& sql, const Values& values, bool streaming);
  [[noreturn]] void fail(const std::string& what) const;
  std::string path_;
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// Appends rows to a table, column after column; much faster than INSERT. `flush` hands over what is left: call it
/// before the transaction is committed.
class Rows {
 public:
  Rows(Database& database, const std::string& table);
  ~Rows();
  Rows(const Rows&) = delete;
  Rows& operator=(const Rows&) = delete;
  Rows& integer(std::int64_t value);  // also booleans, days, and places in an enumeration
  Rows& number(double value);         // also decimals, rounded
  Rows& text(std::string_view value);
  Rows& list(const std::vector<std::string>& values);
  Rows& null();
  /// Null where there is none, or where the text is empty.
  Rows& text_or_null(std::string_view value) { return value.empty() ? null() : text(value); }
  template <class T>
  Rows& integer_or_null(const std::optional<T>& value) {
    return value ? integer(static_cast<std::int64_t>(*value)) : null();
  }
  /// The row is whole; every column must have its value.
  void end();
  void flush();

 private:
  void hand_over();
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace chancery::store
