#pragma once

#include "actors/interfaces.hpp"

namespace kod::actors {

/// Goes on with a page of the audit in `wanted.so_far`, from `wanted.before` back into the past,
/// and looks at so many events at most. True: the page is done.
inline constexpr std::size_t audit_piece_events = 500;
bool read_audit(const model::archive&, list_audit& wanted);

} // namespace kod::actors
