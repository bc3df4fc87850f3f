#include "cli/brief.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <numeric>
#include <vector>

#include "base/utf8.h"

namespace chancery::cli {
namespace {

constexpr std::string_view kBold = "\x1b[1m";
constexpr std::string_view kDim = "\x1b[2m";
constexpr std::string_view kGreen = "\x1b[32m";
constexpr std::string_view kRed = "\x1b[31m";
constexpr std::string_view kReset = "\x1b[0m";

constexpr std::size_t kColumnCount = 7;
constexpr std::array<std::string_view, kColumnCount> kHeads = {"when",  "who",    "what",   "to whom",
                                                               "where", "status", "said by"};
constexpr std::size_t kWhat = 2;
constexpr std::size_t kIndent = 2;
constexpr std::size_t kGap = 2;
constexpr std::size_t kMostMembersShown = 3;  // of a group; more are counted
constexpr std::size_t kNarrowest = 6;  // a column is not made narrower than this, even where the page is too small

using Row = std::array<std::string, kColumnCount>;

/// Line breaks, escape sequences and marks that turn the direction of writing could make the page say something else.
bool is_harmful(char32_t code) {
  return code < 0x20 || (code >= 0x7F && code < 0xA0) || (code >= 0x200E && code <= 0x200F) ||
         (code >= 0x2028 && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069) || code == 0x061C;
}

/// One line with single spaces.
std::string clean(std::string_view text) {
  std::string cleaned;
  bool space = false;
  for (std::size_t at = 0; at < text.size();) {
    const Decoded next = decode(text, at);
    at += next.bytes;
    if (next.code == ' ' || next.code == 0xA0 || is_harmful(next.code)) {
      space = !cleaned.empty();
      continue;
    }
    if (space) cleaned += ' ';
    space = false;
    append_utf8(cleaned, next.code);
  }
  return cleaned;
}

std::size_t width_of(char32_t code) {
  const int width = utf8proc_charwidth(static_cast<utf8proc_int32_t>(code));
  return width > 0 ? static_cast<std::size_t>(width) : 0;
}

std::string actor_text(const ActorReference& actor) {
  std::string text = clean(actor.name.empty() ? actor.span.text : actor.name);
  std::string known = actor.country.value_or("");
  if (actor.members.size() > kMostMembersShown) {
    known += (known.empty() ? "" : "+") + std::to_string(actor.members.size()) + " countries";
  } else {
    for (const std::string& member : actor.members) known += (known.empty() ? "" : "+") + member;
  }
  if (actor.sector) known += (known.empty() ? "" : " ") + *actor.sector;
  if (!known.empty()) text += " (" + clean(known) + ")";
  return text;
}

std::string actors_text(const std::vector<ActorReference>& actors) {
  std::string text;
  for (const ActorReference& actor : actors) text += (text.empty() ? "" : ", ") + actor_text(actor);
  return text;
}

std::string date_text(const RecordDate& date) {
  return clean(date.end.empty() || date.end == date.begin ? date.begin : date.begin + " to " + date.end);
}

Row row_of(const Event& event) {
  std::string what(name_of(event.event));
  if (!event.mode.empty()) what += " " + clean(event.mode);
  std::string where;
  if (event.location) where = clean(event.location->name.empty() ? event.location->span.text : event.location->name);
  return {date_text(event.date),
          actors_text(event.actors),
          what,
          actors_text(event.recipients),
          where,
          std::string(name_of(event.status)),
          event.attribution ? actor_text(event.attribution->source) : ""};
}

/// Cuts the widest columns down until the line fits; columns that nobody uses take nothing.
void shrink(std::array<std::size_t, kColumnCount>& widths, std::size_t columns) {
  const auto total = [&] {
    std::size_t sum = kIndent;
    for (const std::size_t width : widths) sum += width == 0 ? 0 : width + kGap;
    return sum - kGap;
  };
  while (total() > columns) {
    const auto widest = std::max_element(widths.begin(), widths.end());
    if (*widest <= kNarrowest) return;
    --*widest;
  }
}

class Page {
 public:
  Page(const BriefStyle& style, std::string& out) : style_(style), out_(out) {}

  void paint(std::string_view colour, std::string_view text) {
    if (style_.colour) out_ += colour;
    out_ += text;
    if (style_.colour) out_ += kReset;
  }

