#pragma once
// From the scan to the pieces that others may look at.
#include "bot/understanding/piece.hpp"
#include "bot/understanding/scan.hpp"

namespace linli::understanding {

std::vector<Piece> pieces(const Scan& scan);

}  // namespace linli::understanding
