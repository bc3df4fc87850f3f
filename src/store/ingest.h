// Storing: documents and their records go in by batches, each in one transaction.
//
// A kill at any moment leaves the batches that were whole, and reading the same input again goes on behind them: what
// the store has is known by its content and is neither coded nor stored twice. The same input in the same order gives
// the same rows, however it was cut into batches and runs. One thread uses an Ingest.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "chancery/document.h"
#include "chancery/records.h"
#include "store/happenings.h"
#include "store/identities.h"
#include "store/known_hashes.h"
#include "store/near_copies.h"
#include "store/store.h"

namespace chancery::store {

/// What `runs` keeps of a command.
struct RunInfo {
  std::string command;  // ingest, recode, import
  std::string version;
  std::string data;  // checksums; empty where nothing was coded
  std::string model;
  std::string options;
  std::string origin = "chancery";  // or where the events come from
};

struct IngestCounts {
  std::uint64_t documents = 0;  // stored
  std::uint64_t known = 0;      // were in the store already
  std::uint64_t renamed = 0;    // other texts under a known id
  std::uint64_t copies = 0;     // near copies of earlier documents
  std::uint64_t events = 0;
  std::uint64_t happenings = 0;  // events that were the first report of theirs
  std::uint64_t statements = 0;
  std::uint64_t relations = 0;
};

/// A document with all that is stored of it, made by any thread.
struct CodedDocument {
  Document document;
  Records records;
  std::string print;  // fingerprint(document.text)
};

class Ingest {
  friend class Recode;

 public:
  /// Throws Error as the store does. `store` outlives it. The run is written with the first batch.
  Ingest(Store& store, RunInfo info, std::size_t batch_documents = 1000);

  /// Whether `document` is to be coded: false where the store, or this run, has the same content. Gives it another id
  /// ("id~2") where another text has its own.
  bool wants(Document& document);
  /// Takes what `wants` wanted, in the same order; writes a batch when there is enough.
  void add(CodedDocument coded);
  /// Writes what is left, and tidies up.
  void finish();

  const IngestCounts& counts() const { return counts_; }

 private:
  void write_batch();
  /// The records of `batch`, whose documents have these numbers; a transaction is open.
  void write_records(const std::vector<std::int32_t>& numbers, const std::vector<CodedDocument>& batch);
  void write_documents(const std::vector<std::int32_t>& numbers);
  void begin_run();

  Store& store_;
  Database& db_;
  RunInfo info_;
  std::size_t batch_documents_;
  IngestCounts counts_;
  std::int32_t run_ = 0;
  std::int32_t next_document_;
  std::int64_t next_event_;
  std::int64_t next_statement_;
  std::int64_t next_relation_;
  KnownHashes contents_;
  KnownHashes ids_;
  Identities identities_;
  NearCopies near_copies_;
  Happenings happenings_;
  std::vector<CodedDocument> batch_;
  std::size_t batch_bytes_ = 0;
  std::chrono::steady_clock::time_point batch_begun_;
};

/// Puts new records in the place of old ones. `store` outlives it; one thread.
class Recode {
 public:
  Recode(Store& store, RunInfo info);
  /// The document numbered `number` has these records now.
  void add(std::int32_t number, Document document, Records records);
  /// Writes what was added, in one transaction.
  void write_batch();
  void finish();

 private:
  Ingest ingest_;
  std::vector<std::int32_t> numbers_;
  std::vector<CodedDocument> batch_;
};

/// The checksum of what makes two documents the same. Without a text (imported events) the id counts too.
std::uint64_t content_of(const Document& document);
/// The report of an event for Happenings; nothing where it has no day.
std::optional<Report> report_of(const Event& event, std::int64_t number, const Identities& identities,
                                std::string_view sentence);

}  // namespace chancery::store