  void head(const StoryHead& head) {
    if (!head.title.empty()) {
      paint(kBold, fit_to(clean(head.title), style_.columns));
      out_ += '\n';
    }
    std::string line = clean(head.doc);
    const auto add = [&](const std::string& part) {
      if (!part.empty()) line += (line.empty() ? "" : " · ") + part;
    };
    add(date_text(head.date));
    std::string publisher = clean(head.publisher);
    if (!head.agency.empty() && head.agency != head.publisher) {
      publisher += publisher.empty() ? clean(head.agency) : " (" + clean(head.agency) + ")";
    }
    add(publisher);
    if (head.place) add(clean(head.place->name.empty() ? head.place->span.text : head.place->name));
    paint(head.title.empty() ? kBold : kDim, fit_to(line, style_.columns));
    out_ += '\n';
  }

  void events(const std::vector<Event>& events) {
    if (events.empty()) return;
    std::vector<Row> rows;
    rows.reserve(events.size());
    std::array<std::size_t, kColumnCount> widths{};
    for (const Event& event : events) {
      rows.push_back(row_of(event));
      for (std::size_t i = 0; i < kColumnCount; ++i) {
        widths[i] = std::max(widths[i], std::min(display_width(rows.back()[i]), style_.columns));
      }
    }
    for (std::size_t i = 0; i < kColumnCount; ++i) {
      if (widths[i] > 0) widths[i] = std::max(widths[i], display_width(kHeads[i]));
    }
    shrink(widths, style_.columns);
    Row heads;
    std::copy(kHeads.begin(), kHeads.end(), heads.begin());
    row(heads, widths, kDim, kDim);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const Quad quad = quad_of(events[i].event);
      const bool friendly = quad == Quad::VerbalCooperation || quad == Quad::MaterialCooperation;
      row(rows[i], widths, "", friendly ? kGreen : kRed);
    }
  }

  /// “who -> to whom: content”
  void statement(const Statement& statement) {
    std::string line = actors_text(statement.speakers);
    if (line.empty()) line = "somebody";
    if (!statement.addressees.empty()) line += " -> " + actors_text(statement.addressees);
    line += ": ";
    const std::string content = clean(statement.content.text);
    const bool quoted = statement.kind == "direct" && !content.starts_with("“") && !content.starts_with("\"");
    line += quoted ? "“" + content + "”" : content;
    indented(line);
  }

  void relation(const Relation& relation) {
    indented(actor_text(relation.from) + " - " + clean(relation.relation) + " - " + actor_text(relation.to));
  }

 private:
  void indented(std::string_view line) {
    out_.append(kIndent, ' ');
    out_ += fit_to(line, style_.columns > kIndent ? style_.columns - kIndent : 1);
    out_ += '\n';
  }

  void row(const Row& cells, const std::array<std::size_t, kColumnCount>& widths, std::string_view colour,
           std::string_view colour_of_what) {
    std::size_t spaces = kIndent;  // kept back, so that no line ends in spaces
    for (std::size_t i = 0; i < kColumnCount; ++i) {
      if (widths[i] == 0) continue;
      const std::string cell = fit_to(cells[i], widths[i]);
      if (!cell.empty()) {
        out_.append(spaces, ' ');
        spaces = 0;
        const std::string_view ink = i == kWhat ? colour_of_what : colour;
        if (ink.empty()) {
          out_ += cell;
        } else {
          paint(ink, cell);
        }
      }
      spaces += widths[i] - display_width(cell) + kGap;
    }
    out_ += '\n';
  }

  const BriefStyle& style_;
  std::string& out_;
};

}  // namespace

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size();) {
    const Decoded next = decode(text, at);
    at += next.bytes;
    width += width_of(next.code);
  }
  return width;
}

std::string fit_to(std::string_view text, std::size_t width) {
  std::size_t used = 0;
  std::size_t kept = 0;  // bytes that leave room for the ellipsis
  for (std::size_t at = 0; at < text.size();) {
    const Decoded next = decode(text, at);
    used += width_of(next.code);
    if (used > width) {
      std::string cut(text.substr(0, kept));
      while (cut.ends_with(' ')) cut.pop_back();
      return width == 0 ? "" : cut + "…";
    }
    at += next.bytes;
    if (used + 1 <= width) kept = at;
  }
  return std::string(text);
}

void append_brief(const Records& records, const BriefStyle& style, std::string& out) {
  Page page(style, out);
  page.head(records.head);
  page.events(records.events);
  for (const Statement& statement : records.statements) page.statement(statement);
  for (const Relation& relation : records.relations) page.relation(relation);
  if (records.events.empty() && records.statements.empty() && records.relations.empty()) {
    out += "  nothing was coded\n";
  }
  out += '\n';
}

}  // namespace chancery::cli
