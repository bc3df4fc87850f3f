// Tested by: tests/contract/test_store.py
#include "store/export.h"

namespace chancery::store {
namespace {

constexpr std::int32_t kDocumentsAtOnce = 1000;

}  // namespace

void for_each_document(Database& db, const std::vector<std::string>& origins, bool with_text,
                       const std::function<void(const StoredDocument&)>& use) {
  const auto last = static_cast<std::int32_t>(db.number("SELECT coalesce(max(doc_id), 0) FROM documents"));
  for (std::int32_t from = 1; from <= last; from += kDocumentsAtOnce) {
    for (const StoredDocument& document : load_documents(db, from, from + kDocumentsAtOnce - 1, origins, with_text)) {
      use(document);
    }
  }
}

}  // namespace chancery::store
