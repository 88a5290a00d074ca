#include "app/post/letters.hpp"

#include "http/json_writer.hpp"
#include "http/render_notifications.hpp"
#include "model/schedule.hpp"
#include "model/words.hpp"

#include <date/date.h>
#include <date/tz.h>
#include <string_view>

namespace kod::app {

namespace {

std::string in_the_programmes_zone(const char* form, model::instant at) {
  const date::zoned_time local{
    date::locate_zone(model::default_time_zone), std::chrono::floor<std::chrono::minutes>(at)};
  return date::format(form, local);
}

/// As people write it: `2:15 PM EST, November 10`.
std::string clock_time(model::instant at) {
  auto text = in_the_programmes_zone("%I:%M %p %Z, %B %e", at);
  return text.starts_with('0') ? text.substr(1) : text;
}

/// The same for Spanish, without names of months: `14:15 (EST), 10/11`.
std::string hora(model::instant at) {
  return in_the_programmes_zone("%H:%M (%Z), %d/%m", at);
}

std::string where_of(const model::told_referral& referral) {
  return (referral.county.empty() ? std::string{} : referral.county + ", ") + "ZIP "
         + referral.zip.digits + ", language " + referral.language.tag;
}

std::string about(const model::notification& what) {
  const auto& referral = *what.referral;
  std::string text = "Referral " + referral.id.text + "\n" + where_of(referral) + "\nRequested "
                     + clock_time(referral.requested_at) + "\nCall promised by "
                     + clock_time(referral.callback_by) + "\n";
  if (what.reply_by)
    text += "Answer by " + clock_time(*what.reply_by) + "\n";
  return text;
}

letter to_agent(const model::notification& what) {
  using enum model::notification_kind;
  constexpr std::string_view portal = "\nSign in to the Agent Portal to answer.\n";
  switch (what.kind) {
  case offer: return {"A referral is offered to you", about(what) + std::string{portal}};
  case reminder:
    return {"A referral still waits for your answer", about(what) + std::string{portal}};
  case mass_board:
    return {
      "Referrals wait on your Mass board",
      "Somebody waits for a call, and the first agent who accepts has the referral.\n"
        + std::string{portal}};
  case assigned:
    return {
      "A referral was assigned to you",
      about(what) + "\nIt is yours now. Sign in to the Agent Portal to see whom to call.\n"};
  case in_progress:
    return {
      "A referral of yours is still In Progress",
      about(what) + "\nClose it in the Agent Portal when you are done, or release it.\n"};
  case deregistered: {
    const bool missed = what.cause == model::deregistration_cause::misses;
    return {
      "You are de-registered from kynect On Demand",
      std::string{
        missed ? "Offers in a row were not answered in time."
               : "An operator has de-registered you."}
        + " You get no more offers; referrals In Progress stay yours.\n\nTo come back, agree to "
          "register and confirm the other two sections in the Agent Portal.\n"};
  }
  case request_taken:
  case agent_found: break; // To residents.
  }
  return {};
}

letter to_resident(const model::notification& what, const std::string& first_name) {
  const bool found = what.kind == model::notification_kind::agent_found;
  const auto& referral = *what.referral;
  if (referral.language.tag == "es")
    return found ? letter{
             "Un agente le va a llamar",
             first_name + ", un agente de seguros con licencia, ha tomado su solicitud y le va a "
             "llamar antes de las " + hora(referral.callback_by) + ".\n"}
                 : letter{
             "Hemos recibido su solicitud",
             "Gracias. Un agente de seguros con licencia le va a llamar antes de las "
             + hora(referral.callback_by) + ".\n"};
  return found ? letter{
           "An agent will call you",
           first_name + ", a licensed insurance agent, has taken your request and will call you by "
           + clock_time(referral.callback_by) + ".\n"}
               : letter{
           "We have your request",
           "Thank you. A licensed insurance agent will call you by "
           + clock_time(referral.callback_by) + ".\n"};
}

/// RFC 2822's date, in UTC; names of days and months are English whatever the locale.
std::string mail_date(model::instant at) {
  return date::format("%a, %d %b %Y %T +0000", std::chrono::floor<std::chrono::seconds>(at));
}

std::string domain_of(const std::string& address) {
  return address.substr(address.rfind('@') + 1);
}

} // namespace

letter letter_of(const model::notification& what, const std::string& first_name) {
  return what.to.role == model::role::agent ? to_agent(what) : to_resident(what, first_name);
}

std::string message_of(
  const model::outbox_entry& entry,
  const letter& written,
  const std::string& from,
  const std::string& to) {
  std::string text = "Date: " + mail_date(entry.made_at) + "\nFrom: kynect On Demand <" + from
                     + ">\nTo: <" + to + ">\nSubject: " + written.subject + "\nMessage-ID: <"
                     + model::id_of(entry) + '@' + domain_of(from)
                     + ">\nAuto-Submitted: auto-generated\nMIME-Version: 1.0\n"
                       "Content-Type: text/plain; charset=utf-8\n"
                       "Content-Transfer-Encoding: 8bit\n\n"
                     + written.body;
  std::string lines;
  for (const char each : text)
    lines += each == '\n' ? "\r\n" : std::string(1, each);
  return lines;
}

std::string webhook_body(const model::outbox_entry& entry) {
  http::json_writer out;
  out.object([&] {
    out.member("type", model::word(entry.what.kind));
    out.member("timestamp", entry.what.at);
    out.member("data", [&] { out.object([&] { http::write_told(out, entry.what); }); });
  });
  return out.take();
}

} // namespace kod::app
