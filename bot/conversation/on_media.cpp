// A picture, a video, a file: kept, answered with one line, asked nothing about. A voice without its words: nobody here can hear it, so it becomes
// a case for the steward.
#include <algorithm>

#include "bot/conversation/deciders.hpp"
#include "bot/conversation/handover.hpp"
#include "bot/conversation/items.hpp"
#include "bot/conversation/media.hpp"

namespace linli {
namespace {

std::string came(const MediaIn& media) {
  switch (media.got) {
    case MediaIn::Got::too_large: return "too_large";
    case MediaIn::Got::not_fetched: return "not_fetched";
    case MediaIn::Got::whole: break;
  }
  return "kept";
}

std::pair<std::string, Arg> kind_of(const MediaIn& media) { return {"media", arg::Word{"media." + std::string(name_of(media.kind))}}; }

bool heard_not(const MediaIn& media) { return media.kind == MediaKind::voice; }

Working* newest_open(Turn& turn) {
  Working* out = nullptr;
  for (auto& w : turn.cases)
    if (!w.row.final && (!out || w.row.opened > out->row.opened)) out = &w;
  return out;
}

// One of several sent together, or a part of a message whose words are answered: one act, one answer.
bool answered_already(const Turn& turn, const MediaIn& media) {
  if (media.got != MediaIn::Got::whole && !heard_not(media)) return false;
  return further_part(turn.event) || std::ranges::any_of(*turn.r.kept, [&](const KeptRow& kept) {
    bool alike = (kept.kind == MediaKind::voice) == heard_not(media);
    return alike && kept.chat == turn.chat() && turn.now - kept.at <= turn.k.manners.burst_longest;
  });
}

// The sender's open case of voices, or a new one: of their dwelling, where they have exactly one.
Working& voice_case(Turn& turn, const Playbook& book) {
  for (auto& w : turn.cases)
    if (!w.row.final && w.row.playbook == book.kind && w.row.reporter == turn.sender()) return w;
  Item item;
  item.fact.intent = Intent::human;
  item.fact.clear = true;
  item.fact.rule = "voice";
  auto placed = place_of(turn, item.fact);
  auto place = placed.how == Placed::How::known ? placed.place.value_or(PlaceRow{}) : PlaceRow{};
  NewCase fresh{book.kind, book.version, place.id, {}, {}, {}, Ref<PersonId>(turn.sender())};
  if (placed.tenancy) {
    fresh.tenancy = placed.tenancy->id;
    fresh.landlord = placed.tenancy->landlord;
    if (placed.tenancy->renter) fresh.renter = *placed.tenancy->renter;
  }
  NewFact stated;
  stated.of = Local{std::uint32_t(turn.d.cases.size())};
  if (place.id) stated.place = place.id;
  stated.intent = item.fact.intent;
  stated.rule = item.fact.rule;
  stated.reason = "voice_only";
  auto fact = turn.add_fact(std::move(stated));
  auto standing = turn.standing(placed.tenancy ? std::optional(placed.tenancy->landlord) : std::nullopt,
                                placed.tenancy ? placed.tenancy->renter : std::nullopt);
  turn.cases.push_back(turn.casework.open(turn.d, book, fresh, place, {fact, &item.fact, standing, false}, turn.around(place.area), turn.now));
  return turn.cases.back();
}

}  // namespace

Part about_media(const MediaIn& media) {
  if (heard_not(media)) return {Act::say, "media.unheard", {}};
  return {Act::say, "media." + came(media), {kind_of(media)}};
}

Part about_media_in_group(const MediaIn& media) {
  if (heard_not(media)) return {Act::say, "group.media.unheard", {}};
  return {Act::say, "group.media." + came(media), {kind_of(media)}};
}

void on_media(Turn& turn) {
  if (passes_on_media(turn)) return;
  auto& media = std::get<MediaIn>(turn.event.body);
  auto* book = turn.casework.opened_by(media.kind);
  bool to_somebody = book && !turn.staff();            // staff can write, and would be asked to listen to themselves
  auto* of = to_somebody ? &voice_case(turn, *book) : newest_open(turn);
  turn.d.keep = KeepMedia{of ? std::optional(of->ref) : std::nullopt};
  if (answered_already(turn, media)) return turn.silent("kept");
  turn.lines.why = "why.media";
  if (of) turn.lines.of = of->ref;
  if (!turn.direct()) {
    turn.lines.group.push_back(about_media_in_group(media));
    return;
  }
  auto part = about_media(media);
  if (to_somebody) part.tmpl += ".given_on";
  else if (of && of->row.place.id && part.tmpl == "media.kept") part = {Act::say, "media.kept_with", {kind_of(media), {"case", arg::Case{of->ref}}}};
  turn.lines.direct.push_back(std::move(part));
}

}  // namespace linli
