#include "http/pages/page.hpp"
#include "http/pages/pages.hpp"

namespace kod::http {

namespace {

bool takes_gzip(const request& asked) {
  return asked.header("Accept-Encoding").value_or("").find("gzip") != std::string_view::npos;
}

/// Under the address of this version a file never changes; under any other it may have.
const char* how_long(const exchange& x) {
  return x.in_path("version") == x.with->web.version ? "public, max-age=31536000, immutable"
                                                     : "no-cache";
}

void get_asset(const exchange& x) {
  const auto* file = x.with->web.find("assets/" + x.in_path("file"));
  if (!file)
    return x.reply(problem(code::not_found));
  response answer{
    .content_type = std::string{file->type},
    .headers = {
      {"Cache-Control", how_long(x)},
      {"ETag", std::string{file->etag}},
      {"Vary", "Accept-Encoding"}}};
  protect(answer);
  const auto known = x.asked->request.header("If-None-Match").value_or("");
  if (known.find(file->etag) != known.npos) {
    answer.status = 304;
  } else if (!file->gzipped.empty() && takes_gzip(x.asked->request)) {
    answer.headers.emplace_back("Content-Encoding", "gzip");
    answer.body = file->gzipped;
  } else {
    answer.body = file->plain;
  }
  x.reply(std::move(answer));
}

} // namespace

void add_asset_routes(std::vector<route>& routes, const shared_services& with) {
  routes.push_back({
    .method = method::get,
    .pattern = "/assets/{version}/{file}",
    .allowed = {access::anybody},
    .handler = handled_by(get_asset, with),
    .takes_rest = true,
  });
}

} // namespace kod::http
