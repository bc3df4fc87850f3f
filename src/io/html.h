// A page -> what a document takes from it.
#pragma once

#include <string>
#include <string_view>

#include "io/limits.h"

namespace chancery::io {

struct Page {
  std::string text;             // of the article, see io/article.h
  std::string title;            // og:title, the first <h1>, or <title> without the name of the site
  std::string date;             // YYYY-MM-DD as published: meta tags, linked data, <time>
  std::string url;              // canonical, where it is an address of the web
  std::string source;           // og:site_name
  bool too_many_nodes = false;  // the page is over Limits::html_nodes; the rest is empty
};

/// `page` is valid UTF-8. Time and memory are linear in its size; any bytes give a page, perhaps an empty one.
Page read_page(std::string_view page, const Limits& limits);

}  // namespace chancery::io
