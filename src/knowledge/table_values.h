// What the fields of the tables of actors mean: numbers, dates, plurals, the words of names.
// Included by directory_builder.cpp alone; what is wrong is thrown as a TableError.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/table.h"

namespace chancery::knowledge::packing {

int number_in(const TableLine& line, std::string_view digits);
double decimal_in(const TableLine& line, std::string_view digits);
/// The first day of "1990", "1990-05" or "1990-05-17", as days since 1970; with `past` the first day after it, except
/// that a full day is the day on which something ended. Empty text is kAlways or, with `past`, kForever.
std::int32_t bound(const TableLine& line, std::string_view text, bool past);
/// "policewomen", "agencies", "bosses"
std::string plural_of(std::string_view noun);
/// The words of a folded name.
std::vector<std::string> words_of(std::string_view key);
/// The last words of a name of three words or more, two at least, folded.
std::vector<std::string> endings(std::string_view name);

}  // namespace chancery::knowledge::packing
