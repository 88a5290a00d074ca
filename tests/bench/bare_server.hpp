#pragma once

#include <filesystem>

namespace kod::bench {

/// Our own server, gateway and journal without the engine between them: each request is stored as
/// one durable commit and answered, nothing is decided. What the engine is compared with. Prints
/// `listening on ...` and ends on SIGTERM.
void serve_bare(const std::filesystem::path& data);

} // namespace kod::bench
